import pandas as pd

from pipeline.evaluate.ingest import Conversation, conversations_of_tables, measure_kind, read_gold, target_of

FACTS = {
    "held_on": "2021-06-14",
    "organisation": "DUO",
    "domain": "beleid",
    "format": "vragen",
    "report_form": "canvas",
    "n_participants": "8",
}
GOLD = Conversation(
    "d001", FACTS, (("Lef tonen", "opbrengst"), ("Ria belde mij", "voorbeeld"), ("Werkdruk", "dilemma"))
)


def test_perfect_reading_measures_one_up_to_white_space_and_masks() -> None:
    read = Conversation(
        "d001",
        FACTS,
        (("Lef  tonen", "opbrengst"), ("[naam] belde mij", "voorbeeld"), ("Werkdruk", "dilemma")),
    )

    measure = measure_kind("pdf", [GOLD], [read])

    assert measure.lowest == 1
    assert target_of("pdf-from-word").is_met(measure)


def test_missed_extra_and_wrong_field_are_each_counted() -> None:
    read = Conversation(
        "d001",
        FACTS | {"domain": "toezicht"},
        (("Lef tonen", "dilemma"), ("Werkdruk", "dilemma"), ("Formulier canvas", "tekst")),
    )

    measure = measure_kind("pdf", [GOLD], [read])

    assert (measure.n_expected, measure.n_read, measure.n_right, measure.n_field_right) == (3, 3, 2, 1)
    assert (measure.fact_recall, measure.fact_precision) == (5 / 6, 5 / 6)
    assert (measure.field_recall, measure.lowest) == (1 / 3, 1 / 3)
    assert (measure.missed, measure.extra) == (("d001",), ("d001",))


def test_fact_left_open_lowers_recall_and_not_precision() -> None:
    facts = {name: value for name, value in FACTS.items() if name != "held_on"}

    measure = measure_kind("pdf", [GOLD], [Conversation("d001", facts, GOLD.bouwstenen)])

    assert (measure.fact_recall, measure.fact_precision) == (5 / 6, 1)


def test_targets_ask_less_of_what_went_through_a_camera() -> None:
    wanted = [target_of(kind).share for kind in ("odt", "pdf-printed", "scan-tiff", "photo-heic")]

    assert wanted == [1.0, 0.98, 0.98, 0.90]


def test_scan_may_misread_characters_and_says_how_many() -> None:
    read = Conversation("", {}, (("Werkdrvk", "dilemma"),))

    strict, lenient = (measure_kind("scan", [GOLD], [read], error) for error in (0.0, 0.2))

    assert (strict.n_right, lenient.n_right, lenient.n_wrong_characters) == (0, 1, 1)


def test_tables_and_gold_come_to_the_same_shape() -> None:
    line = (
        '{"gesprek": "d001", "datum": "2021-06-14", "organisatie": "Dienst Uitvoering Onderwijs", "domein": "beleid", '
        '"format": "vragen", "vorm": "canvas", "deelnemers": 8, "bouwstenen": [{"tekst": "Lef", "veld": "opbrengst"}]}'
    )
    conversations = pd.DataFrame(
        [
            {
                "conversation_id": "av-2021-d001",
                **FACTS,
                "held_on": pd.Timestamp("2021-06-14"),
                "n_participants": 8,
            }
        ]
    )
    bouwstenen = pd.DataFrame(
        {
            "conversation_id": ["av-2021-d001"] * 2,
            "text": ["Lef", "dubbel"],
            "field": ["opbrengst"] * 2,
            "duplicate_of": [None, "x"],
        }
    )

    gold = read_gold([line], lambda name: "DUO")["d001"]

    assert conversations_of_tables(conversations, bouwstenen) == [gold]
