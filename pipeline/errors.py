"""The one error tree, and the reasons for which a file is rejected.

Messages say what happened, where, and what to do now. They hold counts and file names, never text of a form.
"""

from __future__ import annotations

from enum import StrEnum


class RodeDradenError(Exception):
    """Base of every error that the program raises itself."""


class ConfigError(RodeDradenError):
    """The settings hold mistakes; the message lists all of them."""


class CodebookError(RodeDradenError):
    """A file of the codebook can't be used; the message names the file and line."""


class TableError(RodeDradenError):
    """A table does not keep its declaration; the message counts the rows per broken rule."""


class StoreError(RodeDradenError):
    """The data folder can't be read or written as asked."""


class NoPublicationError(StoreError):
    """Nothing has been published in this data folder yet."""


class BalanceError(RodeDradenError):
    """Rows went missing between two steps; nothing is published."""


class RegisterError(RodeDradenError):
    """A decision can't be recorded, for instance because it names an unknown theme.

    Parameters
    ----------
    message
        As every message.
    text_nl
        The same for whoever decides on a screen; may be missing where no screen leads to it.
    """

    def __init__(self, message: str, text_nl: str = "") -> None:
        super().__init__(message)
        self.text_nl = text_nl


class ModelError(RodeDradenError):
    """A sentence model on disk can't be loaded or used."""


class WorkerError(RodeDradenError):
    """A reading process can't start; not the fault of any file."""


class MailboxError(RodeDradenError):
    """The mailbox on the server can't be reached, opened or read."""


class ExportError(RodeDradenError):
    """A document can't be made from what is asked."""


class RejectReason(StrEnum):
    """Why a file could not be read; each has a Dutch sentence that says what the sender can do."""

    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    UNKNOWN_KIND = "unknown_kind"
    OLD_OFFICE = "old_office"
    XFA_FORM = "xfa_form"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    VANISHED = "vanished"
    UNREADABLE = "unreadable"
    BAD_COLUMNS = "bad_columns"
    TOO_MANY_PARTS = "too_many_parts"
    UNSAFE_PATH = "unsafe_path"
    POLL_COLUMNS = "poll_columns"
    POLL_COUNTS = "poll_counts"
    POLL_TWICE = "poll_twice"

    @property
    def text_nl(self) -> str:
        """The reason in plain Dutch, with what the sender can do."""
        return _REASONS_NL[self]


_REASONS_NL = {
    RejectReason.DAMAGED: (
        "Het bestand is beschadigd of niet volledig. Vraag de afzender om het opnieuw op te slaan "
        "en te sturen."
    ),
    RejectReason.ENCRYPTED: (
        "Het bestand is beveiligd met een wachtwoord. Vraag om een versie zonder wachtwoord."
    ),
    RejectReason.UNKNOWN_KIND: (
        "Dit soort bestand kan niet worden gelezen. Vraag om een PDF, Word-bestand of foto."
    ),
    RejectReason.OLD_OFFICE: (
        "Dit is een oud Office-bestand (.doc, .xls of .ppt). Open het en sla het op als .docx, "
        ".xlsx of .pptx."
    ),
    RejectReason.XFA_FORM: (
        "Dit is een dynamisch Adobe-formulier (XFA). Druk het af naar PDF en stuur die versie."
    ),
    RejectReason.TOO_LARGE: (
        "Het bestand is te groot om veilig te lezen. Splits het of maak de foto's kleiner."
    ),
    RejectReason.BOMB: (
        "Het bestand wordt bij uitpakken onredelijk groot en is daarom niet geopend. Vraag de "
        "afzender om de losse bestanden."
    ),
    RejectReason.TIMEOUT: (
        "Het lezen duurde te lang en is gestopt. Sla het bestand opnieuw op, of splits het."
    ),
    RejectReason.MEMORY: (
        "Het lezen kostte te veel geheugen en is gestopt. Splits het bestand of maak het kleiner."
    ),
    RejectReason.CRASHED: (
        "Het leesprogramma liep vast op dit bestand. Sla het opnieuw op, bijvoorbeeld als PDF."
    ),
    RejectReason.VANISHED: ("Het bestand verdween tijdens het lezen. Zet het terug en draai opnieuw."),
    RejectReason.UNREADABLE: (
        "De tekst op de foto of scan is niet leesbaar. Maak een nieuwe foto, recht van boven en "
        "met goed licht."
    ),
    RejectReason.BAD_COLUMNS: (
        "De tabel mist kolommen. Nodig zijn: gesprek en tekst; daarnaast datum, organisatie, "
        "domein, format, vorm, deelnemers en veld."
    ),
    RejectReason.TOO_MANY_PARTS: (
        "Het bestand bevat te veel onderdelen (bijlagen, pagina's of bestanden). Stuur het in delen."
    ),
    RejectReason.UNSAFE_PATH: (
        "Het archief bevat een onveilige bestandsnaam en dit onderdeel is niet geopend."
    ),
    RejectReason.POLL_COLUMNS: (
        "Dit lijkt de uitslag van een peiling, maar er mist iets. Nodig zijn op elke regel: stelling, optie en "
        "aantal. Gebruik de tabel ‘Uitslag van de peiling’ die bij de formulieren hoort."
    ),
    RejectReason.POLL_COUNTS: (
        "In de uitslag van de peiling mist een aantal, of het is geen heel getal. Vul bij elke optie in hoeveel "
        "mensen die kozen, dus geen percentage. Koos niemand een optie? Vul dan 0 in."
    ),
    RejectReason.POLL_TWICE: (
        "In de uitslag van de peiling staat bij een stelling dezelfde optie twee keer. Maak er één regel van."
    ),
}


class EmptyReason(StrEnum):
    """Why a file that was received is no submission, known before anything in it is read."""

    SYSTEM_FILE = "system_file"
    DECORATION = "decoration"
    BLANK_POLL = "blank_poll"

    @property
    def text_nl(self) -> str:
        """The reason in plain Dutch."""
        return _EMPTY_REASONS_NL[self]


_EMPTY_REASONS_NL = {
    EmptyReason.SYSTEM_FILE: "Dit bestand maakte een computerprogramma zelf aan. Het is geen inzending.",
    EmptyReason.BLANK_POLL: "Dit is een tabel voor de uitslag van een peiling. Er staan nog geen aantallen in.",
    EmptyReason.DECORATION: "Dit is een logo of plaatje uit de opmaak van een mail. Het is geen inzending.",
}


class RejectError(RodeDradenError):
    """A reader can't give the content of a file.

    Parameters
    ----------
    reason
        One of the known reasons.
    detail
        For the log: what the reader met. Never text from the file.
    """

    def __init__(self, reason: RejectReason, detail: str = "") -> None:
        super().__init__(f"{reason.value}: {detail}" if detail else reason.value)
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[RejectError], tuple[RejectReason, str]]:
        """Survive the trip from a worker process."""
        return type(self), (self.reason, self.detail)
