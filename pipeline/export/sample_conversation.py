"""The invented conversations of the sample, typed, and the words in which people write down the facts of one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar
from zlib import crc32

from pipeline.formdefs import FORMAT_LABELS

Item = TypeVar("Item")

MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
NUMBERS: Final = {
    2: "twee", 3: "drie", 4: "vier", 5: "vijf", 6: "zes", 7: "zeven", 8: "acht", 9: "negen", 10: "tien", 11: "elf",
    12: "twaalf",
}  # fmt: skip

_WITHOUT_ARTICLE: Final = (
    "Rijkswaterstaat", "DUO", "RVO", "Logius", "SSC-ICT", "FMHaaglanden", "P-Direkt", "Doc-Direkt",
    "Agentschap Telecom",
)  # fmt: skip
_WITH_HET: Final = (
    "Ministerie",
    "CJIB",
    "RIVM",
    "KNMI",
    "Rijksvastgoedbedrijf",
    "Nationaal Archief",
    "Nederlands ",
)


@dataclass(frozen=True)
class SampleConversation:
    """One invented conversation.

    Parameters
    ----------
    number
        As in gesprekken.jsonl, e.g. ``d001``.
    texts
        Texts of the bouwstenen per field, both in the order of the source.
    """

    number: str
    held_on: date
    organisation: str
    domain: str
    format: str
    report_form: str
    n_participants: int
    texts: Mapping[str, tuple[str, ...]]

    @property
    def reference(self) -> str:
        """The number on its form, e.g. ``AV-2021-d001``."""
        return f"AV-{self.held_on.year}-{self.number}"

    @property
    def date_nl(self) -> str:
        """E.g. ``14 juni 2021``."""
        return f"{self.held_on.day} {MONTHS[self.held_on.month - 1]} {self.held_on.year}"

    @property
    def short_date(self) -> str:
        """E.g. ``14-06-2021``."""
        return f"{self.held_on:%d-%m-%Y}"

    @property
    def organisation_with_article(self) -> str:
        """E.g. ``het Ministerie van OCW`` or ``de Belastingdienst``."""
        if self.organisation.startswith(_WITHOUT_ARTICLE):
            return self.organisation
        article = "het" if self.organisation.startswith(_WITH_HET) else "de"
        return f"{article} {self.organisation}"

    @property
    def short_organisation(self) -> str:
        """The organisation as in a file name: its abbreviation where the name holds one."""
        _, bracket, abbreviation = self.organisation.partition("(")
        name = abbreviation.rstrip(")") if bracket and len(abbreviation) < 8 else self.organisation
        return name.removeprefix("Ministerie van ").replace("(", "").replace(")", "")

    @property
    def meta_values(self) -> dict[str, str]:
        """What the form asks about the conversation, per field id."""
        return {
            "gesprek": self.reference,
            "datum": self.pick("date", (self.date_nl, self.short_date, self.date_nl)),
            "organisatie": self.organisation,
            "domein": self.domain,
            "format": FORMAT_LABELS[self.format],
            "deelnemers": str(self.n_participants),
        }

    def box_values(self, mark: str = "- ") -> dict[str, str]:
        """Return the text of each box: one line per bouwsteen, marked where there are several."""
        return {
            field: texts[0] if len(texts) == 1 else "\n".join(f"{mark}{text}" for text in texts)
            for field, texts in self.texts.items()
        }

    def pick(self, purpose: str, options: Sequence[Item]) -> Item:
        """Return one of the options; always the same for this conversation and purpose."""
        return options[crc32(f"{self.number} {purpose}".encode()) % len(options)]


def read_conversations(records: Iterable[Mapping[str, Any]]) -> list[SampleConversation]:
    """Return the lines of gesprekken.jsonl (parsed) as conversations; labels and personal data are left behind."""
    return [_read_conversation(record) for record in records]


def _read_conversation(record: Mapping[str, Any]) -> SampleConversation:
    texts: dict[str, tuple[str, ...]] = {}
    for bouwsteen in record["bouwstenen"]:
        field = str(bouwsteen["veld"])
        texts[field] = (*texts.get(field, ()), str(bouwsteen["tekst"]))
    return SampleConversation(
        number=str(record["gesprek"]),
        held_on=date.fromisoformat(str(record["datum"])),
        organisation=str(record["organisatie"]),
        domain=str(record["domein"]),
        format=str(record["format"]),
        report_form=str(record["vorm"]),
        n_participants=int(record["deelnemers"]),
        texts=texts,
    )
