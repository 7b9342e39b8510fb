"""Which styles of a Word document are headings or lists, their ancestors counted in."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.errors import RejectError
from pipeline.ingest.packages import Package, local

# Word stores built-in names in English whatever its language; other programs write them in Dutch.
_HEADING_NAME = re.compile(r"(heading|kop|title|titel|subtitle|ondertitel)\s?\d?", re.IGNORECASE)
_LIST_NAME = re.compile(r"(list (bullet|number)|lijst(opsom|nummer).*)\s?\d?", re.IGNORECASE)


@dataclass(frozen=True)
class Styles:
    """Ids of the paragraph styles that make a heading or a list item."""

    headings: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()

    def is_heading(self, style_id: str) -> bool:
        """Tell whether paragraphs of this style are headings."""
        return style_id in self.headings

    def is_list(self, style_id: str) -> bool:
        """Tell whether paragraphs of this style are list items by the style alone."""
        return style_id in self.lists


def read_styles(package: Package, folder: str) -> Styles:
    """Return the styles of a package; none when the part is absent or damaged, since the text stands without it."""
    name = posixpath.join(folder, "styles.xml")
    if name not in package:
        return Styles()
    try:
        root = package.read_xml(name)
    except RejectError:
        return Styles()
    parents: dict[str, str] = {}
    headings: set[str] = set()
    lists: set[str] = set()
    for style in root:
        style_id = _value(style, "styleId")
        if local(style) != "style" or not style_id:
            continue
        for element in style:
            if local(element) == "basedOn":
                parents[style_id] = _value(element, "val")
        if _is_heading_style(style):
            headings.add(style_id)
        elif _is_list_style(style):
            lists.add(style_id)
    return Styles(_with_descendants(headings, parents), _with_descendants(lists, parents))


def _is_heading_style(style: Element) -> bool:
    for element in style.iter():
        if local(element) == "name" and _HEADING_NAME.fullmatch(_value(element, "val")):
            return True
        if local(element) == "outlineLvl" and _value(element, "val") in set("012345678"):
            return True
    return False


def _is_list_style(style: Element) -> bool:
    for element in style.iter():
        if local(element) == "name" and _LIST_NAME.fullmatch(_value(element, "val")):
            return True
        if local(element) == "numId" and _value(element, "val") not in ("", "0"):
            return True
    return False


def _with_descendants(roots: set[str], parents: dict[str, str]) -> frozenset[str]:
    found = set(roots)
    for style_id in parents:
        ancestor, seen = style_id, set()
        while ancestor in parents and ancestor not in seen and ancestor not in roots:
            seen.add(ancestor)
            ancestor = parents[ancestor]
        if ancestor in roots:
            found.add(style_id)
    return frozenset(found)


def _value(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
