"""What people decide about themes is what the next run does; taken back, the run after that undoes it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd
import pytest

from pipeline.config import Settings
from pipeline.register import Register
from pipeline.run.progress import Silence
from pipeline.run.run import run_pipeline
from pipeline.store import Store
from tests.dashboard.small_inbox import write_small_settings

BY = {"by": "A. Nalist"}


def _at() -> dict[str, object]:
    return {**BY, "at": datetime.now(UTC)}


@dataclass(frozen=True)
class Desk:
    """A small publication made by real runs, and its register."""

    settings: Settings
    store: Store
    register: Register

    def run(self) -> pd.DataFrame:
        """Run what is stale; return the themes by id."""
        run_pipeline(self.settings, Silence(), sample=True)
        return self.store.read_table("themes").set_index("theme_id")

    def members(self, theme_id: str) -> list[str]:
        rows = self.store.read_table("assignments")
        return rows.loc[rows["theme_id"] == theme_id, "bouwsteen_id"].tolist()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    settings = write_small_settings(tmp_path_factory.mktemp("decisions"))
    store = Store(settings.paths.data)
    with Register(store.register_path) as register:
        desk = Desk(settings, store, register)
        desk.run()
        yield desk


def test_quotes_in_a_basket_make_no_run_stale(desk: Desk):
    desk.register.add_to_basket("A. Nalist", desk.members("trots")[:1], at=datetime.now(UTC))
    assert not run_pipeline(desk.settings, Silence(), sample=True).did_work


def test_decisions_are_what_the_next_run_does_and_undoing_them_what_the_run_after_that_does(desk: Desk):
    register = desk.register
    chosen = desk.members("trots")[:6]
    register.rename("trots", "Trots en plezier", definition_nl="Wat goed ging.", **_at())
    register.lock("trots", **_at())
    register.unlock("trots", **_at())
    split = register.split("trots", "Het mooiste moment", "", bouwsteen_ids=chosen, **_at())
    gone = register.retire("tegenspraak", bouwsteen_ids=desk.members("tegenspraak"), **_at())
    made = str(register.themes().query("split_from == 'trots'")["theme_id"].iloc[0])
    themes = desk.run()
    assert themes.loc["trots", ["label_nl", "definition_nl"]].tolist() == ["Trots en plezier", "Wat goed ging."]
    assert themes.loc[made, "label_nl"] == "Het mooiste moment"
    assert set(chosen) <= set(desk.members(made))
    assert "tegenspraak" not in themes.index
    assert not desk.members("tegenspraak")
    assert desk.store.read_manifest()["register_version"] == register.version()
    register.undo(gone, **_at())
    register.undo(split, **_at())
    themes = desk.run()
    assert themes.loc["tegenspraak", "status"] == "active"
    assert desk.members("tegenspraak")
    assert made not in themes.index
    assert themes.loc["trots", "label_nl"] == "Trots en plezier"


def test_candidate_that_is_merged_goes_on_in_the_other_theme(desk: Desk):
    themes = desk.run()
    candidates = themes.index[themes["status"] == "candidate"].tolist()
    assert candidates
    members = desk.members(candidates[0])
    merged = desk.register.merge([candidates[0]], "trots", bouwsteen_ids=members, **_at())
    assert candidates[0] not in desk.run().index
    desk.register.undo(merged, **_at())
    assert desk.run().loc[candidates[0], "status"] == "candidate"
    desk.register.dismiss(candidates[0], bouwsteen_ids=members, **_at())
    assert candidates[0] not in desk.run().index
