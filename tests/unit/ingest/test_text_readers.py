"""Plain text, Markdown, HTML, RTF and delimited tables."""

import pytest

from pipeline.ingest import kinds
from pipeline.ingest.decode import decode_text
from pipeline.ingest.delimited import DelimitedReader
from pipeline.ingest.html import blocks_of_html
from pipeline.ingest.plaintext import blocks_of_text
from pipeline.ingest.reader import ReceivedFile
from pipeline.ingest.richtext import RichTextReader


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
def test_text_survives_every_common_encoding(encoding: str) -> None:
    text = "Eén collega zei: “coördineren is óók een vak”, voor € 20."

    assert decode_text(text.encode(encoding)).lstrip("\ufeff") == text


def test_markdown_gives_headings_and_items() -> None:
    blocks = blocks_of_text("# Hoofd\n\n- Weten\n- Kennen\n  en delen\n\nHart\n====\nTrots")

    assert [(block.text, block.kind) for block in blocks] == [
        ("Hoofd", "heading"),
        ("- Weten", "list_item"),
        ("- Kennen\n  en delen", "list_item"),
        ("Hart", "heading"),
        ("Trots", "paragraph"),
    ]


def test_html_leaves_out_what_is_not_seen() -> None:
    blocks = blocks_of_html(
        "<style>p{}</style><script>x()</script><p style='display:none'>weg</p><h2>Hart</h2>"
        "<ul><li>Trots &amp; plezier</li></ul>"
        "<table><tr><td>a</td><td>b<br>c</td></tr></table>"
    )

    assert [(block.text, block.kind, block.column) for block in blocks] == [
        ("Hart", "heading", None),
        ("Trots & plezier", "list_item", None),
        ("a", "cell", 0),
        ("b\nc", "cell", 1),
    ]


def test_rtf_gives_accents_and_cells() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1252 E\'e9n zin\par\trowd\cellx100\cellx200\intbl Hoofd\cell"
        rb"\intbl Weten | delen\cell\row\pard na\par}"
    )

    blocks = RichTextReader().read(ReceivedFile("a.rtf", data, kinds.RTF)).blocks

    assert [(block.text, block.row, block.column) for block in blocks] == [
        ("Eén zin", None, None),
        ("Hoofd", 0, 0),
        ("Weten | delen", 0, 1),
        ("na", None, None),
    ]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_rows_of_uneven_length_keep_their_columns(delimiter: str) -> None:
    rows = [["gesprek", "veld", "tekst"], ["1"], ["2", "hart", 'zei: "ja"', "te veel"]]
    text = "\n".join(
        delimiter.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows
    )

    blocks = DelimitedReader().read(ReceivedFile("a.csv", text.encode(), kinds.CSV)).blocks

    assert [(block.text, block.row, block.column) for block in blocks[3:]] == [
        ("1", 1, 0),
        ("2", 2, 0),
        ("hart", 2, 1),
        ('zei: "ja"', 2, 2),
        ("te veel", 2, 3),
    ]
