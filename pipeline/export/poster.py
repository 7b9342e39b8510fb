"""The poster (`plaat`): the rode draden of a publication on one A3 page, threads whose width is their share."""

from __future__ import annotations

import math

import pandas as pd

from pipeline.errors import ExportError
from pipeline.export import dutch
from pipeline.export.drawing import Drawing, embedded_fonts
from pipeline.export.fonts import REGULAR, SEMIBOLD, register_fonts, wrap_text
from pipeline.export.posterlane import CHART_LEFT, CHART_RIGHT, QUOTE_LEFT, TONES, Lane, TimeScale, draw_lane
from pipeline.export.posterquote import choose_quotes
from pipeline.export.publication import Publication, records
from pipeline.export.ribbon import band_path
from pipeline.export.typesetting import COLOURS, make_pdf, make_pngs

MAX_THREADS = 18
"""More threads than this can't be told apart on one page; the poster says how many it leaves out."""

_WIDTH, _HEIGHT = 420.0, 297.0
_TOP, _BOTTOM = 56.0, 268.0
_SPOOL_X, _SPOOL_Y = 10.0, 17.0
_PPI = 200.0


def make_poster(publication: Publication) -> dict[str, bytes]:
    """Return the poster under the names of its files: `plaat.svg`, `plaat.png` (200 dpi) and `plaat.pdf`.

    Raises
    ------
    ExportError
        When no theme lives in a conversation.
    """
    drawing = draw_poster(publication)
    plain = drawing.finish()
    values = {"svg": plain, "title": _title(publication), "description": describe_poster(publication)}
    return {
        "plaat.svg": drawing.finish(embedded_fonts()).encode(),
        "plaat.png": make_pngs([plain], _PPI)[0],
        "plaat.pdf": make_pdf("poster", values),
    }


def draw_poster(publication: Publication) -> Drawing:
    """Return the poster as a drawing of 420 by 297 mm."""
    themes = publication.themes.head(MAX_THREADS)
    if themes.empty:
        raise ExportError(
            "no theme lives in any conversation of this publication; there is no poster to draw"
        )
    register_fonts()
    drawing = Drawing(_WIDTH, _HEIGHT, _title(publication), describe_poster(publication))
    drawing.rectangle(0, 0, _WIDTH, _HEIGHT, "#ffffff")
    scale = _time_scale(publication, themes)
    lanes = _make_lanes(publication, themes)
    _draw_head(drawing, publication, lanes[0], scale)
    _draw_years(drawing, publication, scale)
    _draw_spool(drawing, lanes)
    for lane in lanes:
        draw_lane(drawing, lane, scale)
    _draw_foot(drawing, publication, len(publication.themes) - len(themes))
    return drawing


def describe_poster(publication: Publication) -> str:
    """Return the poster in words, for who can't see it."""
    told = "; ".join(
        f"{row['label_nl']} {dutch.percent(row['share'])}"
        for row in records(publication.themes.head(MAX_THREADS))
    )
    return f"Rode draden door de tijd, met het deel van de gesprekken waarin elk thema voorkomt: {told}."


def _title(publication: Publication) -> str:
    return (
        f"De rode draden in {dutch.whole(publication.n_conversations)} gesprekken over ambtelijk vakmanschap"
    )


def _time_scale(publication: Publication, themes: pd.DataFrame) -> TimeScale:
    courses = [publication.course_of(theme_id, publication.period) for theme_id in themes["theme_id"]]
    rows = pd.concat(courses)
    if rows.empty:
        now = publication.made_on
        return TimeScale(now - pd.DateOffset(years=1), now, 1.0)
    highs = rows["share_high"].dropna()
    top = float(highs.max()) if len(highs) else 1.0
    return TimeScale(rows["period_start"].min(), rows["period_end"].max(), top or 1.0)


def _make_lanes(publication: Publication, themes: pd.DataFrame) -> list[Lane]:
    height = min((_BOTTOM - _TOP) / len(themes), 22.0)
    quotes = choose_quotes(publication, list(themes["theme_id"]), height)
    lanes = []
    for number, row in enumerate(records(themes)):
        course = publication.course_of(row["theme_id"], publication.period)
        lanes.append(
            Lane(
                centre=_TOP + (number + 0.5) * height,
                height=height,
                label=row["label_nl"],
                share=_tell_share(row["share"], row["share_low"], row["share_high"], row["direction"]),
                course=course,
                quote=quotes.get(row["theme_id"]),
            )
        )
    return lanes


def _tell_share(share: float, low: float, high: float, direction: str) -> str:
    verdict = {"up": " · stijgt", "down": " · daalt"}.get(direction, "")
    return f"{dutch.percent(share)} van de gesprekken ({dutch.percent_range(low, high)}){verdict}"


def _draw_head(drawing: Drawing, publication: Publication, lane: Lane, scale: TimeScale) -> None:
    drawing.text(34, 27, "De rode draden", 44, COLOURS["ink"], SEMIBOLD)
    n = dutch.conversations(publication.n_conversations)
    lines = wrap_text(
        f"Wat naar voren komt uit {n} over ambtelijk vakmanschap"
        + (f", {publication.span}" if publication.span else "")
        + ".",
        REGULAR,
        15,
        _points(CHART_RIGHT - 34),
    )
    for number, line in enumerate(lines):
        drawing.text(34, 37.5 + number * 6.6, line, 15, COLOURS["soft"])
    _draw_key(drawing, publication, lane, scale)


def _draw_key(drawing: Drawing, publication: Publication, lane: Lane, scale: TimeScale) -> None:
    """Say how the poster is read, with a piece of thread in the poster's own scale."""
    left = QUOTE_LEFT
    drawing.text(left, 17.5, "Zo leest u deze plaat", 12, COLOURS["ink"], SEMIBOLD)
    steps = [share for share in (0.1, 0.25, 0.5, 0.75) if share <= scale.top]
    x = [left + 3.0 + 13.0 * i for i in range(len(steps))]
    centre = 27.5
    if len(steps) > 1:
        for (_, colour), factor in zip(TONES, (1.4, 1.0, 0.55), strict=True):
            half = [min(share * factor, scale.top) / scale.top * lane.height * 0.46 for share in steps]
            drawing.path(band_path(x, [centre + h for h in half], [centre - h for h in half]), fill=colour)
    for position, share in zip(x, steps, strict=True):
        drawing.text(position, 38.2, dutch.percent(share), 8.5, COLOURS["soft"], anchor="middle")
    text = (
        "Hoe dikker de draad, hoe groter het deel van de gesprekken waarin het thema voorkomt. De kern en de "
        "rand zijn de marge: zo dun en zo dik kan de draad zijn, met "
        f"{publication.confidence * 100:.0f} procent zekerheid. Een stippellijn: te weinig gesprekken."
    )
    for number, line in enumerate(wrap_text(text, REGULAR, 9.5, _points(82))):
        drawing.text(left + 52, 17.5 + number * 4.3, line, 9.5, COLOURS["ink"])


def _draw_years(drawing: Drawing, publication: Publication, scale: TimeScale) -> None:
    first, last = scale.start.year, scale.end.year
    for year in range(first, last + 1):
        start = pd.Timestamp(year=year, month=1, day=1)
        if scale.start <= start <= scale.end:
            x = scale.place(start)
            drawing.path(f"M{x:.2f} {_TOP - 6}V{_BOTTOM}", stroke=COLOURS["line"], width=0.2)
            if start < scale.end:
                drawing.text(x + 1.2, _TOP - 3.2, str(year), 10, COLOURS["soft"], SEMIBOLD)
    periods = publication.tables["theme_periods"]
    once = periods[periods["period"] == publication.period].drop_duplicates("period_start")
    for row in records(once.sort_values("period_start")):
        middle = scale.middle_of(row["period_start"], publication.period)
        total = dutch.whole(row["n_conversations_total"])
        drawing.text(middle, _BOTTOM + 2.6, total, 8, COLOURS["soft"], anchor="middle")
    unit = {"half_year": "halfjaar", "quarter": "kwartaal"}.get(publication.period, "maand")
    drawing.text(CHART_LEFT - 6, _BOTTOM + 2.6, f"gesprekken per {unit}", 8, COLOURS["soft"], anchor="end")


def _draw_spool(drawing: Drawing, lanes: list[Lane]) -> None:
    """Draw a spool of thread, and the threads that leave it for their lanes."""
    gap = min(0.62, 9.0 / len(lanes))
    for number, lane in enumerate(lanes):
        x = _SPOOL_X + 4.0 + (len(lanes) - 1 - number) * gap
        radius = 5.0
        drawing.path(
            f"M{x:.2f} {_SPOOL_Y + 22}V{lane.centre - radius:.2f}"
            f"Q{x:.2f} {lane.centre:.2f} {x + radius:.2f} {lane.centre:.2f}H{CHART_LEFT:.2f}",
            stroke=COLOURS["thread"],
            width=0.42,
        )
    left, top = _SPOOL_X, _SPOOL_Y - 4
    drawing.rectangle(left + 2, top + 3, 15, 24, COLOURS["thread"], radius=1)
    for number in range(11):
        y = top + 5.0 + number * 2.0
        drawing.path(f"M{left + 2.4} {y:.2f}L{left + 16.6} {y + 1.1:.2f}", stroke="#ffffff", width=0.22)
    for y in (top, top + 26):
        drawing.rectangle(left, y, 19, 4, COLOURS["ink"], radius=1.2)


def _draw_foot(drawing: Drawing, publication: Publication, n_left_out: int) -> None:
    texts = [dutch.WHAT_IS_A_SHARE]
    if n_left_out:
        texts.append(
            f"Nog {dutch.counted(n_left_out, 'thema', 'thema’s')} met een kleiner aandeel niet getekend."
        )
    texts.append(dutch.QUOTES_ARE_REAL)
    texts.append(f"Gemaakt op {dutch.day(publication.made_on)}, verwerking {publication.manifest['run_id']}.")
    y = 277.5
    width = _WIDTH - 24
    if publication.is_sample:
        banner = 118.0
        drawing.rectangle(_WIDTH - 12 - banner, y - 4.2, banner, 14.2, COLOURS["paper"])
        drawing.rectangle(_WIDTH - 12 - banner, y - 4.2, 1.2, 14.2, COLOURS["thread"])
        for number, line in enumerate(wrap_text(dutch.FICTION, SEMIBOLD, 9.5, _points(banner - 8))):
            drawing.text(_WIDTH - 8 - banner, y + 1.2 + number * 4.4, line, 9.5, COLOURS["ink"], SEMIBOLD)
        width -= banner + 10
    for number, line in enumerate(wrap_text(" ".join(texts), REGULAR, 9, _points(width))):
        drawing.text(12, y + number * 4.1, line, 9, COLOURS["soft"])


def _points(millimetres: float) -> float:
    return math.floor(millimetres / 25.4 * 72)
