"""The tables behind charts and lists."""

from datetime import date

import pandas as pd
import pytest
from publications import make_rows

from dashboard.views.before_after import compare_spans
from dashboard.views.candidates import members, open_candidates
from dashboard.views.changes import compare_runs, largest_shifts, order_shifts
from dashboard.views.coverage import (
    count_grid,
    count_group_sizes,
    count_half_years,
    count_kinds,
    count_months,
    count_organisations,
    empty_cells,
)
from dashboard.views.filters import Filters, select_conversations, select_quotes
from dashboard.views.joined import join_mentions, join_quotes
from dashboard.views.ledger import count_files, incomplete_conversations, needs_attention, select_files
from dashboard.views.periods import choose_period, count_thin_periods, order_trends, select_periods
from dashboard.views.privacy import hide_organisations, may_name_organisations, shown_organisations
from dashboard.views.review import count_agreement, order_doubtful
from dashboard.views.search import count_pages, keep_hits, take_page, words_to_mark
from dashboard.views.shares import count_overlap, interval, rank_themes, spread_over
from dashboard.views.theme_quotes import choose_quotes
from pipeline.tables import TABLES


@pytest.fixture(scope="module")
def rows() -> dict[str, pd.DataFrame]:
    made = make_rows()
    return {
        name: TABLES[name].validate(frame.reindex(columns=TABLES[name].column_names))
        for name, frame in made.items()
    }


@pytest.fixture(scope="module")
def quotes(rows: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return join_quotes(rows["bouwstenen"], rows["conversations"], rows["files"], rows["assignments"])


@pytest.fixture(scope="module")
def mentions(rows: dict[str, pd.DataFrame], quotes: pd.DataFrame) -> pd.DataFrame:
    return join_mentions(rows["assignments"], quotes)


def test_every_counted_bouwsteen_is_one_quote(rows: dict[str, pd.DataFrame], quotes: pd.DataFrame):
    assert sorted(quotes["bouwsteen_id"]) == sorted(rows["bouwstenen"]["bouwsteen_id"])
    assert quotes["path"].notna().all()


def test_duplicate_bouwsteen_is_no_quote(rows: dict[str, pd.DataFrame]):
    first, second = rows["bouwstenen"]["bouwsteen_id"].head(2)
    bouwstenen = rows["bouwstenen"].assign(duplicate_of=None)
    bouwstenen.loc[bouwstenen["bouwsteen_id"] == second, "duplicate_of"] = first
    quotes = join_quotes(bouwstenen, rows["conversations"], rows["files"], rows["assignments"])
    assert second not in set(quotes["bouwsteen_id"])
    assert second not in set(join_mentions(rows["assignments"], quotes)["bouwsteen_id"])


def test_conversation_without_a_date_falls_outside_a_span(rows: dict[str, pd.DataFrame]):
    span = Filters(since=date(2000, 1, 1))
    assert len(select_conversations(rows["conversations"], span)) == len(rows["conversations"]) - 1


def test_span_includes_its_last_day(rows: dict[str, pd.DataFrame]):
    found = select_conversations(
        rows["conversations"], Filters(since=date(2021, 2, 10), until=date(2021, 2, 10))
    )
    assert list(found["conversation_id"]) == ["g01"]


def test_quotes_of_a_theme_are_those_assigned_to_it(quotes: pd.DataFrame, mentions: pd.DataFrame):
    found = select_quotes(quotes, mentions, Filters(themes=("vertrouwen",)))
    assert set(found["bouwsteen_id"]) == set(
        mentions.loc[mentions["theme_id"] == "vertrouwen", "bouwsteen_id"]
    )


def test_interval_is_the_published_example():
    # Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263, 95 %: 0.2553 to 0.3662.
    found = interval(pd.Series([81]), pd.Series([263]), 0.95)
    assert found.iloc[0].round(4).tolist() == [0.2553, 0.3662]


def test_interval_of_nothing_is_missing():
    assert interval(pd.Series([0]), pd.Series([0]), 0.95).isna().all(axis=None)


def test_share_counts_a_conversation_once_however_many_lines_it_has(rows: dict[str, pd.DataFrame]):
    twice = pd.DataFrame(
        {"theme_id": ["trots"] * 2, "conversation_id": ["g01"] * 2, "bouwsteen_id": ["a", "b"]}
    )
    ranked = rank_themes(rows["themes"], twice, 10, 5, 0.95).set_index("theme_id")
    assert ranked.loc["trots", ["n_found", "n_lines", "share"]].tolist() == [1, 2, 0.1]
    assert ranked.loc["vertrouwen", "share"] == 0


def test_few_conversations_give_no_share(rows: dict[str, pd.DataFrame], mentions: pd.DataFrame):
    ranked = rank_themes(rows["themes"], mentions, 4, 5, 0.95)
    assert not ranked["enough"].any()
    assert ranked[["share", "share_low", "share_high"]].isna().all(axis=None)


def test_spread_covers_every_conversation_with_a_known_group(
    rows: dict[str, pd.DataFrame], mentions: pd.DataFrame
):
    spread = spread_over(rows["conversations"], mentions[mentions["theme_id"] == "trots"], "domain", 5, 0.95)
    assert spread["n_total"].sum() == len(rows["conversations"])
    assert (spread["n_found"] <= spread["n_total"]).all()


def test_overlap_leaves_the_theme_itself_out(mentions: pd.DataFrame):
    overlap = count_overlap(mentions, "trots")
    assert "trots" not in set(overlap["theme_id"])
    assert (overlap["n_found"] <= overlap["n_total"]).all()


def test_shortest_period_with_enough_conversations_is_chosen(rows: dict[str, pd.DataFrame]):
    periods = rows["theme_periods"]
    assert choose_period(periods.assign(enough=True)) == "quarter"
    assert choose_period(periods) == "year"


def test_period_without_enough_conversations_has_no_value(rows: dict[str, pd.DataFrame]):
    shown = select_periods(rows["theme_periods"], ["trots"], "quarter", "share_raw")
    assert shown["value"].isna().all()
    assert count_thin_periods(shown) == (8, 8)


def test_rising_themes_come_first(rows: dict[str, pd.DataFrame]):
    assert list(order_trends(rows["trends"], rows["themes"])["direction"]) == [
        "up",
        "down",
        "unclear",
        "flat",
    ]


def test_organisation_below_the_threshold_is_not_shown(rows: dict[str, pd.DataFrame], quotes: pd.DataFrame):
    shown = shown_organisations(rows["conversations"], 3)
    hidden = hide_organisations(quotes, shown, named=True)
    assert "Eiland" not in shown
    assert hidden.loc[quotes["organisation"] == "Eiland", ["organisation", "path"]].isna().all(axis=None)


def test_threshold_of_a_selection_counts_conversations_and_not_quotes(quotes: pd.DataFrame):
    two = quotes[quotes["conversation_id"].isin(["g01", "g02"])]
    assert len(two) > 3
    assert not may_name_organisations(two, 3)


def test_received_is_the_sum_of_what_became_of_the_files(rows: dict[str, pd.DataFrame]):
    balance = count_files(rows["files"])
    assert balance.received == balance.read + balance.duplicate + balance.empty + balance.rejected
    assert (balance.duplicate, balance.empty, balance.rejected) == (1, 1, 1)


def test_rejected_and_empty_files_ask_for_attention(rows: dict[str, pd.DataFrame]):
    assert list(needs_attention(rows["files"])["path"]) == ["oud.doc", "leeg.pdf"]


def test_files_are_found_by_a_part_of_their_name_taken_literally(rows: dict[str, pd.DataFrame]):
    assert list(select_files(rows["files"], (), "OUD.")["path"]) == ["oud.doc"]


def test_conversation_without_a_date_is_incomplete(rows: dict[str, pd.DataFrame]):
    assert list(incomplete_conversations(rows["conversations"])["conversation_id"]) == ["g00"]


def test_hits_come_back_in_the_order_in_which_they_were_found(quotes: pd.DataFrame):
    wanted = list(quotes["bouwsteen_id"].iloc[[9, 2, 5]])
    hits = pd.DataFrame({"bouwsteen_id": [*wanted, "unknown"], "score": [4.0, 3.0, 2.0, 1.0]})
    assert list(keep_hits(quotes, hits)["bouwsteen_id"]) == wanted


def test_words_to_mark_leave_unwanted_words_out_and_take_corrections_in():
    assert words_to_mark('"open" -dicht lokket', {"lokket": ("loket",)}) == ("lokket", "loket", "open")


def test_grid_of_domains_and_formats_counts_every_conversation(rows: dict[str, pd.DataFrame]):
    grid = count_grid(rows["conversations"], ["beleid", "uitvoering", "toezicht"], ["vragen", "model"])
    assert grid.to_numpy().sum() == len(rows["conversations"])
    assert empty_cells(grid) == [("toezicht", "vragen"), ("toezicht", "model")]


def test_months_without_a_conversation_are_counted_as_zero(rows: dict[str, pd.DataFrame]):
    held = rows["conversations"].iloc[[1, 4]]
    assert list(count_months(held)["n_conversations"]) == [1, 0, 0, 1]


def test_organisations_below_the_threshold_are_only_counted(rows: dict[str, pd.DataFrame]):
    shown, n_small = count_organisations(rows["conversations"], 3)
    assert "Eiland" not in set(shown["organisation"])
    assert n_small == 1


def test_doubtful_bouwstenen_take_turns_per_theme(quotes: pd.DataFrame):
    order = order_doubtful(quotes)
    first = quotes.set_index("bouwsteen_id").loc[order[:5]]
    assert first["theme_id"].nunique() == 4
    assert first["theme_id"].isna().sum() == 1
    assert len(order) == len(quotes)


def test_bouwsteen_that_a_person_assigned_is_not_asked(quotes: pd.DataFrame):
    decided = quotes["bouwsteen_id"].head(3)
    by_person = quotes.assign(
        assigned_by=quotes["assigned_by"].where(~quotes["bouwsteen_id"].isin(decided), "person")
    )
    assert not set(order_doubtful(by_person)) & set(decided)


def test_spans_hold_every_dated_conversation_once(rows: dict[str, pd.DataFrame], mentions: pd.DataFrame):
    compared = compare_spans(rows["themes"], rows["conversations"], mentions, date(2022, 1, 1), 5, 0.95)
    dated = int(rows["conversations"]["held_on"].notna().sum())
    assert (compared["total_before"] + compared["total_after"] == dated).all()
    assert (compared["change_low"] <= compared["change"]).all()
    assert (compared["change"] <= compared["change_high"]).all()


def test_difference_of_shares_has_the_published_interval(rows: dict[str, pd.DataFrame]):
    # Newcombe (1998), Statistics in Medicine 17, table II: 56/70 less 48/80, method 10: 0.0524 to 0.3339.
    days = [pd.Timestamp("2021-01-01")] * 80 + [pd.Timestamp("2022-01-01")] * 70
    held = pd.DataFrame({"conversation_id": [f"c{i}" for i in range(150)], "held_on": days})
    alive = pd.concat([held.iloc[:48], held.iloc[80:136]]).assign(theme_id="trots", bouwsteen_id="b")
    compared = compare_spans(rows["themes"], held, alive, date(2021, 6, 1), 5, 0.95).set_index("theme_id")
    assert compared.loc["trots", ["change_low", "change_high"]].astype(float).round(4).tolist() == [
        0.0524,
        0.3339,
    ]


def test_share_of_too_short_a_span_is_not_compared(rows: dict[str, pd.DataFrame], mentions: pd.DataFrame):
    compared = compare_spans(rows["themes"], rows["conversations"], mentions, date(2021, 3, 1), 5, 0.95)
    assert compared[["change", "change_low", "change_high"]].isna().all(axis=None)


def test_agreement_compares_main_themes_only(quotes: pd.DataFrame):
    own = quotes[quotes["theme_id"] == "trots"].head(2)["bouwsteen_id"]
    corrections = pd.DataFrame(
        {"bouwsteen_id": [*own, own.iloc[1]], "theme_id": ["trots", "vertrouwen", "trots"], "rank": [1, 1, 2]}
    )
    assert count_agreement(quotes, corrections) == (1, 2)


def test_pages_hold_every_row_once(quotes: pd.DataFrame):
    n_pages = count_pages(len(quotes), 20)
    read = pd.concat([take_page(quotes, page, 20) for page in range(1, n_pages + 1)])
    assert list(read["bouwsteen_id"]) == list(quotes["bouwsteen_id"])


def test_newest_quotes_come_from_different_conversations(mentions: pd.DataFrame):
    own = mentions[mentions["theme_id"] == "trots"]
    chosen = own.set_index("bouwsteen_id").loc[choose_quotes(own, own, "nieuw", 5)]
    assert chosen["conversation_id"].is_unique
    assert chosen["held_on"].is_monotonic_decreasing


def test_quotes_per_domain_hold_each_domain_once(mentions: pd.DataFrame):
    own = mentions[mentions["theme_id"] == "trots"]
    chosen = own.set_index("bouwsteen_id").loc[choose_quotes(own, own, "domein", 9)]
    assert sorted(chosen["domain"]) == ["beleid", "uitvoering"]


def test_runs_are_compared_by_theme_id(rows: dict[str, pd.DataFrame]):
    themes = rows["themes"]
    earlier = themes.iloc[:-1].assign(n_conversations=themes["n_conversations"].iloc[:-1] - 1, label_nl="oud")
    changes = compare_runs(
        themes, earlier, {"conversations": 24}, {"conversations": 20}, "2024-01-01T00:00:00+00:00"
    )
    assert changes.conversations == 4
    assert changes.new_themes == ("Thuiswerken",)
    assert changes.gone_themes == ()


def test_decided_candidates_are_not_shown_again(rows: dict[str, pd.DataFrame], mentions: pd.DataFrame):
    candidates = rows["themes"][rows["themes"]["status"] == "candidate"]
    assert list(open_candidates(candidates, [])["theme_id"]) == ["thuiswerken"]
    assert open_candidates(candidates, ["thuiswerken"]).empty
    assert len(members(mentions, "thuiswerken")) == int(candidates["n_bouwstenen"].iloc[0])


def test_half_years_run_from_first_to_last_with_zeros_between():
    conversations = pd.DataFrame(
        {
            "domain": ["beleid", "beleid", "uitvoering", None],
            "held_on": pd.to_datetime(["2021-06-30", "2021-07-01", "2023-01-01", "2023-01-01"]),
        }
    )
    grid = count_half_years(conversations, ["beleid", "uitvoering"])
    assert [f"{start:%Y-%m}" for start in grid.columns] == [
        "2021-01",
        "2021-07",
        "2022-01",
        "2022-07",
        "2023-01",
    ]
    assert grid.loc["beleid"].tolist() == [1, 1, 0, 0, 0]
    assert grid.loc["uitvoering"].tolist() == [0, 0, 0, 0, 1]


def test_no_half_years_without_dates():
    conversations = pd.DataFrame({"domain": ["beleid"], "held_on": pd.to_datetime([None])})
    assert count_half_years(conversations, ["beleid"]).columns.empty


def test_groups_are_counted_by_size():
    assert count_group_sizes(pd.DataFrame({"n_participants": [5, 6, 10, 11, None]}), 6, 10) == (1, 2, 1)


def test_themes_that_moved_most_since_the_previous_run_come_first():
    themes = pd.DataFrame({"theme_id": list("abc"), "label_nl": list("ABC")})
    shifts = pd.DataFrame(
        {
            "theme_id": list("abc"),
            "share_before": [0.5, 0.5, 0.5],
            "share_now": [0.501, 0.3, None],
            "data_shift": [0.001, -0.2, None],
            "model_shift": [0.0, 0.0, None],
        }
    )
    assert order_shifts(shifts, themes)["theme_id"].tolist() == ["b", "a"]
    assert largest_shifts(shifts, themes, 5)["theme_id"].tolist() == ["b"]


def test_kind_of_organisation_of_which_fewest_were_heard_comes_first():
    conversations = pd.DataFrame({"organisation": ["Zee", "Zee", "Duin", None]})
    organisations = pd.DataFrame(
        {"name": ["Zee", "Duin", "Klif", "Golf"], "kind": ["ministerie", "dienst", "dienst", "inspectie"]}
    )
    kinds = count_kinds(conversations, organisations).set_index("kind")
    assert list(kinds.index) == ["inspectie", "dienst", "ministerie"]
    assert kinds["n_heard"].tolist() == [0, 1, 1]
    assert kinds["n_known"].tolist() == [1, 2, 1]
    assert kinds["n_conversations"].tolist() == [0, 1, 2]
