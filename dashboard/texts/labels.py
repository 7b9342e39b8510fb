"""Dutch names of what the tables hold as codes."""

from __future__ import annotations

DOMAINS = {
    "beleid": "Beleid",
    "uitvoering": "Uitvoering",
    "toezicht": "Toezicht",
    "inspectie": "Inspectie",
    "bedrijfsvoering": "Bedrijfsvoering",
    "gemengd": "Gemengd",
}
FORMATS = {"vragen": "Vragen", "verhalen": "Verhalen", "model": "Model van ‘de’ ambtenaar"}
REPORT_FORMS = {
    "canvas": "Canvas",
    "model": "Model van ‘de’ ambtenaar",
    "verslag": "Verslag",
    "beeldverslag": "Beeldverslag",
    "reporter": "Reporter",
    "tabel": "Tabel",
}
FIELDS = {
    "opbrengst": "Opbrengst",
    "moet_erin": "Moet erin",
    "moet_er_niet_in": "Moet er niet in",
    "meegeven": "Meegeven",
    "dilemma": "Dilemma",
    "voorbeeld": "Voorbeeld",
    "hoofd": "Hoofd",
    "hart": "Hart",
    "handen": "Handen",
    "buik": "Buik",
    "voeten": "Voeten",
    "overstijgend": "Overstijgende vraag",
    "verhaal": "Verhaal",
    "rode_draad": "Rode draad",
    "citaat": "Citaat",
    "afsluiting": "Afsluiting",
}
BODY_FIELDS = {
    "hoofd": "wat je weet en denkt",
    "hart": "waar je voor staat",
    "handen": "wat je doet",
    "buik": "wat je voelt",
    "voeten": "waar je op staat",
}
PERIODS = {"month": "Maand", "quarter": "Kwartaal", "half_year": "Halfjaar", "year": "Jaar"}
PER_PERIOD = {
    "month": "per maand",
    "quarter": "per kwartaal",
    "half_year": "per halfjaar",
    "year": "per jaar",
}
DIRECTIONS = {"up": "stijgt", "down": "daalt", "flat": "gelijk", "unclear": "onduidelijk"}
PHASES = {
    "emerging": "in opkomst",
    "growing": "groeiend",
    "steady": "gelijkmatig",
    "fading": "afnemend",
    "quiet": "stil",
    "unclear": "onduidelijk",
}
ARROWS = {"up": "↗", "down": "↘", "flat": "→", "unclear": "?"}
STATUSES = {"read": "Gelezen", "duplicate": "Dubbel", "empty": "Leeg", "rejected": "Niet gelezen"}
ORIGINS = {
    "codebook": "uit het codeboek",
    "background": "bekend onderwerp buiten het codeboek",
    "emerged": "opgekomen uit de gesprekken",
}
THEME_STATUSES = {
    "active": "Actief",
    "candidate": "Kandidaat",
    "merged": "Samengevoegd",
    "retired": "Vervallen",
}
EVENTS = {
    "new": "Ontstaan",
    "continued": "Voortgezet",
    "merged": "Samengevoegd",
    "split": "Gesplitst",
    "retired": "Vervallen",
}
_KINDS = {
    "application/pdf": "PDF",
    "message/rfc822": "E-mail",
    "text/plain": "Tekst",
    "text/csv": "CSV-tabel",
    "text/html": "Webpagina",
    "application/msword": "Oud Word-bestand",
    "application/zip": "Zip-archief",
    "application/rtf": "RTF",
    "text/rtf": "RTF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.oasis.opendocument.text": "OpenDocument-tekst",
    "application/vnd.oasis.opendocument.presentation": "OpenDocument-presentatie",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument-rekenblad",
    "application/vnd.ms-outlook": "Outlook-bericht",
}


def kind_of_file(media_type: str) -> str:
    """Return what a person calls this kind of file."""
    if media_type.startswith("image/"):
        return "Foto of scan"
    return _KINDS.get(media_type, "Ander bestand")


def field(name: str) -> str:
    """Return the Dutch name of a field of a form."""
    return FIELDS.get(name, name.replace("_", " ").capitalize())
