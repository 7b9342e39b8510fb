"""For any document: each bouwsteen stands at its place, and no word of a box or list is lost."""

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formdefs import CANVAS, MODEL, REPORT_FIELDS
from pipeline.ingest.forms import Context, find_conversations
from pipeline.ingest.reader import Block, Box, Document
from pipeline.ingest.split import single_spaced, split_flowing, split_laid_out, split_typed

LABELS = [definition.label_nl for definition in (*CANVAS.boxes, *MODEL.boxes, *REPORT_FIELDS)]
MARKS = ["", "- ", "• ", "1. ", "  ", "\uf0b7\t"]
words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=30)
lines = st.one_of(
    st.sampled_from(LABELS), st.builds(lambda mark, text: mark + text, st.sampled_from(MARKS), words)
)
texts = st.lists(lines, min_size=1, max_size=6).map("\n".join)
boxes = st.one_of(
    st.none(), st.builds(lambda x, y: Box(x, y, x + 0.3, y + 0.05), st.floats(0, 0.7), st.floats(0, 0.9))
)
blocks = st.builds(
    lambda text, kind, name, cell, box: Block(
        text,
        kind,
        name,
        table=0 if cell else None,
        row=cell[0] if cell else None,
        column=cell[1] if cell else None,
        page=1,
        box=box,
    ),
    texts,
    st.sampled_from(["paragraph", "heading", "list_item", "cell", "form_field", "line"]),
    st.sampled_from(["", "hoofd", "Tekst1"]),
    st.one_of(st.none(), st.tuples(st.integers(0, 3), st.integers(0, 2))),
    boxes,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(blocks, max_size=8))
def test_every_bouwsteen_stands_at_its_place(found_blocks: list[Block]) -> None:
    document = Document(tuple(found_blocks))

    for conversation in find_conversations(document, Context()):
        for bouwsteen in conversation.bouwstenen:
            assert bouwsteen.text == single_spaced(document.text[bouwsteen.char_start : bouwsteen.char_end])
            assert bouwsteen.text.strip()
        keys = Counter((b.field, b.position) for b in conversation.bouwstenen)
        assert all(count == 1 for count in keys.values())


@settings(max_examples=150, deadline=None)
@given(texts, st.sampled_from([split_typed, split_flowing, split_laid_out]))
def test_splitting_keeps_order_and_drops_nothing_but_marks(text: str, split) -> None:
    spans = split(text)

    assert all(start < end for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    kept = {position for start, end in spans for position in range(start, end)}
    lost = "".join(character for position, character in enumerate(text) if position not in kept)
    assert sum(character.isalpha() for character in lost) <= text.count("\n") + 1
