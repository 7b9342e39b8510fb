"""The table of organisations that comes with the project."""

import json

import pytest

from pipeline.config import PROJECT_ROOT
from pipeline.ingest.organisations import Organisations, parse_organisations


@pytest.fixture(scope="module")
def organisations() -> Organisations:
    return parse_organisations(
        (PROJECT_ROOT / "data" / "codebook" / "organisations.yaml").read_text(encoding="utf-8")
    )


def test_every_organisation_of_the_sample_has_one_name(organisations: Organisations) -> None:
    lines = (PROJECT_ROOT / "data" / "demo" / "gesprekken.jsonl").read_text(encoding="utf-8").splitlines()

    names = {json.loads(line)["organisatie"] for line in lines}

    assert [name for name in sorted(names) if organisations.named(name) is None] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Inspectie SZW", "Nederlandse Arbeidsinspectie"),
        ("Agentschap Telecom", "Rijksinspectie Digitale Infrastructuur (RDI)"),
        ("IND", "Immigratie- en Naturalisatiedienst"),
        ("Ministerie van LNV", "Ministerie van LVVN"),
    ],
)
def test_old_and_new_names_are_one_organisation(organisations: Organisations, one: str, other: str) -> None:
    assert organisations.named(one) == organisations.named(other) is not None


def test_no_entry_is_empty(organisations: Organisations) -> None:
    assert len(organisations.entries) > 90
    assert all(entry.kind for entry in organisations.entries)
