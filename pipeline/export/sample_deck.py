"""The sample's picture reports: a designed PowerPoint with a title slide and slides per kind of thought."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Inches, Pt

from pipeline.export.fixedzip import fix_zip
from pipeline.export.sample_conversation import SampleConversation
from pipeline.export.sample_reports import fact_lines, heading_of


def _colour(code: str) -> RGBColor:
    colour: RGBColor = RGBColor.from_string(code)  # type: ignore[no-untyped-call]
    return colour


_INK: Final = _colour("14323F")
_THREAD: Final = _colour("B8321F")
_WHITE: Final = _colour("FFFFFF")
_PALETTES: Final = (("F6F3EC", "E3EDEF"), ("EEF4EA", "FBEFD9"), ("F3ECF4", "E8F0F7"))
_TITLE_ONLY: Final = 5
_CARDS_PER_SLIDE: Final = 3


def make_deck(conversation: SampleConversation) -> bytes:
    """Return the picture report as a PowerPoint file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    deck.core_properties.title = "Beeldverslag"
    deck.core_properties.author = "Gesprekken over ambtelijk vakmanschap"
    colours = [_colour(colour) for colour in conversation.pick("palette", _PALETTES)]
    _add_title_slide(deck, conversation)
    for field, texts in conversation.texts.items():
        heading = heading_of(conversation, field)
        if field == "citaat":
            for text in texts:
                _add_quote_slide(deck, heading, text, colours)
        elif field == "rode_draad":
            _add_list_slide(deck, heading, texts, colours)
        else:
            for start in range(0, len(texts), _CARDS_PER_SLIDE):
                _add_card_slide(deck, heading, texts[start : start + _CARDS_PER_SLIDE], colours)
    output = BytesIO()
    deck.save(output)
    return fix_zip(output.getvalue())


def _add_title_slide(deck: Any, conversation: SampleConversation) -> None:
    slide = _add_slide(deck, "Beeldverslag", _INK)
    slide.shapes.title.text_frame.paragraphs[0].runs[0].font.color.rgb = _WHITE
    frame = slide.shapes.add_textbox(Inches(0.9), Inches(2.0), Inches(11), Inches(4)).text_frame
    frame.word_wrap = True
    _write(frame.paragraphs[0], "Gesprekken over ambtelijk vakmanschap", 26, _WHITE)
    for label, value in fact_lines(conversation):
        _write(frame.add_paragraph(), f"{label}: {value}", 18, _WHITE)
    _add_thread(slide, deck, 6.6)


def _add_quote_slide(deck: Any, heading: str, text: str, colours: Sequence[RGBColor]) -> None:
    slide = _add_slide(deck, heading, colours[0])
    frame = slide.shapes.add_textbox(Inches(1.6), Inches(1.9), Inches(10.2), Inches(4.6)).text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _write(frame.paragraphs[0], text, 28 if len(text) < 160 else 23, _INK)
    frame.paragraphs[0].runs[0].font.italic = True
    _add_thread(slide, deck, 6.9)


def _add_list_slide(deck: Any, heading: str, texts: Sequence[str], colours: Sequence[RGBColor]) -> None:
    slide = _add_slide(deck, heading, colours[1])
    frame = slide.shapes.add_textbox(Inches(0.9), Inches(1.7), Inches(11.4), Inches(5)).text_frame
    frame.word_wrap = True
    for number, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(16)
        _write(paragraph, text, 22, _INK)
    _add_thread(slide, deck, 6.9)


def _add_card_slide(deck: Any, heading: str, texts: Sequence[str], colours: Sequence[RGBColor]) -> None:
    slide = _add_slide(deck, heading, _WHITE)
    gap, width = Inches(0.4), Inches(11.6)
    card_width = Emu(int((width - gap * (len(texts) - 1)) / len(texts)))
    for number, text in enumerate(texts):
        left = Emu(Inches(0.9) + number * (card_width + gap))
        card = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, left, Inches(1.8), card_width, Inches(4.8))
        card.adjustments[0] = 0.05
        card.fill.solid()
        card.fill.fore_color.rgb = colours[number % len(colours)]
        card.line.fill.background()
        card.shadow.inherit = False
        card.text_frame.word_wrap = True
        card.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        _write(card.text_frame.paragraphs[0], text, 20, _INK)


def _add_slide(deck: Any, title: str, background: RGBColor) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = background
    holder = slide.shapes.title
    holder.left, holder.top, holder.width, holder.height = Inches(0.9), Inches(0.5), Inches(11.5), Inches(1)
    holder.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _write(holder.text_frame.paragraphs[0], title, 36, _THREAD)
    holder.text_frame.paragraphs[0].runs[0].font.bold = True
    return slide


def _add_thread(slide: Any, deck: Any, top_inches: float) -> None:
    builder = slide.shapes.build_freeform(0, Inches(top_inches))
    steps = [
        (Inches(13.333 * step / 40), Inches(top_inches + _WAVE[step % len(_WAVE)])) for step in range(1, 41)
    ]
    builder.add_line_segments(steps, close=False)
    thread = builder.convert_to_shape()
    thread.fill.background()
    thread.line.color.rgb = _THREAD
    thread.line.width = Pt(2.5)
    thread.shadow.inherit = False


_WAVE: Final = (
    0.0,
    0.05,
    0.09,
    0.11,
    0.12,
    0.11,
    0.09,
    0.05,
    0.0,
    -0.05,
    -0.09,
    -0.11,
    -0.12,
    -0.11,
    -0.09,
    -0.05,
)


def _write(paragraph: Any, text: str, size: float, colour: RGBColor) -> None:
    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.name = "Calibri"
    run.font.color.rgb = colour
    paragraph.alignment = 1
