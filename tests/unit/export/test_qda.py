from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from small_publication import make_publication, texts_of

from pipeline.export.qda import make_qda_project

QDA = "{urn:QDA-XML:project:1.0}"


def _open(data: bytes) -> tuple[ET.Element, dict[str, str]]:
    with ZipFile(BytesIO(data)) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    return ET.fromstring(files["project.qde"]), files


def test_every_selection_is_the_text_of_the_table() -> None:
    publication = make_publication()
    project, files = _open(make_qda_project(publication))

    found = {}
    for source in project.iter(f"{QDA}TextSource"):
        text = files[source.attrib["plainTextPath"].replace("internal://", "Sources/")]
        for selection in source.iter(f"{QDA}PlainTextSelection"):
            start, end = int(selection.attrib["startPosition"]), int(selection.attrib["endPosition"])
            found[selection.attrib["name"]] = text[start:end]

    assert found == texts_of(publication)


def test_every_coding_points_to_a_code_that_exists() -> None:
    publication = make_publication()
    project, _ = _open(make_qda_project(publication))

    codes = {code.attrib["guid"] for code in project.iter(f"{QDA}Code")}
    targets = [reference.attrib["targetGUID"] for reference in project.iter(f"{QDA}CodeRef")]

    assert set(targets) <= codes
    assert len(targets) == len(publication.mentions)


def test_the_same_data_give_the_same_project_and_no_id_comes_twice() -> None:
    first, second = make_qda_project(make_publication()), make_qda_project(make_publication())
    project, _ = _open(first)

    ids = [element.attrib["guid"] for element in project.iter() if "guid" in element.attrib]

    assert first == second
    assert len(ids) == len(set(ids))
