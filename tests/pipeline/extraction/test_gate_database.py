"""Databases of triggers: kept, loaded again, and made anew where that fails."""

from __future__ import annotations

import hyperscan
import pytest

from pipeline.extraction import gate_database
from pipeline.extraction.gate import Gate
from pipeline.extraction.gate_database import cache_folder

TRIGGERS = [(f"holt{number}", number % 3) for number in range(64)]
TEXT = b"holt1 and holt63, then holt1 again"


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


def files():
    return sorted(cache_folder().iterdir()) if cache_folder().exists() else []


@pytest.fixture
def never_compile(monkeypatch):
    """Call it, and from then on the triggers are not compiled."""

    def forbid():
        compiled = gate_database._compile

        def refuse(expressions, *flags):
            assert len(expressions) < len(TRIGGERS)
            return compiled(expressions, *flags)

        monkeypatch.setattr(gate_database, "_compile", refuse)

    return forbid


def test_what_was_compiled_is_loaded(never_compile):
    first = Gate(TRIGGERS).find_triggers(TEXT)
    assert [position for position, _ in first] == [4, 14, 15, 27]
    never_compile()
    assert Gate(TRIGGERS).find_triggers(TEXT) == first


def test_other_triggers_have_a_database_of_their_own():
    Gate(TRIGGERS)
    assert not Gate([(f"lind{number}", 0) for number in range(64)]).find_triggers(TEXT)
    assert len(files()) == 2


def test_a_few_triggers_leave_no_file():
    Gate(TRIGGERS[:4])
    assert not files()


@pytest.mark.parametrize("content", [b"", b"torn", None])
def test_a_damaged_database_is_made_anew(content, never_compile):
    first = Gate(TRIGGERS).find_triggers(TEXT)
    [kept] = files()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-100] if content is None else content)
    assert Gate(TRIGGERS).find_triggers(TEXT) == first
    assert kept.read_bytes() == whole
    never_compile()
    Gate(TRIGGERS)


def test_a_home_that_cannot_be_written_changes_nothing(home, monkeypatch):
    (home / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "file"))
    assert Gate(TRIGGERS).find_triggers(TEXT)


def test_a_wrong_trigger_is_told_and_not_kept():
    with pytest.raises(hyperscan.error):
        Gate([*TRIGGERS, ("(", 0)])
    assert not files()
