"""Titles of cited papers: where one ends, and what cannot be one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.cited_titles import (
    find_plain_title,
    find_quoted_title,
    is_plausible_title,
)


def read(find, text):
    found = find(text, 0)
    return None if found is None else text[slice(*found)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('"The drift of sand," Tides', "The drift of sand"),
        ('"The drift of sand." Tides', "The drift of sand"),
        ('"The drift of sand", Tides', "The drift of sand"),
        ('"The drift of sand?" Tides', "The drift of sand?"),
        ("\"The 'lost' harbours\" (1999)", "The 'lost' harbours"),
        ('"Two words." Tides', "Two words"),
        ("'The drift of sand', Tides", "The drift of sand"),
        ("'The drift of sand.' Tides", "The drift of sand"),
        ("'Ships' crews of Harn', Tides", "Ships' crews of Harn"),
        ("'Harn's ships and crews', Tides", "Harn's ships and crews"),
        ('"Sand" Tides', None),
        ('"the drift of sand" Tides', None),
        ('" The drift of sand" Tides', None),
        ('"A study of the "lost" harbours" Tides', None),
        ('"The drift of...," Tides', None),
        ('"The drift of sand', None),
        ('"The drift of sand"x', None),
        ('"Retrieved from the office," Tides', None),
        ('"12 34 56 78," Tides', None),
        ("The drift", None),
        ("", None),
    ],
)
def test_a_title_in_quotes(text, title):
    assert read(find_quoted_title, text) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The drift of sand. Tides 12", "The drift of sand"),
        ("The drift of sand. arXiv preprint", "The drift of sand"),
        ("The drift of sand. 3", "The drift of sand"),
        ("The drift of sand.", "The drift of sand"),
        ("Does sand drift? Tides, 12(3)", "Does sand drift?"),
        ("Does sand drift? A study of it. Tides 12", "Does sand drift? A study of it"),
        ("Does sand drift? J Tides. 1999;12", "Does sand drift?"),
        ("The drift of sand [PDF]. Tides", "The drift of sand"),
        ("The drift of sand (2nd ed.). Harn", "The drift of sand"),
        ("The drift of sand (Vol. 2) [Thesis]. Harn", "The drift of sand"),
        ("The drift (and loss) of sand. Tides", "The drift (and loss) of sand"),
        ("The drift of E. marina. Tides", "The drift of E. marina"),
        ("Sand v. salt water. Tides", "Sand v. salt water"),
        # Where it ends is doubtful.
        ("The shores of St. Harn. Tides", None),
        ("The letters of A. Holt. Tides", None),
        ("The drift of vitamin D. Tides", None),
        ("The drift of sand in the U.K. Tides", None),
        ("The drift of sand", None),
        # What it is printed in belongs to it.
        ("The drift of sand, Proc. Tides 12", None),
        ("The drift of sand, Journal of Tides. 12", None),
        ("The drift of sand, Oland. 12(3)", None),
        ("The drift of sand, Sea Policy. 12(3)", None),
        ("The drift of sand, Harn University Press. 12", None),
        ("The drift of sand, 12, 3. Tides", None),
        ("the drift of sand. Tides", None),
        ("THE DRIFT OF SAND. Tides", None),
        ("Sand drift. Tides", None),
        ("Journal of Harn Tides. 12", None),
        ("In the harbour of Harn. Tides", "In the harbour of Harn"),
        ("In: The harbour of Harn. Tides", None),
        ("https://example.org/a and b. Tides", None),
        (" ".join(["Sand"] * 70) + ". Tides", None),
        ("Sand " * 200 + ". Tides", None),
    ],
)
def test_a_title_without_quotes(text, title):
    assert read(find_plain_title, text) == title


@pytest.mark.parametrize(("words", "quoted"), [(2, True), (3, False)])
def test_a_title_has_words(words, quoted):
    assert is_plausible_title(" ".join(["Sand"] * words), quoted=quoted)
    assert not is_plausible_title(" ".join(["Sand"] * (words - 1)), quoted=quoted)


@given(st.text(alphabet="Sand drift.?!\",()[]12'", max_size=120))
def test_a_title_lies_in_its_text(text):
    for find in (find_plain_title, find_quoted_title):
        found = find(text, 0)
        if found is not None:
            assert 0 <= found[0] < found[1] <= len(text)
