"""How a Dutch name is built: initials, given names, prefixes (van, de, el) and surnames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.text.words import Word

PREFIXES = frozenset({
    "van", "de", "der", "den", "het", "'t", "’t", "ten", "ter", "te", "el", "al", "ben", "bin", "bint",
    "ibn", "ait", "aït", "oulad", "ould", "da", "dos", "das", "do", "di", "del", "della", "du", "des",
    "la", "le", "los", "von", "zu", "zum", "zur", "vd", "v.d.", "vander", "vanden", "vande", "v/d",
    "d'", "d’", "l'", "l’", "vh", "v.h.", "al-", "el-", "ad-", "ar-", "as-", "az-", "abu-", "abd-", "bin-", "ben-",
    "bint-", "ibn-", "ould-", "ait-", "aït-", "abu", "abd", "abdel", "sint", "san", "santa", "mac", "op", "in",
    "aan", "bij", "uit",
    "voor", "over", "onder", "'s", "’s", "tot",
})  # fmt: skip
BEFORE_ARTICLE = frozenset({
    "op", "in", "aan", "bij", "uit", "voor", "over", "onder",
})  # fmt: skip
# Parts of Surinamese-Chinese surnames, after which any word may follow (Tjon Sie Fat, Tjin A Djie).
_SYLLABLES = frozenset(
    {"a", "tjon", "tjin", "tjong", "tjang", "sie", "lie", "sjak", "fo", "fong", "kwie", "foe"}
)
# First words of the double surnames of farms in the east (Oude Elferink, Klein Nagelvoort).
_FARM_WORDS = frozenset({"oude", "olde", "groot", "grote", "klein", "kleine", "lutke", "nieuwe"})
_MAX_PREFIXES = 4
_ARTICLES = frozenset({"de", "den", "der", "het", "'t", "’t"})


def after_prefixes(words: Sequence[Word], i: int) -> int:
    """Return the place of the word after the prefixes that start at word i; i itself when there are none."""
    end = i
    while end < min(len(words), i + _MAX_PREFIXES) and words[end].lower in PREFIXES and not words[end].kept:
        if end > i and not words[end].token.joined:
            break
        end += 1
    if end == i or end >= len(words) or not words[end].token.joined:
        return i
    if words[i].lower in BEFORE_ARTICLE and (end == i + 1 or words[i + 1].lower not in _ARTICLES):
        return i
    return end


def take_name(words: Sequence[Word], i: int, certain: bool) -> int:
    """Return the end of the name that starts at word i, or i when none does.

    Parameters
    ----------
    certain
        Whether the words before it leave no doubt that a name follows, so that its first part may be any word.
    """
    end = i
    while end < len(words) and (end == i or _is_joined(words, end)):
        following = _take_part(words, end, i, certain)
        if following == end:
            break
        end = following
    if end > i and all(word.token.kind == "initial" for word in words[i:end]):
        return end if certain else i
    return end


def _take_part(words: Sequence[Word], at: int, start: int, certain: bool) -> int:
    """Return the end of the part of a name at word `at`, or `at` when there is none."""
    word = words[at]
    if word.kept:
        return at
    if len(word.token.text) == 1 and word.token.is_capitalised and word.token.kind == "word":
        is_inside = at > start and (_ends_there(words, at) or words[at + 1].shaped)
        return at + (is_inside or (certain and not _stands_for_anyone(words, at)))
    follows_syllable = at > start and words[at - 1].lower in _SYLLABLES and word.token.is_capitalised
    if word.token.kind == "initial" or follows_syllable:
        return at + 1
    before = _surest(words[start:at])
    if before is not None and word.token.is_capitalised and word.lower in _FARM_WORDS:
        return at + _has_surname_after(words, at)
    after = after_prefixes(words, at)
    if after == at:
        return at + _is_name_part(word, before, certain)
    is_letter = before is not None and words[after].token.kind == "initial"
    return after + 1 if is_letter or _may_follow_prefix(words[after], before, certain) else at


def _has_surname_after(words: Sequence[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].token.joined and may_start_name(words[at + 1])


def _stands_for_anyone(words: Sequence[Word], at: int) -> bool:
    """Tell whether a letter is a person without a name (mevrouw X)."""
    return words[at].lower in {"x", "y", "z"} and _ends_there(words, at)


def _surest(parts: Sequence[Word]) -> Word | None:
    """Return the part that best shows that this is a name: an initial or a clear first name, else the last."""
    given = (
        part for part in parts if part.token.kind == "initial" or (part.first_alone and not part.ordinary)
    )
    return next(given, parts[-1] if parts else None)


def _is_joined(words: Sequence[Word], i: int) -> bool:
    return words[i].token.joined


def _ends_there(words: Sequence[Word], i: int) -> bool:
    return i + 1 >= len(words) or not words[i + 1].token.joined or not words[i + 1].token.is_capitalised


def _may_follow_prefix(word: Word, before: Word | None, certain: bool) -> bool:
    """Tell whether a word after a prefix is a surname; after a clear first name a place is one as well."""
    if not word.shaped:
        return False
    if word.prefixed or word.listed or word.unknown:
        return True
    is_after_given_name = before is not None and before.first_alone and not before.ordinary
    return (certain or is_after_given_name) and not word.ordinary and not word.noun


def _is_name_part(word: Word, before: Word | None, certain: bool) -> bool:
    """Tell whether a capitalised word is part of a name, given the part before it (None for the first)."""
    if not word.shaped:
        return False
    if word.listed or word.unknown:
        return True
    if before is None:
        return certain
    is_after_given_name = before.token.kind == "initial" or (before.first_alone and not before.ordinary)
    return is_after_given_name and (word.place or not word.ordinary)


def take_lower_case_name(words: Sequence[Word], i: int, cues: Mapping[str, frozenset[str]]) -> int:
    """Return the end of a name without capitals that follows a title (mevrouw de groot), else i."""
    if i >= len(words):
        return i
    after = after_prefixes(words, i)
    word = words[after]
    if word.kept or word.function or word.lower in cues["never_lower"]:
        return i
    if after > i:
        if words[i].lower in BEFORE_ARTICLE and word.ordinary:
            return i
        return after + 1 if word.prefixed or word.surname or _is_rare_surname(words[i], word) else i
    if word.first_alone and not word.ordinary:
        is_joined = i + 1 < len(words) and words[i + 1].token.joined
        return take_lower_case_name(words, i + 1, cues) if is_joined else i + 1
    ends_phrase = i + 1 >= len(words) or not words[i + 1].token.joined or words[i + 1].lower in cues["verb"]
    is_name = (
        word.surname_alone and not word.token.is_capitalised and (not word.meant_otherwise or ends_phrase)
    )
    return i + 1 if is_name else i


def _is_rare_surname(prefix: Word, word: Word) -> bool:
    """Tell whether a word without a capital can be an unlisted surname: after el or ter, not after van."""
    return prefix.lower not in {"van", "de", "het", "in", "op", "uit"} and word.unknown and not word.compound


def take_lower_case_full_name(words: Sequence[Word], i: int) -> int:
    """Return the end of a first name and surname without capitals (fatima el amrani), else i."""
    word = words[i]
    if not word.first_alone or word.place or word.function or len(word.token.text) < 3 or i + 1 >= len(words):
        return i
    after = after_prefixes(words, i + 1)
    if after > i + 1 and not word.ordinary:
        if words[i + 1].lower in BEFORE_ARTICLE and words[after].ordinary:
            return i
        is_sure = after > i + 2 or not words[after].function
        return after + 1 if words[after].prefixed and is_sure else i
    following = words[i + 1]
    if not following.token.joined or following.kept or following.place:
        return i
    return i + 2 if following.surname_alone and not following.ordinary else i


def is_lower_case_given_name(word: Word) -> bool:
    """Tell whether a word without a capital is a first name and nothing else that a list knows (samira)."""
    is_clear = word.first_alone and not (word.meant_otherwise or word.function or word.kept)
    return is_clear and len(word.token.text) > 2 and word.token.text.isalpha() and word.token.text.islower()


def may_start_name(word: Word) -> bool:
    """Tell whether a word has the shape of the first part of a name."""
    if word.token.kind == "initial":
        return True
    if word.lower in PREFIXES:
        return word.token.is_capitalised and not word.kept
    return word.shaped and (word.listed or word.unknown)


def take_after_el(words: Sequence[Word], i: int) -> int:
    """Return the end of a surname without capitals after el (el hamdaoui), else i."""
    after = after_prefixes(words, i)
    name = words[after]
    is_known_word = name.meant_otherwise or name.foreign or name.lemma or name.kept or name.compound
    return after + 1 if after > i and (name.surname or name.unknown) and not is_known_word else i
