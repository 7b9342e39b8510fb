import datetime as dt

import pytest

from pipeline.errors import CodebookError
from pipeline.ingest.dates import find_dates
from pipeline.ingest.facts import find_facts, read_domain, read_format, read_participants
from pipeline.ingest.found import Context
from pipeline.ingest.organisations import parse_organisations

TABLE = """
- {name: Ministerie van Binnenlandse Zaken en Koninkrijksrelaties, abbreviations: [BZK], domains: [minbzk.nl]}
- {name: Nederlandse Arbeidsinspectie, kind: inspectie, former: [{name: Inspectie SZW, until: 2022}]}
- {name: Ministerie van Sociale Zaken en Werkgelegenheid, kind: ministerie, abbreviations: [SZW]}
"""
ORGANISATIONS = parse_organisations(TABLE)


@pytest.mark.parametrize(
    "text",
    [
        "2021-06-14", "14-06-2021", "14/6/2021", "14.06.2021", "14 juni 2021", "maandag 14 juni 2021", "14 jun. 2021",
        "veertien juni tweeduizendeenentwintig", "veertiende juni 2021", "14 juni '21", "20210614 verslag.docx",
    ],
)  # fmt: skip
def test_date_is_read_as_people_write_it(text: str) -> None:
    assert find_dates(f"Gehouden op {text} in Den Haag") == [dt.date(2021, 6, 14)]


@pytest.mark.parametrize(
    "text", ["31 februari 2021", "juni 2021", "14 juni", "1.2.3", "06-14", "zaak 2021-99-99", "14-06-1971"]
)
def test_half_or_impossible_date_is_no_date(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("BZK", "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties"),
        (
            "ministerie van binnenlandse zaken en koninkrijksrelaties",
            "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties",
        ),
        ("Inspectie SZW", "Nederlandse Arbeidsinspectie"),
        ("team handhaving, Inspectie SZW", "Nederlandse Arbeidsinspectie"),
        ("een eigen stichting", None),
    ],
)
def test_organisation_is_found_by_any_of_its_names_the_longest_first(written: str, name: str | None) -> None:
    assert ORGANISATIONS.named(written) == name


def test_mail_domain_leads_to_its_organisation() -> None:
    assert (
        ORGANISATIONS.of_domain("post.minbzk.nl")
        == "Ministerie van Binnenlandse Zaken en Koninkrijksrelaties"
    )
    assert ORGANISATIONS.of_domain("rijksoverheid.nl") is None


def test_name_that_two_organisations_claim_is_a_mistake() -> None:
    with pytest.raises(CodebookError, match="az belongs to"):
        parse_organisations("[{name: A, abbreviations: [AZ]}, {name: B, abbreviations: [AZ]}]")


def test_form_goes_before_text_and_text_before_mail() -> None:
    context = Context(
        path="verslag 03-03-2023.docx", mail_sent_on=dt.date(2023, 4, 4), organisations=ORGANISATIONS
    )

    answered = find_facts({"datum": "1 januari 2023"}, ["Verslag van 2 februari 2023"], context)
    told = find_facts({}, ["Verslag van 2 februari 2023"], context)
    named = find_facts({}, [], context)
    mailed = find_facts({}, [], Context(mail_sent_on=dt.date(2023, 4, 4)))

    found = [(facts.held_on, facts.held_on_from) for facts in (answered, told, named, mailed)]
    sources = ("form", "text", "file", "mail")
    assert found == [(dt.date(2023, n, n), source) for n, source in enumerate(sources, start=1)]


def test_what_nothing_says_is_missing() -> None:
    facts = find_facts({}, ["Verslag"], Context(organisations=ORGANISATIONS))

    assert (facts.held_on, facts.organisation, facts.domain, facts.format, facts.n_participants) == (
        None,
    ) * 5


def test_organisation_outside_the_table_is_kept_as_it_was_answered() -> None:
    facts = find_facts({"organisatie": "Waterschap  Vallei"}, [], Context(organisations=ORGANISATIONS))

    assert (facts.organisation, facts.organisation_from) == ("Waterschap Vallei", "form")


def test_choices_are_read_by_id_or_label_and_two_are_none() -> None:
    assert read_format("Gesprek met vragen") == "vragen"
    assert read_domain("bedrijfsvoe ring") == "bedrijfsvoering"
    assert read_domain("beleid en uitvoering") is None


@pytest.mark.parametrize(("answer", "number"), [("8", 8), ("acht", 8), ("8 deelnemers", 8), ("veel", None)])
def test_participants_are_read_in_figures_and_words(answer: str, number: int | None) -> None:
    assert read_participants(answer) == number
