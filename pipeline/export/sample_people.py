"""Invented people who send in the sample, and the mails around their attachments. None of them exists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.export.sample_conversation import SampleConversation

_FIRST_NAMES: Final = (
    "Anneke", "Joost", "Fatima", "Hendrik", "Sanne", "Yusuf", "Marleen", "Pieter", "Ilona", "Daan", "Roos", "Mehmet",
    "Carla", "Wouter", "Naima", "Tjeerd", "Elise", "Ravi", "Gerrie", "Bram",
)  # fmt: skip
_LAST_NAMES: Final = (
    "Tolsma", "Verbruggen", "El Amrani", "Oosterwijk", "Kamphuis", "Yildirim", "van Rossenberg", "Dijkmans", "Terpstra",
    "Hooijer", "Schaapveld", "Aydin", "de Bruijckere", "Lammertink", "Bouzidi", "Hoekzema", "Wiersum", "Jagroep",
    "Ravensbergen",
)  # fmt: skip
_ROLES: Final = (
    "gespreksbegeleider", "managementassistent", "adviseur organisatieontwikkeling", "beleidsmedewerker",
    "directiesecretaris", "teamleider", "coördinator vakmanschap", "HR-adviseur",
)  # fmt: skip
_GREETINGS: Final = ("Beste collega's,", "Goedemiddag,", "Hallo allemaal,", "Geachte heer, mevrouw,", "Dag,")
_SENTENCES: Final = {
    "canvas": ("Hierbij het ingevulde canvas van ons gesprek.", "In de bijlage vindt u ons canvas."),
    "model": ("Bijgaand het ingevulde model van 'de' ambtenaar.", "In de bijlage ons ingevulde model."),
    "verslag": ("Hierbij stuur ik het verslag van ons gesprek.", "Zoals afgesproken ontvangt u het verslag."),
    "beeldverslag": ("Bijgaand het beeldverslag van ons gesprek.", "In de bijlage ons beeldverslag, met dank aan de "
                     "tekenaar."),
    "reporter": ("Hierbij de tekst van onze reporter.", "Bijgaand wat onze reporter heeft opgeschreven."),
}  # fmt: skip
_CLOSINGS: Final = ("Met vriendelijke groet,", "Groet,", "Hartelijke groeten,", "Met vriendelijke groet,")
_DISCLAIMERS: Final = (
    "",
    "Is dit bericht niet voor u bestemd? Laat het de afzender weten en verwijder het. Aan dit bericht kunnen geen "
    "rechten worden ontleend.",
    "",
    "Denk aan het milieu voordat u dit bericht afdrukt.",
)


@dataclass(frozen=True)
class Person:
    """An invented sender or reporter."""

    name: str
    role: str
    organisation: str

    @property
    def address(self) -> str:
        """An address at example.nl, which belongs to nobody."""
        first, *rest = self.name.lower().split()
        return f"{first[0]}.{''.join(rest)}@example.nl"


def person_of(conversation: SampleConversation) -> Person:
    """Return the invented person who sends in a conversation."""
    name = f"{conversation.pick('first', _FIRST_NAMES)} {conversation.pick('last', _LAST_NAMES)}"
    return Person(name, conversation.pick("role", _ROLES), conversation.organisation)


def signature_of(conversation: SampleConversation) -> str:
    """Return the end of a mail: closing, name, role, organisation, and with some a disclaimer."""
    person = person_of(conversation)
    lines = [
        conversation.pick("closing", _CLOSINGS),
        "",
        person.name,
        person.role[0].upper() + person.role[1:],
        person.organisation,
    ]
    disclaimer = conversation.pick("disclaimer", _DISCLAIMERS)
    return "\n".join([*lines, "", "--", disclaimer] if disclaimer else lines)


def greeting_of(conversation: SampleConversation) -> str:
    """Return how this sender begins a mail."""
    return conversation.pick("greeting", _GREETINGS)


def cover_mail(conversation: SampleConversation) -> str:
    """Return the text of a mail that only brings an attachment."""
    sentence = conversation.pick("sentence", _SENTENCES[conversation.report_form])
    return f"{greeting_of(conversation)}\n\n{sentence}\n\n{signature_of(conversation)}\n"
