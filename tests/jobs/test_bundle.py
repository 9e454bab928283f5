"""What goes into the archive for Spark's executors, and what stays out."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import jobs.bundle
from jobs.bundle import list_settings, main, write_bundle
from pipeline.errors import ArgumentError, FloorsError


@pytest.fixture(autouse=True)
def _without_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    # It takes seconds to pack.
    monkeypatch.setattr(jobs.bundle, "WANTED_BY_SPARK", ())


def make_wheel(folder: Path, *requirements: str) -> Path:
    path = folder / "tool-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("tool/__init__.py", "NAME = 'tool'\n")
        lines = [f"Requires-Dist: {one}\n" for one in requirements]
        wheel.writestr("tool-1.dist-info/METADATA", "Name: tool\n" + "".join(lines))
    return path


def names(archive: Path) -> set[str]:
    with tarfile.open(archive) as opened:
        return set(opened.getnames())


def pack(folder: Path, *requirements: str, extras: frozenset[str] = frozenset()):
    return write_bundle(
        make_wheel(folder, *requirements), folder / "a.tar.gz", extras=extras
    )


def test_the_tool_and_what_it_needs_are_packed(tmp_path: Path):
    bundle = pack(tmp_path, "tldextract>=5")

    packed = names(bundle.path)
    assert "tool/__init__.py" in packed
    assert "tldextract/__init__.py" in packed
    assert "idna/__init__.py" in packed  # what tldextract needs
    assert bundle.distributions > 2
    assert bundle.packed_bytes == bundle.path.stat().st_size


def test_an_extra_is_packed_only_when_asked_for(tmp_path: Path):
    wanted = 'click; extra == "s3"'

    assert "click/__init__.py" not in names(pack(tmp_path, wanted).path)
    asked = pack(tmp_path, wanted, extras=frozenset({"s3"}))
    assert "click/__init__.py" in names(asked.path)


def test_what_executors_have_or_do_not_need_stays_out(tmp_path: Path):
    bundle = pack(tmp_path, "altair", "pyspark[connect]", "tldextract", "orjson")

    packed = names(bundle.path)
    assert {"tool", "tldextract", "orjson"} <= {name.split("/")[0] for name in packed}
    assert not {name for name in packed if name.startswith(("altair", "pyspark"))}
    assert not {name for name in packed if "/tests/" in name or ".." in name}
    assert not {name for name in packed if name.endswith((".pyc", ".pyi", ".pth"))}


def test_the_same_libraries_give_the_same_bytes(tmp_path: Path):
    first = pack(tmp_path, "orjson").path.read_bytes()

    assert pack(tmp_path, "orjson").path.read_bytes() == first


def test_python_imports_the_packed_libraries_from_the_unpacked_archive(tmp_path: Path):
    bundle = pack(tmp_path, "orjson", "tldextract")
    with tarfile.open(bundle.path) as archive:
        archive.extractall(tmp_path / "env", filter="data")
    look = "import orjson, tool; print(orjson.__file__, tool.NAME)"

    done = subprocess.run(
        # -S: none of this environment's own libraries.
        [sys.executable, "-S", "-c", look],
        env={"PYTHONPATH": "./env"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    place, name = done.stdout.split()
    assert (Path(place).parts[-3:-1], name) == (("env", "orjson"), "tool")


def test_a_missing_library_is_named_with_its_remedy(tmp_path: Path):
    with pytest.raises(FloorsError, match=r"pip install 'no-such-library>=2'"):
        pack(tmp_path, "no-such-library>=2")


def test_the_command_refuses_in_one_line(tmp_path: Path):
    wheel = make_wheel(tmp_path)
    for arguments, code, says in (
        ([wheel, "-o", tmp_path / "a.zip"], 2, "name it *.tar.gz"),
        ([tmp_path / "none.whl", "-o", tmp_path / "a.tgz"], 1, "make bundle"),
    ):
        done = CliRunner().invoke(main, list(map(str, arguments)))
        assert (done.exit_code, done.stderr.count("\n")) == (code, 1)
        assert done.stderr.startswith("Error: ")
        assert says in done.stderr


def test_the_command_prints_the_settings(tmp_path: Path):
    output = tmp_path / "a.tar.gz"
    done = CliRunner().invoke(main, [str(make_wheel(tmp_path)), "-o", str(output)])

    assert done.exit_code == 0
    printed = [line.strip() for line in done.stdout.splitlines()]
    assert [f"--conf {one}" for one in list_settings(str(output))] == printed[-3:]


def test_a_name_that_spark_would_not_unpack_is_refused(tmp_path: Path):
    with pytest.raises(ArgumentError):
        write_bundle(make_wheel(tmp_path), tmp_path / "a.tar", extras=frozenset())
