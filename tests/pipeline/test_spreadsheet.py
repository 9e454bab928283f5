"""No text of a corpus is run by the spreadsheet that opens it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.spreadsheet import guard, neutralise, unguard


@given(st.text())
def test_guarding_is_taken_back(text: str):
    assert unguard(guard(text.strip())) == text.strip()


@given(st.text() | st.from_regex(r"[=+\-@\t\r\n].*"))
def test_whatever_is_neutralised_is_guarded_too(text: str):
    if not text.startswith(" ") and neutralise(text) != text:
        assert guard(text) == neutralise(text)


@pytest.mark.parametrize("cell", ["-5", "1960-03-05", "＝1", "'x", ""])
def test_what_is_only_read_keeps_what_cannot_run(cell: str):
    assert neutralise(cell) == cell
