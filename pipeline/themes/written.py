"""Lemmas back to the forms that people write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.themes.corpus import Corpus, Places, Words
from pipeline.themes.phrases import MAX_PHRASE_WORDS


def written_forms(corpus: Corpus, places: Places, terms: Sequence[str]) -> list[str]:
    """Return each term (lemmas joined by blanks) in the form that is written most in these bouwstenen."""
    forms = most_written([corpus.words[p] for p in places], [corpus.lemmas[p] for p in places], terms)
    return [forms.get(term, term) for term in terms]


def most_written(words: Sequence[Words], lemmas: Sequence[Words], terms: Sequence[str]) -> dict[str, str]:
    """Return the most written form per term that occurs; words and lemmas go word for word."""
    forms: dict[str, Counter[str]] = {term: Counter() for term in terms}
    beginnings = {term.split()[0] for term in terms if term}
    for written, base in zip(words, lemmas, strict=True):
        for start, first in enumerate(base):
            if first not in beginnings:
                continue
            for end in range(start + 1, min(start + MAX_PHRASE_WORDS, len(base)) + 1):
                term = " ".join(base[start:end])
                if term in forms:
                    forms[term][" ".join(written[start:end])] += 1
    return {term: min(c.items(), key=lambda item: (-item[1], item[0]))[0] for term, c in forms.items() if c}
