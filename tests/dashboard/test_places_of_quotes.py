"""The place of a quote: its picture beside it, or a calm sentence, and what was written around it."""

from pathlib import Path

import pytest
from publications import make_rows, write_publication
from reading import OpenPage, seen

from pipeline.ingest.submission import file_id_of

FORM = (
    Path(__file__).parents[2] / "data" / "demo" / "inbox" / "gedeelde map" / "canvas gesprek AV-2022-d034.pdf"
)
QUOTE = "g01:hart:0"


@pytest.fixture
def inbox(empty_data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An inbox with one real form, in which the second conversation is said to stand."""
    data = FORM.read_bytes()
    folder = empty_data / "inbox"
    folder.mkdir()
    (folder / "form.pdf").write_bytes(data)
    rows = make_rows()
    files, bouwstenen = rows["files"], rows["bouwstenen"]
    own = files["file_id"] == f"{1:016x}"
    files.loc[own, ["file_id", "size_bytes"]] = [file_id_of(data), len(data)]
    bouwstenen["box"] = None
    inside = bouwstenen["conversation_id"] == "g01"
    bouwstenen.loc[inside, "file_id"] = file_id_of(data)
    bouwstenen.loc[inside, "box"] = ["0.05,0.30,0.30,0.45", "0.35,0.30,0.65,0.45", "0.70,0.30,0.95,0.45"]
    rows["conversations"].loc[1, "file_id"] = file_id_of(data)
    write_publication(empty_data, rows=rows)
    monkeypatch.setenv("RODE_DRADEN_INBOX", str(folder))
    return folder


@pytest.mark.parametrize(("page", "query"), [("quotes", {}), ("theme", {"thema": "Trots"})])
def test_picture_stands_beside_the_quote(page: str, query: dict[str, str], inbox: Path, open_page: OpenPage):
    app = open_page(page, lijkt_op=QUOTE, **query)
    button = next(b for b in app.button if str(b.key).startswith("plek_g01"))
    assert button.label == "Toon de plek op de pagina"
    button.click().run()
    assert not app.exception
    assert app.query_params["plek"] in (QUOTE, [QUOTE])
    picture = app.get("image")[0].proto.imgs[0]
    assert "het veld Hart" in picture.alt
    assert app.button(key=f"plek_{QUOTE}").label == "Verberg de plek"


def test_link_opens_the_place_and_marks_the_quote_in_its_field(inbox: Path, open_page: OpenPage):
    text = seen(open_page("quotes", plek=QUOTE, lijkt_op=QUOTE))
    assert "In het veld ‘Hart’ staat" in text
    assert "<mark>Trots op &lt;ons&gt; loket 1</mark>" in text
    assert "Vertrouwen komt te voet 1" in text


def test_file_that_is_gone_gives_a_calm_sentence_and_the_text(inbox: Path, open_page: OpenPage):
    (inbox / "form.pdf").unlink()
    text = seen(open_page("quotes", plek=QUOTE, lijkt_op=QUOTE))
    assert "staat niet meer in de map met inzendingen" in text
    assert "<mark>Trots op &lt;ons&gt; loket 1</mark>" in text


def test_without_an_inbox_the_text_around_the_quote_is_shown(filled_data: Path, open_page: OpenPage):
    text = seen(open_page("quotes", plek=QUOTE, lijkt_op=QUOTE))
    assert "weet niet waar de inzendingen staan" in text
    assert "<mark>Trots op &lt;ons&gt; loket 1</mark>" in text
