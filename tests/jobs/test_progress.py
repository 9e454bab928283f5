from __future__ import annotations

import pytest

from jobs import progress
from jobs.progress import Lines, Live, describe_seconds, describe_state


def test_a_state_has_documents_speed_and_time_left() -> None:
    said = describe_state(12_000, 40_000_000, 25, 100, 2.0)
    assert said == "12,000 documents, 20.0 MB/s, 0:06 left"


def test_no_time_is_promised_before_anything_is_known() -> None:
    assert describe_state(5, 1_000_000, 0, 100, 1.0) == "5 documents, 1.0 MB/s"
    assert describe_state(0, 0, 0, 0, 0.0) == "0 documents, 0.0 MB/s"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0:00"), (59.6, "1:00"), (303, "5:03"), (7500, "2:05:00")]
)
def test_durations_are_written_as_a_clock_shows_them(seconds: float, said: str) -> None:
    assert describe_seconds(seconds) == said


def test_a_short_run_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Lines() as show:
        show.start_stage("shards", 100)
        show.update(1, 1, 1)
    assert capsys.readouterr() == ("", "")


def test_a_long_run_says_a_line_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 1.0, 2.0, 31.0, 31.0, 60.0, 60.0, 81.0, 81.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    with Lines() as show:
        show.start_stage("shards", 100)
        for _ in range(3):
            show.update(10, 5_000_000, 50)
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    assert stderr.splitlines() == [
        "shards: 10 documents, 0.2 MB/s, 0:30 left",
        "shards: 10 documents, 0.1 MB/s, 1:20 left",
    ]


def test_a_terminal_shows_one_stage_at_a_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with Live() as show:
        show.update(1, 1, 1)  # before any stage: nothing to show
        show.start_stage("shards", 100)
        show.update(1, 1, 50)
        show.start_stage("floors")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("kind", [Lines, Live])
def test_a_warning_stays_on_stderr(
    kind: type[Lines | Live], capsys: pytest.CaptureFixture[str]
) -> None:
    line = f"Warning: [1] {'x' * 200}"
    with kind() as show:
        show.warn(line)
    stdout, stderr = capsys.readouterr()
    assert stdout == ""
    assert line in stderr.splitlines()
