"""The picture of themes over time is a real picture, also where a period has too few conversations."""

import io

import pandas as pd
import pytest
from PIL import Image

from pipeline.export.lines import LineStyle, Wording, draw_lines

WORDING = Wording("Aandeel per kwartaal", "109 gesprekken", "Twee lijnen")
STYLES = [LineStyle("#9c2c3b", ""), LineStyle("#1f5f8b", "2.4 1.2")]


@pytest.fixture
def rows() -> pd.DataFrame:
    starts = pd.date_range("2021-01-01", periods=4, freq="QS")
    return pd.DataFrame(
        {
            "label": ["Trots"] * 4 + ["Vertrouwen"] * 4,
            "period_start": [*starts, *starts],
            "when": [f"{n}e kwartaal 2021" for n in (1, 2, 3, 4)] * 2,
            "value": [0.2, None, 0.4, 0.3, 0.1, 0.2, 0.2, 0.1],
            "share_low": [0.1, None, 0.3, 0.2, 0.0, 0.1, 0.1, 0.0],
            "share_high": [0.3, None, 0.5, 0.4, 0.2, 0.3, 0.3, 0.2],
        }
    )


def _colours(picture: bytes) -> set[tuple[int, ...]]:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    return {colour for _, colour in image.getcolors(image.width * image.height)}


def test_every_theme_is_drawn_in_its_own_colour(rows: pd.DataFrame):
    colours = _colours(draw_lines(rows, ["Trots", "Vertrouwen"], STYLES, WORDING))
    assert {(0x9C, 0x2C, 0x3B), (0x1F, 0x5F, 0x8B)} <= colours


def test_the_same_rows_give_the_same_picture(rows: pd.DataFrame):
    first, second = (draw_lines(rows, ["Trots", "Vertrouwen"], STYLES, WORDING) for _ in range(2))
    assert first == second


def test_shares_as_counted_have_no_interval_to_draw(rows: pd.DataFrame):
    counted = rows.assign(share_low=float("nan"), share_high=float("nan"))
    picture = draw_lines(counted, ["Trots", "Vertrouwen"], STYLES, WORDING)
    assert picture != draw_lines(rows, ["Trots", "Vertrouwen"], STYLES, WORDING)
