"""A codebook of two themes and an inbox of one table, small enough to run the whole pipeline within a test."""

import csv
from pathlib import Path

from pipeline.config import PROJECT_ROOT, Settings, read_settings

N_CONVERSATIONS = 30
ORGANISATIONS = ("Dienst Duin", "Ministerie van Zee", "Bureau Klif", "Inspectie Strand", "Raad voor de Golf")
# Every subject has words of its own, so that a model that learns from so little still knows them apart.
_WORDS = {
    "tegenspraak": ("tegenspreken", "kritiek", "tegengeluid", "zwijgen", "oneens", "weerwoord"),
    "trots": ("trots", "compliment", "vakwerk", "glunderen", "waardering", "applaus"),
    "thuiswerken": ("thuiswerken", "thuis", "kantoordag", "beeldscherm", "keukentafel", "hybride"),
    "verhuizing": ("verhuizing", "gebouw", "verdieping", "bureaustoel", "kantine", "garderobe"),
    "ict": ("computer", "wachtwoord", "storing", "printer", "software", "inloggen"),
    "scholing": ("cursus", "opleiding", "training", "leertraject", "diploma", "stage"),
}
_SENTENCES = (
    "Bij ons gaat het vaak over {0} en over {1} op het werk",
    "Ik denk bij {0} meteen aan {1} met collega's",
    "Zonder {0} is er ook geen {1}, zei iemand",
    "Wie begint over {0} komt uit bij {1} in het team",
    "Meer {0} en minder gedoe rond {1} graag",
    "Het mooiste moment was {0}, daarna kwam {1} pas",
)
# What makes conversations differ, so that they are not taken for doubles of each other.
_THINGS = (
    "brief loket minister dossier burger fiets lente vergadering nota kamer dijk haven school trein akker markt brug "
    "sluis archief balie kaart boot toren molen plein tunnel stad dorp bos duin"
)
_CATALOGUE, _BACKGROUND = ("tegenspraak", "trots"), ("thuiswerken", "verhuizing", "ict", "scholing")


def write_small_settings(folder: Path) -> Settings:
    """Write codebook and inbox below a folder, and return the settings that run on them."""
    _write_codebook(folder / "codebook")
    inbox = folder / "inbox"
    inbox.mkdir()
    _write_table(inbox / "gesprekken.csv")
    settings = read_settings(PROJECT_ROOT / "config.yaml")
    paths = {"data": folder / "data", "codebook": folder / "codebook", "inbox": inbox}
    return settings.model_copy(update={"paths": settings.paths.model_copy(update=paths)})


def _write_codebook(codebook: Path) -> None:
    for name, ids, kind in (("themes", _CATALOGUE, "examples"), ("background", _BACKGROUND, "background")):
        (codebook / kind).mkdir(parents=True)
        listed = [
            f'- id: "{i}"\n  label_nl: "{i.capitalize()}"\n  definition_nl: "Over {i}."\n  not_nl: ""\n'
            for i in ids
        ]
        (codebook / f"{name}.yaml").write_text("".join(listed), encoding="utf-8")
        for writer in range(2):
            lines = [f"{i}\t-\t{said}" for i in ids for said in _statements(i, writer)]
            if name == "themes":
                lines += [
                    f"overig\t-\tDe koffie was koud op dag {n} van schrijver {writer}" for n in range(12)
                ]
            (codebook / kind / f"schrijver{writer}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    organisations = "".join(f'- name: "{name}"\n  kind: dienst\n' for name in ORGANISATIONS)
    (codebook / "organisations.yaml").write_text(organisations, encoding="utf-8")


def _statements(subject: str, start: int) -> list[str]:
    words = _WORDS[subject]
    return [
        sentence.format(words[(k + start) % 6], words[(k + start + step) % 6])
        for step in (1, 2, 3)
        for k, sentence in enumerate(_SENTENCES)
    ]


def _write_table(path: Path) -> None:
    """Write thirty conversations; working from home, which the catalogue does not have, lives in half of them."""
    all_things = _THINGS.split()
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(["gesprek", "datum", "organisatie", "domein", "format", "veld", "tekst"])
        for number in range(N_CONVERSATIONS):
            subjects = ["tegenspraak", "trots", "thuiswerken" if number % 2 else "trots"]
            facts = [
                f"AV-{number:03}",
                f"{1 + number % 28}-{1 + number % 12}-2023",
                ORGANISATIONS[number % 5],
            ]
            for place, subject in enumerate(subjects):
                said = _statements(subject, number + place)[(number + place) % 18]
                things = " en ".join(all_things[(number + step * (place + 2)) % 30] for step in range(6))
                rows.writerow([*facts, "uitvoering", "vragen", "opbrengst", f"{said}, bij {things}"])
