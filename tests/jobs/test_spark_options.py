"""What the options of Spark ask for, refuse, and leave behind; without any Spark."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from command_line import Floors, assert_refused

from jobs import java as java_module
from jobs import spark_requirements
from jobs.engines import EngineName, choose_engine
from jobs.spark_requirements import hide_secrets, is_pandas_for_spark, require_answer
from pipeline.errors import ArgumentError, FloorsError


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, str | None]:
    """The versions that seem to be installed; a test may change them."""
    versions: dict[str, str | None] = {"pyspark": "4", "pandas": "2.3", "grpcio": "1"}
    monkeypatch.setattr(
        spark_requirements, "installed_version", lambda name: versions[name]
    )
    return versions


def test_a_master_asks_for_spark() -> None:
    def choose(name: str | None, master: str | None, **conf: str) -> EngineName:
        return choose_engine(name, workers=1, master=master, conf=conf).name

    assert choose(None, None) is EngineName.LOCAL
    assert choose("spark", None) is EngineName.SPARK
    assert choose(None, "local[2]") is EngineName.SPARK
    assert choose(None, None, a="b") is EngineName.SPARK
    with pytest.raises(ArgumentError, match="--master is for Spark"):
        choose("local", "local[2]")
    with pytest.raises(ArgumentError, match="--conf is for Spark"):
        choose("local", None, a="b")


def test_a_setting_without_a_value_is_refused(
    floors: Floors, corpus: Path, tmp_path: Path
) -> None:
    options = ["-o", tmp_path / "run", "--conf", "spark.executor.memory"]
    says = ("'spark.executor.memory' is not NAME=VALUE",)
    assert_refused(floors, "run", corpus, *options, code=2, says=says)


@pytest.mark.parametrize("missing", ["pyspark", "pandas", "grpcio"])
def test_without_the_extra_it_is_named(
    floors: Floors,
    corpus: Path,
    tmp_path: Path,
    installed: dict[str, str | None],
    missing: str,
) -> None:
    installed[missing] = None
    options = ["-o", tmp_path / "run", "--engine", "spark"]
    says = (missing, "pip install 'hallucination-floors[spark]'")
    assert_refused(floors, "run", corpus, *options, code=1, says=says)
    assert not (tmp_path / "run").exists()


def test_a_late_pandas_is_refused(
    floors: Floors, corpus: Path, tmp_path: Path, installed: dict[str, str | None]
) -> None:
    installed["pandas"] = "3.0.1"
    options = ["-o", tmp_path / "run", "--engine", "spark"]
    says = ("pandas before 3", "3.0.1 is installed")
    assert_refused(floors, "run", corpus, *options, code=1, says=says)
    assert not is_pandas_for_spark("3.0.1")
    assert is_pandas_for_spark("2.3.3")


@pytest.mark.usefixtures("installed")
def test_without_java_its_package_is_named(
    floors: Floors, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(java_module.shutil, "which", lambda _: None)
    options = ["-o", tmp_path / "run", "--master", "local[2]"]
    says = ("Java 17 or later", "openjdk-17-jre-headless")
    assert_refused(floors, "run", corpus, *options, code=1, says=says)
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("answer", "fits"),
    [
        ('openjdk version "1.8.0_392"', False),
        ('openjdk version "11.0.21" 2023-10-17', False),
        ('openjdk version "17.0.15" 2025-04-15\nmore', True),
        ('java version "25" 2025-09-16 LTS', True),
        ("something else", True),
    ],
)
def test_an_old_java_is_told_from_a_new_one(
    answer: str, fits: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\ncat >&2 <<'END'\n{answer}\nEND\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    found = java_module.look_at_java()
    assert found.found == answer.splitlines()[0]
    assert (found.advice == "") is fits


@pytest.mark.usefixtures("installed")
def test_a_master_that_does_not_answer(
    floors: Floors, corpus: Path, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
        require_answer(f"sc://127.0.0.1:{port}/;token=x")
        require_answer(f"spark://127.0.0.1:1,127.0.0.1:{port}")
    master = f"sc://127.0.0.1:{port}/;token=secret"
    options = ["-o", tmp_path / "run", "--master", master]
    says = (f"No Spark answers at sc://127.0.0.1:{port}", "--master")
    assert_refused(floors, "run", corpus, *options, code=1, says=says)
    assert not (tmp_path / "run").exists()
    with pytest.raises(FloorsError, match=r"sc://127\.0\.0\.1:\d+/ \("):
        require_answer(master)
    with pytest.raises(ArgumentError, match="no address"):
        require_answer("spark://host:port")
    require_answer("yarn")


def test_a_token_is_in_no_message_and_no_record() -> None:
    assert hide_secrets("sc://h:1/;token=secret;x=y") == "sc://h:1/"
    assert hide_secrets("local[2,3]") == "local[2,3]"


def test_doctor_says_which_pandas_spark_needs(
    floors: Floors, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jobs.commands import doctor

    monkeypatch.setattr(doctor, "installed_version", lambda _: "3.1")
    found = {row["what"]: row for row in json.loads(floors("doctor", "--json").stdout)}
    assert found["pandas"]["state"] == "optional"
    assert "before 3" in found["pandas"]["advice"]
    assert found["pyspark"]["state"] == "ok"
