"""Masking of texts, headers and file names, seen from outside."""

import pytest

from pipeline.text.privacy import Kind, Masker, Span


@pytest.fixture(scope="module")
def masker() -> Masker:
    return Masker.load()


def test_mask_says_what_stood_there_and_where(masker: Masker) -> None:
    masked = masker.mask("Bel Ria Meppelink op 06 - 12 34 56 78.")
    assert masked.text == "Bel [naam] op [telefoonnummer]."
    assert masked.spans == (Span(4, 17, Kind.NAME), Span(21, 37, Kind.PHONE))
    assert masked.n_masked == 2


def test_clean_text_comes_back_as_it_is(masker: Masker) -> None:
    masked = masker.mask("De minister vroeg om moed.")
    assert (masked.text, masked.spans) == ("De minister vroeg om moed.", ())


def test_name_found_once_is_masked_wherever_it_returns(masker: Masker) -> None:
    text = (
        "Mevrouw Boomsluiter wachtte. Volgens Boomsluiter lag het aan ons, en Boomsluiters zoon zei dat ook."
    )
    assert "oomsluiter" not in masker.mask(text).text


def test_places_count_in_the_original_also_after_a_second_reading(masker: Masker) -> None:
    text = "Van: Zandvoort, M. (Mirjam) <mirjam.zandvoort@voorbeeld.nl>, tel. 06-12345678"
    masked = masker.mask(text)
    parts = [text[span.start : span.end] for span in masked.spans]
    assert "mirjam.zandvoort@voorbeeld.nl" in parts
    assert "06-12345678" in parts


def test_personal_data_deep_in_a_long_text_is_found(masker: Masker) -> None:
    text = "We spraken over het werk. " * 700 + "Mail naar ria.meppelink@voorbeeld.nl graag."
    assert masker.mask(text).text.endswith("Mail naar [e-mailadres] graag.")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Canvas_Ria_Meppelink_2023.pdf", "Canvas_[naam]_2023.pdf"),
        ("verslag-jan-jansen.docx", "verslag-[naam].docx"),
        ("ModelHenkDeVries.pdf", "Model[naam].pdf"),
        ("canvas%20fatima%20el%20amrani.pdf", "canvas%20[naam].pdf"),
        ("IMG_20230501_0612345678.jpg", "IMG_20230501_[telefoonnummer].jpg"),
        ("post/r.meppelink@voorbeeld.nl/canvas.pdf", "post/[e-mailadres]/canvas.pdf"),
        ("2023-05-12_Belastingdienst_canvas.pdf", "2023-05-12_Belastingdienst_canvas.pdf"),
        ("gesprek_d104-Rijkswaterstaat-verslag.odt", "gesprek_d104-Rijkswaterstaat-verslag.odt"),
        ("WhatsApp Image 2023-05-01 at 10.12.13.jpeg", "WhatsApp Image 2023-05-01 at 10.12.13.jpeg"),
        ("canvas.tar.gz", "canvas.tar.gz"),
    ],
)
def test_file_names_lose_people_and_keep_the_rest(masker: Masker, name: str, expected: str) -> None:
    assert masker.mask_path(name) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Ria Meppelink <r.meppelink@voorbeeld.nl>", "[naam] <[e-mailadres]>"),
        ('"Meppelink, Ria" <r.meppelink@voorbeeld.nl>', "[naam] <[e-mailadres]>"),
        ("Team Vakmanschap <info@voorbeeld.nl>", "Team Vakmanschap <info@voorbeeld.nl>"),
        ("FW: canvas van Henk", "FW: canvas van [naam]"),
    ],
)
def test_mail_headers_lose_people_and_keep_services(masker: Masker, header: str, expected: str) -> None:
    assert masker.mask_header(header) == expected


@pytest.mark.parametrize(
    "local", ["info", "postbus.vakmanschap", "communicatie", "woo-verzoeken", "servicedesk-ict"]
)
def test_mailbox_of_a_service_is_functional(masker: Masker, local: str) -> None:
    assert masker.is_functional_mailbox(local)


@pytest.mark.parametrize(
    "local", ["r.meppelink", "jan.jansen", "roos.bakker", "karin_veldhuizen84", "k.info"]
)
def test_mailbox_of_a_person_is_not_functional(masker: Masker, local: str) -> None:
    assert not masker.is_functional_mailbox(local)
