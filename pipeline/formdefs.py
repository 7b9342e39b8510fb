"""The forms, defined once: what `pipeline.export.templates` draws and what `pipeline.ingest.forms` reads.

Labels and synonyms are compared after normalising: lower case, accents kept, punctuation, numbering and
bullets dropped, white space collapsed. Synonyms are written in that normal form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

VERSION_FIELD: Final = "formulierversie"
"""Name of the read-only PDF field that holds `FormDef.template`; the footer says the same."""

REFERENCE_PATTERN: Final = r"\bAV-(?:19|20)\d{2}-[a-z]?\d{3,5}\b"
"""A conversation's own reference, e.g. ``AV-2021-d001``: programme, year, number. Ignore case."""

TEMPLATE_PATTERN: Final = r"\b(canvas|model)\s+v?(\d{1,2}\.\d{1,2})\b"
"""Form id and version as they stand in a footer or version field, e.g. ``canvas 1.0``."""

REPORT_FORMS: Final = ("canvas", "model", "verslag", "beeldverslag", "reporter", "tabel")
"""In what shape a conversation was reported, as stored in `conversations.report_form`."""


def _split(words: str) -> tuple[str, ...]:
    return tuple(words.split(", "))


@dataclass(frozen=True)
class FieldDef:
    """One box, meta field or heading.

    Parameters
    ----------
    field_id
        As stored in `bouwstenen.field`, and the name of the form field in a PDF.
    label_nl, prompt_nl
        What stands above the box, and the smaller question below it ("" for none).
    synonyms
        Other ways people write the label, in normal form; the label itself needs no entry.
    """

    field_id: str
    label_nl: str
    prompt_nl: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormDef:
    """A form: what it is called, and its boxes in reading order."""

    form_id: str
    version: str
    title_nl: str
    subtitle_nl: str
    instruction_nl: str
    boxes: tuple[FieldDef, ...]

    @property
    def template(self) -> str:
        """Form id and version, as stored in `conversations.template`."""
        return f"{self.form_id} {self.version}"


META_FIELDS: Final = (
    FieldDef(
        "gesprek",
        "Gespreksnummer",
        "staat in de bevestiging van uw aanmelding",
        _split(
            "gesprek, gesprek nr, gespreksnr, nummer, nummer gesprek, nummer van het gesprek, "
            "referentie, referentienummer, kenmerk, ons kenmerk, uw kenmerk, gesprekscode, "
            "formuliernummer"
        ),
    ),
    FieldDef(
        "datum",
        "Datum",
        "dag van het gesprek",
        _split("datum gesprek, datum van het gesprek, gespreksdatum, dag, wanneer, gehouden op, d d"),
    ),
    FieldDef(
        "organisatie",
        "Organisatie",
        "ministerie, dienst of inspectie",
        _split(
            "organisatieonderdeel, onderdeel, ministerie, dienst, departement, werkgever, "
            "bij, naam organisatie, ministerie of dienst, organisatie onderdeel, ministerie "
            "dienst"
        ),
    ),
    FieldDef(
        "domein",
        "Domein",
        "",
        _split("werkdomein, soort werk, werkveld, werkterrein, type werk, domein van het werk"),
    ),
    FieldDef(
        "format",
        "Gespreksvorm",
        "",
        _split(
            "format, vorm van het gesprek, werkvorm, gespreksformat, format gesprek, format van het gesprek"
        ),
    ),
    FieldDef(
        "deelnemers",
        "Aantal deelnemers",
        "",
        _split(
            "deelnemers, aanwezigen, aantal aanwezigen, aantal mensen, "
            "aantal, aantal gesprekspartners, groepsgrootte"
        ),
    ),
)
"""What a form asks about the conversation itself; ids are the columns of a table submission."""

DOMAIN_LABELS: Final = {
    "beleid": "beleid",
    "uitvoering": "uitvoering",
    "toezicht": "toezicht",
    "inspectie": "inspectie",
    "bedrijfsvoering": "bedrijfsvoering",
    "gemengd": "gemengd",
}
"""Domain id -> how a form writes it."""

FORMAT_LABELS: Final = {
    "vragen": "gesprek met vragen",
    "verhalen": "verhalen vertellen",
    "model": "model van 'de' ambtenaar",
}
"""Format id -> how a form writes it; the id itself is understood too."""

CANVAS: Final = FormDef(
    "canvas",
    "1.0",
    "Responscanvas",
    "Gesprekken over ambtelijk vakmanschap",
    "Vul dit canvas samen in aan het eind van het gesprek. Steekwoorden zijn genoeg; zet elke "
    "gedachte op een eigen regel. Noem geen namen van burgers of collega's.",
    (
        FieldDef(
            "opbrengst",
            "Opbrengst van het gesprek",
            "Wat heeft het gesprek opgeleverd? Wat raakte ons?",
            _split(
                "opbrengst, opbrengsten, opbrengsten van het gesprek, wat leverde het gesprek op, "
                "resultaat, opbrengst gesprek, wat heeft het gesprek opgeleverd, inzichten, "
                "belangrijkste opbrengst, belangrijkste opbrengsten, oogst, opgehaald"
            ),
        ),
        FieldDef(
            "moet_erin",
            "Dit moet erin",
            "Wat mag in de gids over ambtelijk vakmanschap niet ontbreken?",
            _split(
                "moet erin, moet er in, dit moet er in, moet er zeker in, moet er wel in, wat "
                "moet erin, wat moet er in, moet in de gids, erin, wel, wat moet er in de gids"
            ),
        ),
        FieldDef(
            "moet_er_niet_in",
            "Dit moet er niet in",
            "Wat hoort juist niet in de gids?",
            _split(
                "moet er niet in, moet er juist niet in, niet erin, dit niet, wat moet er niet "
                "in, moet er zeker niet in, moet niet in de gids, liever niet, wat moet er niet "
                "in de gids, dit moet er juist niet in"
            ),
        ),
        FieldDef(
            "meegeven",
            "Dit willen wij meegeven",
            "Aan de schrijvers van de gids, of aan de ambtelijke top.",
            _split(
                "meegeven, wat willen wij meegeven, wat we willen meegeven, dit willen we "
                "meegeven, wil ik meegeven, mee te geven, advies aan de schrijvers, wat willen "
                "jullie meegeven, wat geven we mee, tips, tip, boodschap"
            ),
        ),
        FieldDef(
            "dilemma",
            "Ons dilemma",
            "Waar zit het schuurpunt? Tussen welke twee waarden?",
            _split(
                "dilemma, dilemmas, dilemma's, het dilemma, onze dilemma's, schuurpunt, "
                "schuurpunten, herkenbaar dilemma, welk dilemma"
            ),
        ),
        FieldDef(
            "voorbeeld",
            "Voorbeeld uit de praktijk",
            "Een verhaal of moment dat laat zien waar het om gaat.",
            _split(
                "voorbeeld, voorbeelden, praktijkvoorbeeld, praktijkvoorbeelden, voorbeelden uit "
                "de praktijk, casus, voorbeeld uit onze praktijk, ons voorbeeld, casussen"
            ),
        ),
    ),
)

MODEL: Final = FormDef(
    "model",
    "1.0",
    "Model van 'de' ambtenaar",
    "Gesprekken over ambtelijk vakmanschap",
    "Vul met elkaar het model. Wat moet 'de' ambtenaar weten, voelen, doen, aanvoelen en waar gaat "
    "hij of zij naartoe? Zet elke gedachte op een eigen regel. Noem geen namen van burgers of collega's.",
    (
        FieldDef(
            "hoofd",
            "Hoofd",
            "Wat moet de ambtenaar weten en begrijpen?",
            _split(
                "head, het hoofd, kennis, weten, denken, wat moet de ambtenaar weten, hoofd "
                "weten, hoofd kennis, hoofd denken, in het hoofd, bij hoofd, hersenen"
            ),
        ),
        FieldDef(
            "hart",
            "Hart",
            "Wat voelt de ambtenaar? Waar staat hij of zij voor?",
            _split(
                "heart, het hart, voelen, waarden, drijfveren, wat voelt de ambtenaar, hart "
                "voelen, hart waarden, in het hart, bij hart, motivatie"
            ),
        ),
        FieldDef(
            "handen",
            "Handen",
            "Wat doet de ambtenaar?",
            _split(
                "hands, hand, de handen, doen, vaardigheden, handelen, wat doet de ambtenaar, "
                "handen doen, handen vaardigheden, in de handen, bij handen, wat moet de "
                "ambtenaar doen, wat moet de ambtenaar kunnen"
            ),
        ),
        FieldDef(
            "buik",
            "Buik",
            "Wat voelt de ambtenaar in de onderbuik? Wat wringt?",
            _split(
                "belly, gut, de buik, onderbuik, intuïtie, buikgevoel, onderbuikgevoel, buik "
                "gevoel, in de buik, bij buik, wat wringt, buik intuïtie"
            ),
        ),
        FieldDef(
            "voeten",
            "Voeten",
            "Waar gaat de ambtenaar naartoe? Waar staat hij of zij?",
            _split(
                "feet, voet, de voeten, waar staat de ambtenaar, waar gaat de ambtenaar naartoe, "
                "voeten staan, bij voeten, op de voeten, naar buiten, benen, waar ga je naartoe"
            ),
        ),
        FieldDef(
            "overstijgend",
            "Overstijgende vraag",
            "Wat geldt voor het hele model? Wat mist er nog?",
            _split(
                "overstijgend, overkoepelend, overkoepelende vraag, algemeen, het geheel, hele "
                "model, overstijgende opmerkingen, wat mist er nog, rondom, om de figuur heen, "
                "buiten het model"
            ),
        ),
    ),
)

FORMS: Final = (CANVAS, MODEL)

REPORT_FIELDS: Final = (
    FieldDef(
        "verhaal",
        "Verhalen",
        "",
        _split(
            "verhaal, het verhaal, de verhalen, verhalen uit het gesprek, verhalen aan tafel, "
            "verhalen uit de praktijk, wat er verteld werd, wat er is verteld, wat werd er "
            "verteld, gedeelde verhalen, verhalen die werden gedeeld, uit de praktijk"
        ),
    ),
    FieldDef(
        "rode_draad",
        "Rode draden",
        "",
        _split(
            "rode draad, de rode draad, de rode draden, rode draden uit het gesprek, rode "
            "lijn, rode lijnen, wat ons opviel, wat opviel, opvallend, gemene deler, kern van "
            "het gesprek, de kern, thema's, hoofdlijnen, hoofdlijn"
        ),
    ),
    FieldDef(
        "citaat",
        "Citaten",
        "",
        _split(
            "citaat, de citaten, opgetekend, opgetekende citaten, uitspraken, gehoord, "
            "gehoord aan tafel, in hun eigen woorden, in eigen woorden, quotes, quote, "
            "letterlijk gezegd, sprekende citaten, uitspraken aan tafel"
        ),
    ),
    FieldDef(
        "afsluiting",
        "Afsluiting",
        "",
        _split(
            "afronding, tot slot, slot, ten slotte, tenslotte, slotwoord, sfeer, hoe we "
            "eindigden, afsluitend, check out, slotopmerking, uitsmijter"
        ),
    ),
)
"""Headings of a report, picture report or reporter's text, and the field that what follows belongs to."""

TABLE_COLUMNS: Final = (
    "gesprek",
    "datum",
    "organisatie",
    "domein",
    "format",
    "vorm",
    "deelnemers",
    "veld",
    "tekst",
)
"""Columns of a table submission (workbook or CSV)."""

RETURN_ADDRESS: Final = "vakmanschap@example.nl"
"""Mailbox that forms are sent back to; example.nl belongs to nobody."""

RETURN_SENTENCE: Final = f"Stuur dit formulier terug naar {RETURN_ADDRESS}."

GENERAL_SENTENCES: Final = (
    "Zet elke gedachte op een eigen regel.",
    "Noem geen namen van burgers of collega's.",
    RETURN_SENTENCE,
    "Formulier",
    "Samen werken aan ambtelijk vakmanschap",
    "Over dit gesprek",
)


def _sentences_of(form: FormDef) -> tuple[str, ...]:
    prompts = tuple(field.prompt_nl for field in (*form.boxes, *META_FIELDS) if field.prompt_nl)
    labels = tuple(field.label_nl for field in (*form.boxes, *META_FIELDS))
    return (form.title_nl, form.subtitle_nl, form.instruction_nl, *prompts, *labels)


TEMPLATE_SENTENCES: Final = tuple(
    dict.fromkeys((*GENERAL_SENTENCES, *(s for form in FORMS for s in _sentences_of(form))))
)
"""What the forms themselves say: never a bouwsteen. A line of a layout may hold only a part of one."""


def form_of(form_id: str) -> FormDef:
    """Return a form by its id (``canvas`` or ``model``).

    Raises
    ------
    KeyError
        Naming the forms there are.
    """
    for form in FORMS:
        if form.form_id == form_id:
            return form
    raise KeyError(f"no form {form_id!r}; there are {', '.join(form.form_id for form in FORMS)}")
