"""A REFI-QDA project (.qdpx), for ATLAS.ti, MAXQDA, NVivo and QualCoder: codes, sources and coded quotes.

Each conversation is a source of plain text with its bouwstenen below each other; each theme is a code. Format:
REFI-QDA standard 1.0, https://www.qdasoftware.org.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from operator import itemgetter
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from pipeline.export import dutch
from pipeline.export.letters import xml_text
from pipeline.export.publication import Publication, records
from pipeline.export.typesetting import COLOURS

_NAMESPACE = "urn:QDA-XML:project:1.0"
_FAMILY = UUID("6f1d2a52-7d0e-5c0b-9a53-3c9f0d1b7a10")
_FIXED_DATE = (2000, 1, 1, 0, 0, 0)


def make_qda_project(publication: Publication) -> bytes:
    """Return the project; the same data, the same bytes, and a theme keeps its identity over runs."""
    moment = publication.made_on.strftime("%Y-%m-%dT%H:%M:%SZ")
    user = _guid("user", "rode-draden")
    project = ET.Element("Project")
    project.set("name", "Rode draden")
    project.set("origin", "rode-draden")
    project.set("creatingUserGUID", user)
    project.set("creationDateTime", moment)
    _add(_add(project, "Users"), "User", guid=user, name="rode-draden")
    _add_codes(project, publication)
    sources = _add(project, "Sources")
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for conversation_id, text in _add_sources(sources, publication, user, moment):
            _write(archive, f"Sources/{_guid('source', conversation_id)}.txt", text.encode())
        _write(archive, "project.qde", _to_bytes(project))
    return buffer.getvalue()


def _to_bytes(project: ET.Element) -> bytes:
    """Return the project as a file; every element is in the standard's namespace."""
    project.set("xmlns", _NAMESPACE)
    ET.indent(project)
    content: bytes = ET.tostring(project, encoding="utf-8", xml_declaration=True)
    return content


def _add_codes(project: ET.Element, publication: Publication) -> None:
    if publication.themes.empty and publication.candidates.empty:
        return
    codes = _add(_add(project, "CodeBook"), "Codes")
    for theme in records(pd.concat([publication.themes, publication.candidates])):
        code = _add(
            codes,
            "Code",
            guid=_guid("theme", str(theme["theme_id"])),
            name=str(theme["label_nl"]),
            isCodable="true",
            color=COLOURS["thread"].upper(),
        )
        _add(code, "Description").text = xml_text(str(theme["definition_nl"]))


def _add_sources(
    sources: ET.Element, publication: Publication, user: str, moment: str
) -> Iterator[tuple[str, str]]:
    """Add every conversation as a source; yield its id and the text of its file."""
    themes = set(publication.themes["theme_id"]) | set(publication.candidates["theme_id"])
    mentions = publication.mentions[publication.mentions["theme_id"].isin(themes)]
    themes_of = mentions.groupby("bouwsteen_id")["theme_id"].agg(list).to_dict()
    signed = {"creatingUser": user, "creationDateTime": moment}
    ordered = publication.bouwstenen.sort_values(["conversation_id", "field", "position"])
    rows = records(ordered[["conversation_id", "bouwsteen_id", "field", "text"]])
    for conversation_id, lines in groupby(rows, key=itemgetter("conversation_id")):
        guid = _guid("source", str(conversation_id))
        source = _add(
            sources,
            "TextSource",
            guid=guid,
            name=str(conversation_id),
            plainTextPath=f"internal://{guid}.txt",
            **signed,
        )
        text = ""
        for line in lines:
            bouwsteen_id, written = str(line["bouwsteen_id"]), str(line["text"])
            text += f"{dutch.name_field(str(line['field']))}: "
            selection = _add(
                source,
                "PlainTextSelection",
                guid=_guid("selection", bouwsteen_id),
                name=bouwsteen_id,
                startPosition=str(len(text)),
                endPosition=str(len(text) + len(written)),
                **signed,
            )
            for theme_id in themes_of.get(bouwsteen_id, []):
                coding = _add(
                    selection, "Coding", guid=_guid("coding", f"{bouwsteen_id} {theme_id}"), **signed
                )
                _add(coding, "CodeRef", targetGUID=_guid("theme", theme_id))
            text += f"{written}\n"
        yield str(conversation_id), text


def _add(parent: ET.Element, tag: str, /, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag)
    for key, value in attributes.items():
        element.set(key, xml_text(value))
    return element


def _guid(kind: str, name: str) -> str:
    return str(uuid5(_FAMILY, f"{kind} {name}"))


def _write(archive: ZipFile, name: str, content: bytes) -> None:
    member = ZipInfo(name, _FIXED_DATE)
    member.compress_type = ZIP_DEFLATED
    member.external_attr = 0o600 << 16
    archive.writestr(member, content)
