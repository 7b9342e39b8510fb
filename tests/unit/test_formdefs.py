import re

import pytest

from pipeline.formdefs import (
    FORMS,
    META_FIELDS,
    REFERENCE_PATTERN,
    REPORT_FIELDS,
    TABLE_COLUMNS,
    TEMPLATE_PATTERN,
    TEMPLATE_SENTENCES,
    form_of,
)

GROUPS = [*(form.boxes for form in FORMS), META_FIELDS, REPORT_FIELDS]


def test_field_ids_are_unique_over_all_forms_and_reports():
    ids = [field.field_id for group in GROUPS for field in group]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0].field_id)
def test_no_synonym_belongs_to_two_fields_of_one_form(group):
    names = [name for field in group for name in (field.label_nl.lower(), *field.synonyms)]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group[0].field_id)
def test_synonyms_are_in_normal_form(group):
    synonyms = [synonym for field in group for synonym in field.synonyms]
    assert synonyms == [re.sub(r"\s+", " ", synonym.strip().lower()) for synonym in synonyms]


def test_meta_fields_are_columns_of_the_table_submission():
    assert {field.field_id for field in META_FIELDS} <= set(TABLE_COLUMNS)


def test_every_label_and_prompt_is_template_text():
    for form in FORMS:
        for field in form.boxes:
            assert field.label_nl in TEMPLATE_SENTENCES
            assert field.prompt_nl in TEMPLATE_SENTENCES


def test_footer_text_names_form_and_version():
    for form in FORMS:
        match = re.search(TEMPLATE_PATTERN, f"Formulier {form.template}")
        assert match is not None
        assert match.groups() == (form.form_id, form.version)


@pytest.mark.parametrize("text", ["AV-2021-d001", "AV-2024-0123", "nr. AV-2022-00041."])
def test_reference_is_found(text):
    assert re.search(REFERENCE_PATTERN, text)


@pytest.mark.parametrize("text", ["AV-21-d001", "2021-d001", "AV-2021", "AV-2021-12"])
def test_what_only_looks_like_a_reference_is_not_found(text):
    assert not re.search(REFERENCE_PATTERN, text)


def test_unknown_form_is_answered_with_the_known_ones():
    with pytest.raises(KeyError, match="canvas, model"):
        form_of("poster")
