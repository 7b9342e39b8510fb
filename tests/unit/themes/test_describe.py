import numpy as np
from emerging_corpora import make_corpus

from pipeline.themes.describe import Term, find_quotes, find_terms, propose_label

LEMMAS = [
    ("thuis", "werken", "op", "dinsdag"),
    ("thuis", "werken", "zijn", "fijn"),
    ("de", "trein", "rijden", "niet"),
    ("de", "trein", "staan", "stil"),
] * 3
WORDS = [
    ("thuis", "werken", "op", "dinsdag"),
    ("thuis", "gewerkt", "is", "fijn"),
    ("de", "treinen", "rijden", "niet"),
    ("de", "treinen", "staan", "stil"),
] * 3
THUIS = np.array([i for i in range(12) if i % 4 < 2])
TREIN = np.array([i for i in range(12) if i % 4 >= 2])


def terms_of():
    return find_terms(WORDS, LEMMAS, {"thuis": THUIS, "trein": TREIN}, {"op", "de", "zijn", "en"}, 4, seed=1)


def test_terms_belong_to_their_theme_and_are_forms_that_people_write():
    found = terms_of()
    assert any(term.term.startswith("trein") for term in found["trein"])
    assert all("trein" not in term.term for term in found["thuis"])
    assert "treinen" in {word for term in found["trein"] for word in term.term.split()}


def test_no_term_begins_or_ends_with_a_stop_word_or_repeats_another():
    for terms in terms_of().values():
        for term in terms:
            assert term.lemma.split()[0] not in {"op", "de"}
            assert term.lemma.split()[-1] not in {"op", "de"}
        parts = [set(term.lemma.split()) for term in terms]
        assert not any(a < b for a in parts for b in parts)


def test_theme_without_texts_has_no_terms_and_no_quotes():
    nothing = np.array([], dtype=np.int64)
    assert find_terms(WORDS, LEMMAS, {"leeg": nothing}, set(), 4, seed=1) == {"leeg": []}
    assert find_quotes([], np.zeros((0, 2), np.float32), [], nothing, np.zeros(0, np.float32), 4) == []


def test_label_is_a_phrase_or_two_words():
    assert (
        propose_label([Term("thuis werken", "thuis werken", 1.0), Term("dinsdag", "dinsdag", 0.5)])
        == "Thuis werken"
    )
    assert propose_label([Term("trein", "trein", 1.0), Term("stil", "stil", 0.5)]) == "Trein en stil"
    assert propose_label([]) == ""


def quotes_of(texts, groups, conversations, n_quotes=4):
    corpus = make_corpus([tuple(text.split()) for text in texts], groups, n_conversations=len(texts))
    places = np.arange(len(texts))
    certainty = np.ones(len(texts), dtype=np.float32)
    return find_quotes(texts, corpus.embeddings, conversations, places, certainty, n_quotes)


def test_quotes_come_from_different_conversations_while_there_are():
    texts = [f"dit is een leesbare uitspraak over nummer {i} van de dag" for i in range(12)]
    found = quotes_of(texts, [0] * 12, [f"c{i // 2}" for i in range(12)])
    voices = [quote.place // 2 for quote in found if quote.kind == "typical"]
    assert len(set(voices)) == len(voices)


def test_the_same_text_is_quoted_once():
    found = quotes_of(
        ["Thuis werken, dat bevalt ons goed hier."] * 5 + ["thuis werken dat bevalt ons goed hier"],
        [0] * 6,
        [f"c{i}" for i in range(6)],
    )
    assert len(found) == 1


def test_readable_statements_come_before_scraps():
    texts = ["ja", "thuis", "Wie thuis werkt mist het gesprek bij de koffie, en dat merk je.", "nee"]
    found = quotes_of(texts, [0] * 4, list("abcd"), n_quotes=1)
    assert found[0].place == 2


def test_dissenting_quotes_lie_farther_from_the_centre_than_typical_ones():
    texts = [f"dit is een leesbare uitspraak over nummer {i} van de dag" for i in range(30)]
    found = quotes_of(texts, [0] * 24 + [1] * 6, [f"c{i}" for i in range(30)], n_quotes=8)
    dissenting = [quote.centrality for quote in found if quote.kind == "dissenting"]
    assert len(dissenting) == 2
    assert max(dissenting) < min(quote.centrality for quote in found if quote.kind == "typical")
