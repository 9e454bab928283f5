"""Notes are numbered once each, as they are met."""

from pipeline.report.footnotes import cite_notes, number_notes


def test_each_different_note_has_a_number():
    numbers = number_notes(["few seen; vacuous", "", "vacuous; of text alone"])
    assert numbers == {"few seen": 1, "vacuous": 2, "of text alone": 3}
    assert list(numbers) == ["few seen", "vacuous", "of text alone"]


def test_a_row_cites_its_notes_in_its_own_order():
    numbers = {"few seen": 1, "vacuous": 2, "of text alone": 3}
    assert cite_notes("of text alone; few seen", numbers) == "3 1"
    assert cite_notes("", numbers) == ""
