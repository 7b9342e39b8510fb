from io import BytesIO
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader
from small_publication import MANIFEST, make_publication, texts_of

from pipeline.errors import ExportError
from pipeline.export.poster import draw_poster, make_poster
from pipeline.export.posterquote import choose_quotes
from pipeline.export.publication import TABLE_NAMES, Publication
from pipeline.tables import TABLES

SVG = "{http://www.w3.org/2000/svg}"


def _texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_quote_of_a_thread_is_the_text_of_the_table_whole() -> None:
    publication = make_publication()

    quote = choose_quotes(publication, ["een", "twee"], 22)["een"]

    assert quote.text == texts_of(publication)[quote.bouwsteen_id]
    assert quote.text in " ".join(_texts(draw_poster(publication).finish()))


def test_every_thread_has_its_name_and_its_share_with_margin() -> None:
    texts = _texts(draw_poster(make_publication()).finish())

    assert "Eén <thema>" in texts
    assert "100\u00a0% van de gesprekken (68–100\u00a0%) · stijgt" in texts


def test_a_quote_too_long_for_its_lane_is_left_out_not_cut() -> None:
    publication = make_publication(texts=("woord " * 200).strip().split("|"))

    assert choose_quotes(publication, ["een"], 22) == {}


def test_the_sample_says_that_it_is_fiction_and_real_data_do_not() -> None:
    assert "verzonnen" in draw_poster(make_publication(sample=True)).finish()
    assert "verzonnen" not in draw_poster(make_publication(sample=False)).finish()


def test_the_same_data_give_the_same_three_files() -> None:
    first, second = make_poster(make_publication()), make_poster(make_publication())

    assert first == second
    assert list(first) == ["plaat.svg", "plaat.png", "plaat.pdf"]


def test_picture_and_pdf_are_a3() -> None:
    files = make_poster(make_publication())

    with Image.open(BytesIO(files["plaat.png"])) as image:
        assert image.size == (3307, 2339)
    page = PdfReader(BytesIO(files["plaat.pdf"])).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (1191, 842)


def test_the_drawing_is_a_picture_with_a_description_in_the_pdf() -> None:
    reader = PdfReader(BytesIO(make_poster(make_publication())["plaat.pdf"]))

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "nl"
    assert b"pdfuaid" in reader.trailer["/Root"]["/Metadata"].get_data()


def test_something_red_is_drawn() -> None:
    with pypdfium2.PdfDocument(make_poster(make_publication())["plaat.pdf"]) as pdf:
        image = pdf[0].render(scale=0.3).to_pil().convert("RGB")

    red = sum(count for count, (r, g, b) in image.getcolors(1 << 20) if r > 150 and g < 90 and b < 90)
    assert red > 200


def test_an_empty_publication_is_a_clear_error() -> None:
    tables = {name: TABLES[name].empty() for name in TABLE_NAMES}

    with pytest.raises(ExportError, match="no conversations"):
        Publication(tables, MANIFEST)


def test_no_theme_in_any_conversation_is_a_clear_error() -> None:
    full = make_publication()
    publication = Publication({**full.tables, "themes": TABLES["themes"].empty()}, MANIFEST)

    with pytest.raises(ExportError, match="no theme lives"):
        make_poster(publication)
