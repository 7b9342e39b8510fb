from datetime import UTC, datetime
from pathlib import Path

from pipeline.codebook import Codebook, Theme
from pipeline.register import Register
from pipeline.run.learning import build_catalogue


def subject(theme_id: str, near: str = "") -> Theme:
    return Theme(theme_id, theme_id, "Over iets.", "", "background", near)


CODEBOOK = Codebook(
    (Theme("trots", "Trots", "Over trots.", "", "codebook"),),
    (subject("algoritmes"), subject("taalmodellen", "algoritmes"), subject("archief")),
    (),
    (),
    "",
)


def register_with(folder: Path, *accepted: str) -> Register:
    register = Register(folder / "register.sqlite")
    for theme_id in accepted:
        register.accept(
            theme_id,
            label_nl=theme_id,
            definition_nl="Over iets.",
            origin="background",
            bouwsteen_ids=["b1"],
            by="Els",
            at=datetime(2026, 1, 1, tzinfo=UTC),
        )
    return register


def test_what_is_near_an_accepted_subject_lives_on_in_it(tmp_path):
    catalogue = build_catalogue(CODEBOOK, register_with(tmp_path, "taalmodellen"))
    assert catalogue.theme_ids == ("trots", "taalmodellen")
    assert catalogue.background_ids == ("archief",)
    assert catalogue.targets["algoritmes"] == "taalmodellen"


def test_near_subjects_stay_apart_as_long_as_neither_is_accepted(tmp_path):
    catalogue = build_catalogue(CODEBOOK, register_with(tmp_path))
    assert catalogue.background_ids == ("algoritmes", "taalmodellen", "archief")
    assert catalogue.targets["taalmodellen"] == "taalmodellen"
