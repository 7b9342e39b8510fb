"""Photos and scans of a form, and the pictures of places cut out of them."""

from __future__ import annotations

import io
import socket
import time

import numpy as np
import pypdfium2
import pytest
from PIL import Image

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
from pipeline.ingest.pdf import PdfReader
from pipeline.ingest.places import Place, cut_place, has_picture, parse_box
from pipeline.ingest.reader import Block, Box, ReceivedFile
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


def reads(monkeypatch: pytest.MonkeyPatch, texts: list[str]) -> None:
    """Have the models see these lines on any picture, each with certainty."""
    places = [Rectangle(10, 20 * n, 390, 20 * n + 15) for n in range(len(texts))]
    quads = np.array([[[p.x0, p.top], [p.x1, p.top], [p.x1, p.bottom], [p.x0, p.bottom]] for p in places])
    monkeypatch.setattr(ocr, "find_lines", lambda _picture, _side=0: quads.astype(np.float32))
    lines = [ReadLine(text, place, 0.9) for text, place in zip(texts, places, strict=True)]
    monkeypatch.setattr(ocr, "read_lines", lambda _picture, found: lines[: len(found)])


SCRIBBLE = ["Durf te jg gen dateen'eged nie weskl", "Luider eettoor ded bter", "vfao rdlon jemooderb g rijp"]
CLEAR = ["Wij durven te zeggen dat een regel niet werkt", "en we bellen de burger terug binnen een dag"]
ENGLISH = ["We need to listen before we decide on anything", "and we should explain our choices much better"]
PAPER = Image.new("RGB", (400, 300), "white")


def test_scribbles_of_which_the_model_makes_nonsense_are_a_reject(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, SCRIBBLE)
    with pytest.raises(RejectError) as caught:
        ocr.read_page_image(PAPER, 1)
    assert caught.value.reason is RejectReason.UNREADABLE


@pytest.mark.parametrize("texts", [CLEAR, ENGLISH])
def test_clear_page_is_whole_in_either_language(texts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, texts)
    assert ocr.read_page_image(PAPER, 1).is_whole


def test_line_of_misread_words_is_doubted_and_the_page_is_not_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    reads(monkeypatch, [*CLEAR, "", "Schr1jf eon brief dle je moedor begrispt vandoag"])
    reading = ocr.read_page_image(PAPER, 1)
    assert not reading.is_whole
    assert min(block.confidence or 0 for block in reading.blocks) < 0.7


def test_pages_that_can_be_read_are_kept_beside_one_that_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_image: Image.Image, page: int) -> ocr.PageReading:
        if page == 2:
            raise RejectError(RejectReason.UNREADABLE)
        return ocr.PageReading((Block(f"bladzijde {page}", page=page),), page != 3)

    monkeypatch.setattr(ocr, "read_page_image", read)
    pages = [PAPER.copy() for _ in range(4)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])

    document = ImageReader().read(received(data))

    assert [block.page for block in document.blocks] == [1, 3, 4]
    assert document.unread_pages == (2, 3)


def test_bundle_of_scans_is_read_until_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_image: Image.Image, page: int) -> ocr.PageReading:
        busy_until = time.process_time() + 2
        while time.process_time() < busy_until:
            pass
        return ocr.PageReading((Block("tekst", page=page),), True)

    monkeypatch.setattr(ocr, "read_page_image", read)
    pages = [PAPER.copy() for _ in range(5)]
    pdf = saved(pages[0], "PDF", save_all=True, append_images=pages[1:])

    document = PdfReader(Limits(timeout_s=1)).read(received(pdf))

    assert [block.page for block in document.blocks] == [1, 2, 3]
    assert document.unread_pages == (4, 5)


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


def test_a_page_that_is_not_there_cannot_be_cut() -> None:
    with pytest.raises(RejectError):
        cut_place(make_printed_form(CANVAS), PDF, Place(9, Box(0, 0, 1, 1)))


def test_only_pages_and_pictures_have_places_to_show() -> None:
    assert has_picture("image/jpeg", 1, "0,0,1,1")
    assert not has_picture("text/plain", None, None)
    assert parse_box(str(Box(0.1, 0.2, 0.3, 0.4))) == Box(0.1, 0.2, 0.3, 0.4)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Ministerie van lenW", "Ministerie van IenW"),
        ("lk leer van ledereen", "Ik leer van Iedereen"),
        ("leren op school, les na les", "leren op school, les na les"),
        ("lerenMet een spatie te weinig", "lerenMet een spatie te weinig"),
        ("Op donderdag23maart sprak de (DJI)met ons", "Op donderdag 23 maart sprak de (DJI) met ons"),
        ("(on)mogelijk is (mede)bepaald door vmbo4 en MH17", "(on)mogelijk is (mede)bepaald door vmbo4 en MH17"),
        ("•Moed", "• Moed"),
    ],
)  # fmt: skip
def test_what_a_reading_of_letters_gets_wrong_is_put_right(read: str, meant: str) -> None:
    assert ocr.repair_line(read) == meant
