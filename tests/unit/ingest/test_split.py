import pytest

from pipeline.ingest.split import single_spaced, split_flowing, split_laid_out, split_typed


def parts(split, text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize("mark", ["- ", "• ", "* ", "1. ", "2) ", "– ", "\uf0b7\t"])
def test_every_list_mark_starts_a_thought_and_is_taken_off(mark: str) -> None:
    assert parts(split_typed, f"{mark}Vertrouwen\n{mark}Ruimte om te\n  vragen") == [
        "Vertrouwen",
        "Ruimte om te\n  vragen",
    ]


def test_typed_lines_are_thoughts_of_their_own() -> None:
    assert parts(split_typed, "Vertrouwen\n\nluisteren\nRuimte") == ["Vertrouwen", "luisteren", "Ruimte"]


def test_pasted_text_that_runs_on_stays_together() -> None:
    text = "Wie aan de telefoon merkt dat een brief niet klopt, moet dat ergens\nkwijt kunnen."

    assert parts(split_typed, text) == [text]


def test_short_paragraph_of_several_sentences_is_one_thought() -> None:
    text = 'Eén. Twee. Drie. "Vier! Vijf?"'

    assert parts(split_flowing, text) == [text]


def test_long_paragraph_is_cut_at_sentences_and_never_within_quotation_marks() -> None:
    quote = '"' + "Dit zei ik toen. " * 12 + 'Dat was het."'
    text = (
        "Een eerste zin over het gesprek. " * 12
        + quote
        + " En daarna was het stil, o.a. door dr. Jansen. Klaar."
    )

    found = parts(split_flowing, text)

    assert len(found) > 2
    assert sum(quote in part for part in found) == 1
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(part.rstrip()[-1] in '."' for part in found)


def test_lines_broken_by_a_margin_are_one_thought() -> None:
    assert len(parts(split_laid_out, "Ruimte om af te\nwijken als het\nnodig is")) == 1


def test_empty_bullets_hold_nothing() -> None:
    assert parts(split_typed, "- \n-\n•  \n...") == []


def test_word_broken_at_the_end_of_a_line_is_joined() -> None:
    assert (
        single_spaced("mevrouw De Groot-\nTahiri over beleids-\nen  uitvoeringswerk")
        == "mevrouw De Groot-Tahiri over beleids- en uitvoeringswerk"
    )
