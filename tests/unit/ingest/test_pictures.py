"""Photos and scans of a form, and the pictures of places cut out of them."""

from __future__ import annotations

import io
import socket

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from pipeline.errors import RejectError, RejectReason
from pipeline.export.templates import make_printed_form
from pipeline.formdefs import CANVAS
from pipeline.ingest import ocr
from pipeline.ingest.formpicture import ReadLine
from pipeline.ingest.forms import Context, find_conversations
from pipeline.ingest.image import ImageReader, open_pages
from pipeline.ingest.kinds import PDF, media_type_of
from pipeline.ingest.layout import Rectangle
from pipeline.ingest.limits import DEFAULT_LIMITS, Limits
from pipeline.ingest.places import cut_place, has_picture, parse_box
from pipeline.ingest.reader import Box, ReceivedFile
from pipeline.ingest.straighten import even_out_light

VALUES = {
    "datum": "14 juni 2021",
    "moet_erin": "- Ruimte om af te wijken als de regel iemand kapotmaakt\n- Vertrouwen vóór controle",
    "dilemma": "Snelheid tegenover zorgvuldigheid",
    "voorbeeld": "Een mevrouw belde huilend over een aanslag van 43 euro. Mijn scherm liet niets toe.",
}
EXPECTED = {
    ("moet_erin", "Ruimte om af te wijken als de regel iemand kapotmaakt"),
    ("moet_erin", "Vertrouwen vóór controle"),
    ("dilemma", "Snelheid tegenover zorgvuldigheid"),
    ("voorbeeld", "Een mevrouw belde huilend over een aanslag van 43 euro. Mijn scherm liet niets toe."),
}


@pytest.fixture(scope="module")
def page() -> Image.Image:
    with pypdfium2.PdfDocument(make_printed_form(CANVAS, VALUES)) as source:
        return source[0].render(scale=170 / 72).to_pil().convert("RGB")


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def received(data: bytes) -> ReceivedFile:
    return ReceivedFile("foto", data, media_type_of(data))


def found_in(data: bytes) -> tuple[set[tuple[str, str]], str]:
    file = received(data)
    [conversation] = find_conversations(ImageReader().read(file), Context(media_type=file.media_type))
    return {(b.field, b.text) for b in conversation.bouwstenen}, str(conversation.held_on)


def test_a_scan_is_read_box_by_box(page: Image.Image) -> None:
    bouwstenen, held_on = found_in(saved(page, "PNG"))

    assert bouwstenen == EXPECTED
    assert held_on == "2021-06-14"


def test_a_photo_upside_down_skewed_and_in_the_shadow_is_read(page: Image.Image) -> None:
    desk = Image.new("RGB", (page.width + 300, page.height + 300), (90, 70, 50))
    desk.paste(page, (150, 150))
    shade = np.linspace(0.35, 0.9, desk.width)[None, :, None]
    photo = Image.fromarray((np.asarray(desk) * shade).astype(np.uint8))
    photo = photo.rotate(180 + 6, expand=True, fillcolor=(60, 50, 40), resample=Image.Resampling.BICUBIC)

    bouwstenen, _held_on = found_in(saved(photo, "JPEG", quality=80))

    assert bouwstenen == EXPECTED


def test_places_are_those_of_the_picture_as_it_came(page: Image.Image) -> None:
    turned = page.rotate(90, expand=True)

    blocks = ImageReader().read(received(saved(turned, "PNG"))).blocks

    dilemma = next(block for block in blocks if block.text.startswith("Snelheid"))
    assert dilemma.box is not None
    assert dilemma.confidence is not None
    assert dilemma.confidence > 0.8
    # Turned a quarter to the left, a line stands upright.
    assert dilemma.box.bottom - dilemma.box.top > dilemma.box.x1 - dilemma.box.x0
    dark = np.asarray(turned.convert("L"))
    height, width = dark.shape
    cut = dark[int(dilemma.box.top * height) : int(dilemma.box.bottom * height),
               int(dilemma.box.x0 * width) : int(dilemma.box.x1 * width)]  # fmt: skip
    assert (cut < 128).mean() > 0.05


def test_a_picture_without_writing_gives_nothing() -> None:
    picture = Image.radial_gradient("L").resize((400, 300)).convert("RGB")

    assert ImageReader().read(received(saved(picture, "JPEG"))).blocks == ()


def test_writing_of_which_nearly_nothing_can_be_read_is_a_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    quads = np.array(
        [[[10, y], [300, y], [300, y + 15], [10, y + 15]] for y in range(10, 210, 20)], dtype=np.float32
    )
    monkeypatch.setattr(ocr, "find_lines", lambda _picture, _side=0: quads)
    monkeypatch.setattr(
        ocr, "read_lines", lambda _picture, found: [ReadLine("~", Rectangle(0, 0, 9, 9), 0.2) for _ in found]
    )

    with pytest.raises(RejectError) as caught:
        ocr.read_page_image(Image.new("RGB", (400, 300), "white"), 1)

    assert caught.value.reason is RejectReason.UNREADABLE


def test_the_models_are_in_the_package_and_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    ocr._engine.cache_clear()

    assert len(ocr.find_lines(np.full((200, 300, 3), 255, dtype=np.uint8))) == 0


def test_the_direction_that_the_camera_noted_is_followed() -> None:
    image = Image.new("RGB", (300, 200), "white")
    exif = Image.Exif()
    exif[0x0112] = 6

    [seen] = open_pages(saved(image, "JPEG", exif=exif), DEFAULT_LIMITS)

    assert seen.size == (200, 300)


def test_every_page_of_a_scan_is_opened_up_to_the_limit() -> None:
    pages = [Image.new("L", (200, 200), "white") for _ in range(3)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])

    assert len(list(open_pages(data, DEFAULT_LIMITS))) == 3
    with pytest.raises(RejectError) as caught:
        list(open_pages(data, Limits(max_pages=2)))
    assert caught.value.reason is RejectReason.TOO_MANY_PARTS


@pytest.mark.parametrize("kind", ["HEIF", "WEBP", "GIF", "BMP", "TIFF", "PNG"])
def test_every_kind_of_picture_is_opened(kind: str) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    data = saved(Image.new("RGB", (120, 160), "white"), kind)

    [seen] = open_pages(data, DEFAULT_LIMITS)

    assert media_type_of(data).startswith("image/")
    assert (seen.size, seen.mode) == ((120, 160), "RGB")


def test_what_is_transparent_is_white_paper() -> None:
    [seen] = open_pages(saved(Image.new("RGBA", (120, 120), (0, 0, 0, 0)), "PNG"), DEFAULT_LIMITS)

    assert seen.getpixel((5, 5)) == (255, 255, 255)


def test_shadow_is_taken_out_of_paper() -> None:
    paper = np.tile(np.linspace(80, 240, 400), (300, 1)).astype(np.uint8)
    paper[100:110, 50:350] = 20

    even = even_out_light(paper)

    assert even[200].min() > 230
    assert even[105, 60:340].max() < 120


def test_the_place_of_a_quote_is_cut_out_of_a_pdf_and_marked() -> None:
    data = make_printed_form(CANVAS, VALUES)

    cut = Image.open(io.BytesIO(cut_place(data, PDF, 1, Box(0.3, 0.3, 0.5, 0.4))))

    assert cut.format == "PNG"
    assert max(cut.size) <= 1600
    assert (21, 66, 115) in {colour for _n, colour in cut.convert("RGB").getcolors(1_000_000) or []}


def test_the_place_of_a_quote_is_cut_out_of_a_picture() -> None:
    image = Image.new("RGB", (1000, 800), "white")
    ImageDraw.Draw(image).rectangle((500, 400, 600, 440), fill="red")

    cut = Image.open(io.BytesIO(cut_place(saved(image, "PNG"), "image/png", 1, Box(0.5, 0.5, 0.6, 0.55))))

    assert (255, 0, 0) in {colour for _n, colour in cut.convert("RGB").getcolors(1_000_000) or []}
    assert cut.width < 300


def test_a_page_that_is_not_there_cannot_be_cut() -> None:
    with pytest.raises(RejectError):
        cut_place(make_printed_form(CANVAS), PDF, 9, Box(0, 0, 1, 1))


def test_only_pages_and_pictures_have_places_to_show() -> None:
    assert has_picture("image/jpeg", 1, "0,0,1,1")
    assert not has_picture("text/plain", None, None)
    assert parse_box(str(Box(0.1, 0.2, 0.3, 0.4))) == Box(0.1, 0.2, 0.3, 0.4)
