from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from command_line import REPOSITORY

MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
UNFOLDED = MAKEFILE.replace("\\\n\t", "")
TARGETS = {
    "setup",
    "floors",
    "test",
    "test-spark",
    "test-slow",
    "test-corpus",
    "test-browser",
    "check",
    "docs",
    "bench",
    "bench-dedup",
    "picture",
    "cluster",
    "cluster-stop",
    "bundle",
    "help",
}

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


def make(*arguments: str, folder: Path = REPOSITORY) -> str:
    done = subprocess.run(
        ["make", "--no-print-directory", *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        check=True,
        timeout=60,
    )
    return done.stdout


def test_help_is_the_default_and_lists_every_target() -> None:
    [phony] = re.findall(r"^\.PHONY: (.*)$", UNFOLDED, re.MULTILINE)
    assert set(phony.split()) >= TARGETS
    listed = {line.split()[1] for line in make("help").splitlines()}
    assert listed == set(phony.split())
    assert make() == make("help")


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["CORPUS=data/wiki/"], "floors run data/wiki/ -o runs/wiki"),
        (["CORPUS=data/a.jsonl.gz"], "floors run data/a.jsonl.gz -o runs/a.jsonl.gz"),
        (["CORPUS=x", "RUN=y", "WORKERS=3"], "floors run x -o y --workers 3"),
        (["CORPUS=x", "DEDUP=none"], "floors run x -o runs/x --dedup none"),
        (
            ["CORPUS=x", "DEDUP_PRESET=dolma3"],
            "floors run x -o runs/x --dedup-preset dolma3",
        ),
        ([], "floors run runs/sample-corpus/corpus -o runs/sample"),
        (
            ["CORPUS=x", "MASTER=local[2]", "CONF=spark.a=1 spark.b=2"],
            "floors run x -o runs/x --master 'local[2]' --conf 'spark.a=1' "
            "--conf 'spark.b=2'",
        ),
        (["CORPUS=x", "ENGINE=spark"], "floors run x -o runs/x --engine spark"),
    ],
)
def test_floors_calls_the_command(arguments: list[str], command: str) -> None:
    lines = make("--dry-run", "floors", *arguments).splitlines()
    assert lines[-1].strip().removeprefix(".venv/bin/") == command


@pytest.mark.parametrize(
    ("arguments", "installed"),
    [
        (["CORPUS=s3://vellonia/pages"], "'.[s3]'"),
        (["CORPUS=x", "RUN=s3://vellonia/run"], "'.[s3]'"),
        (["CORPUS=gs://vellonia/pages"], "'.[gcs]'"),
        (["CORPUS=x"], "'.'"),
    ],
)
def test_what_a_url_needs_is_installed(
    arguments: list[str], installed: str, tmp_path: Path
) -> None:
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(REPOSITORY / name, tmp_path)
    lines = make("--dry-run", "floors", *arguments, folder=tmp_path).splitlines()
    [line] = [one for one in lines if "-c constraints.txt" in one]
    assert line.endswith(f"-e {installed}")


def test_a_path_with_spaces_is_one_path(tmp_path: Path) -> None:
    corpus = tmp_path / "a b" / "x y.jsonl"
    corpus.parent.mkdir()
    corpus.touch()
    line = make("--dry-run", "floors", f"CORPUS={corpus}").splitlines()[-1]
    assert shlex.split(line)[1:] == ["run", str(corpus), "-o", "runs/x y.jsonl"]
    given = [f"CORPUS={corpus}", "RUN=my runs/one"]
    line = make("--dry-run", "floors", *given).splitlines()[-1]
    assert shlex.split(line)[1:] == ["run", str(corpus), "-o", "my runs/one"]
    line = make("--dry-run", "floors", "CORPUS=a b", "RUN=one").splitlines()[-1]
    assert shlex.split(line)[1:] == ["run", "a", "b", "-o", "one"]


def test_without_a_corpus_the_sample_is_made() -> None:
    assert "floors sample runs/sample-corpus" in make("--dry-run", "floors")


@pytest.mark.parametrize("asks", ["ENGINE=spark", "MASTER=local[2]"])
def test_spark_is_installed_where_it_is_asked_for(asks: str, tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(REPOSITORY / name, tmp_path)
    assert "[spark]" in make("--dry-run", "floors", "CORPUS=x", asks, folder=tmp_path)
    plain = make("--dry-run", "floors", "CORPUS=x", "ENGINE=local", folder=tmp_path)
    assert "[spark]" not in plain


def test_setup_installs_again_only_when_its_sources_change(tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(REPOSITORY / name, tmp_path)
    assert "pip install" in make("--dry-run", "setup", folder=tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "installed-dev").touch()
    assert "pip install" not in make("--dry-run", "setup", folder=tmp_path)
    later = (tmp_path / ".venv" / "installed-dev").stat().st_mtime + 10
    for name in ("pyproject.toml", "constraints.txt"):
        subprocess.run(["touch", "-d", f"@{later}", tmp_path / name], check=True)
        assert "pip install" in make("--dry-run", "setup", folder=tmp_path)
        subprocess.run(["touch", "-d", f"@{later - 20}", tmp_path / name], check=True)


def test_constraints_are_plain_pins() -> None:
    lines = (REPOSITORY / "constraints.txt").read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9.-]+==[0-9][\w.+]*", pin) for pin in pins)
    assert pins == sorted(pins, key=lambda pin: pin.split("==")[0])


def test_every_requirement_is_pinned() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    wanted = [
        *project["dependencies"],
        *(one for extra in extras.values() for one in extra),
    ]
    constraints = (REPOSITORY / "constraints.txt").read_text()
    pinned = {line.split("==")[0] for line in constraints.splitlines()}
    names = {re.split(r"[><=;\[ ]", one)[0] for one in wanted}
    assert {name.replace("_", "-") for name in names} <= pinned
