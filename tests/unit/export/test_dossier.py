from io import BytesIO

import pandas as pd
import pytest
from docx import Document
from pypdf import PdfReader
from small_publication import AWKWARD, make_publication, texts_of

from pipeline.errors import ExportError
from pipeline.export.dossier import Choice, Dossier, Earlier, compose_dossier
from pipeline.export.dossier_pdf import make_dossier_pdf
from pipeline.export.dossier_word import make_dossier_word, run_of_dossier
from pipeline.export.letters import drawable


def _quotes(dossier: Dossier) -> dict[str, str]:
    chapters = (*dossier.chapters, *dossier.outside)
    return {q.bouwsteen_id: q.text for chapter in chapters for group in chapter.groups for q in group.quotes}


def test_every_quote_in_word_is_the_text_of_the_table() -> None:
    publication = make_publication()
    dossier = compose_dossier(publication)
    document = Document(BytesIO(make_dossier_word(dossier)))

    written = [p.runs[0].text for p in document.paragraphs if p.style.name == "Quote"]

    assert set(written) == set(_quotes(dossier).values())
    assert set(written) <= set(texts_of(publication).values())
    assert set(AWKWARD) == set(written)


def test_every_quote_in_the_pdf_is_the_text_of_the_table() -> None:
    dossier = compose_dossier(make_publication())
    reader = PdfReader(BytesIO(make_dossier_pdf(dossier)))

    text = "".join("".join(page.extract_text() for page in reader.pages).split())

    for quote in set(_quotes(dossier).values()):
        assert "".join(drawable(quote).split()) in text


def test_every_quote_leads_to_a_source_that_names_its_conversation_and_place() -> None:
    publication = make_publication()
    dossier = compose_dossier(publication)
    lines = publication.bouwstenen

    sources = {source.number: source for source in dossier.sources}
    for chapter in dossier.chapters:
        for quote in (quote for group in chapter.groups for quote in group.quotes):
            assert sources[quote.source].bouwsteen_id == quote.bouwsteen_id
            assert (
                f"gesprek {lines.loc[quote.bouwsteen_id, 'conversation_id']} · " in sources[quote.source].text
            )
            assert "pagina 1" in sources[quote.source].text


def test_fields_have_their_own_heading_and_say_how_many_there_are() -> None:
    chapter = compose_dossier(make_publication(), Choice(per_group=2)).chapters[0]

    groups = {group.heading: (len(group.quotes), group.n_all) for group in chapter.groups}

    assert groups["Dit moet erin"] == (2, 8)
    assert groups["Dit moet er niet in"] == (2, 8)
    assert groups["Dilemma’s"] == (2, 8)


def test_an_organisation_too_small_for_a_theme_is_named_nowhere() -> None:
    dossier = compose_dossier(make_publication())

    told = " ".join([*(s.text for s in dossier.sources), *(f for c in dossier.chapters for f in c.figures)])

    assert "Klein Bureau" not in told
    assert "Grote Dienst (5)" in told


def test_a_conversation_named_in_one_chapter_is_not_named_when_another_chapter_may_not() -> None:
    dossier = compose_dossier(make_publication(), Choice(per_group=100))

    by_conversation = {s.text.split(" · ")[0]: set() for s in dossier.sources}  # type: ignore[var-annotated]
    for source in dossier.sources:
        by_conversation[source.text.split(" · ")[0]].add("Grote Dienst" in source.text)

    assert by_conversation["gesprek av-0"] == {False}
    assert by_conversation["gesprek av-3"] == {True}


def test_a_basket_gives_exactly_its_quotes() -> None:
    basket = ("av-1/dilemma/3", "av-0/verhaal/6", "av-5/verhaal/6")

    dossier = compose_dossier(make_publication(), Choice(bouwsteen_ids=basket))

    assert set(_quotes(dossier)) == set(basket)
    assert dossier.outside[-1].label == "Zonder thema"


def test_new_since_an_earlier_dossier_leaves_out_what_was_there() -> None:
    publication = make_publication()
    known = frozenset(list(publication.bouwstenen.index)[:3])
    whole = set(_quotes(compose_dossier(publication)))

    later = compose_dossier(publication, Choice(earlier=Earlier(pd.Timestamp(2023, 5, 4), known)))

    assert whole & known
    assert set(_quotes(later)) == whole - known
    assert any("sinds het dossier van 4\u00a0mei\u00a02023" in line for line in later.lead)


def test_a_dossier_in_word_says_of_which_run_it_is() -> None:
    dossier = compose_dossier(make_publication())

    assert run_of_dossier(make_dossier_word(dossier)) == dossier.run_id


@pytest.mark.parametrize("content", [b"", b"no archive at all"])
def test_a_file_that_is_no_dossier_is_refused(content: bytes) -> None:
    with pytest.raises(ExportError, match="no Word document"):
        run_of_dossier(content)


def test_new_since_a_date_leaves_older_conversations_out() -> None:
    dossier = compose_dossier(make_publication(), Choice(since=pd.Timestamp(2023, 1, 1)))

    assert {quote.split("/")[0] for quote in _quotes(dossier)} == {f"av-{n}" for n in range(4, 8)}


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        (Choice(theme_ids=("onbekend",)), "no theme onbekend"),
        (Choice(bouwsteen_ids=("av-0/dilemma/3", "weg")), "1 of 2 bouwstenen"),
        (Choice(since=pd.Timestamp(2030, 1, 1)), "no quotes are left"),
    ],
    ids=["theme", "basket", "date"],
)
def test_what_can_not_be_made_is_said(choice: Choice, message: str) -> None:
    with pytest.raises(ExportError, match=message):
        compose_dossier(make_publication(), choice)


def test_the_same_data_give_the_same_bytes() -> None:
    first, second = compose_dossier(make_publication()), compose_dossier(make_publication())

    assert make_dossier_word(first) == make_dossier_word(second)
    assert make_dossier_pdf(first) == make_dossier_pdf(second)


def test_the_pdf_says_that_it_keeps_the_standard_for_everyone() -> None:
    reader = PdfReader(BytesIO(make_dossier_pdf(compose_dossier(make_publication()))))

    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert [entry["/Title"] for entry in reader.outline if not isinstance(entry, list)][:2] == [
        "De thema’s op een rij",
        "Eén <thema>",
    ]
