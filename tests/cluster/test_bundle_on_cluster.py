"""Executors that see neither the checkout nor its libraries work from the archive."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from comparing import assert_same_run
from driving import LOOPBACK, ROOT, Expected, drive, spell_run
from standalone import Cluster, find_spark

from jobs.bundle import Bundle, list_settings, write_bundle

pytestmark = pytest.mark.spark

# Not imported: it needs Spark, which the fast tests do without.
LOOK_AROUND = Path(__file__).with_name("look_around.py")


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    folder = tmp_path_factory.mktemp("bundle")
    # As make bundle does it; setuptools leaves its files where the sources are.
    sources = folder / "sources"
    names = ("pyproject.toml", "README.md", "LICENSE", "schemas", "pipeline", "jobs")
    subprocess.run(["git", "clone", "--quiet", "--local", ROOT, sources], check=True)
    subprocess.run(["cp", "-r", *(ROOT / name for name in names), sources], check=True)
    wheel = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    quiet = ["--disable-pip-version-check", "--wheel-dir", folder, sources]
    subprocess.run([*wheel, *quiet], check=True, timeout=300)
    [made] = folder.glob("*.whl")
    return write_bundle(made, folder / "executors.tar.gz", extras=frozenset())


def test_tasks_import_the_tool_from_the_archive_and_find_facts(
    cluster: Cluster, bundle: Bundle
):
    settings = (*LOOPBACK, *list_settings(str(bundle.path)))
    done = drive(
        [LOOK_AROUND, cluster.url, *settings],
        # Not the Python of this environment: bare, as on a machine of its own.
        environment={"PYSPARK_PYTHON": "python3"},
    )
    assert done.returncode == 0, done.stderr

    seen = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(seen) == 2
    for one in seen:
        folder = Path(one["cwd"]) / "env"
        assert folder.is_relative_to(cluster.folder)
        assert Path(one["pipeline"]).parent.samefile(folder / "pipeline")
        assert Path(one["task"]).parent.samefile(folder / "jobs")
        for place in map(Path, one["path"]):
            assert not place.is_relative_to(ROOT)
            assert not place.is_relative_to(find_spark())
        assert one["python"] != sys.executable
        assert one["facts"] == 1


def test_a_run_from_the_archive_is_that_of_the_local_engine(
    cluster: Cluster, bundle: Bundle, expected: Expected, tmp_path: Path
):
    run = tmp_path / "run"
    settings = list_settings(str(bundle.path))

    done = drive(spell_run(cluster, expected.corpus, run, *settings))

    assert done.returncode == 0, done.stderr
    assert_same_run(run, expected.run)


def test_without_the_archive_the_same_task_finds_no_tool(cluster: Cluster):
    done = drive(
        [LOOK_AROUND, cluster.url, *LOOPBACK],
        environment={"PYSPARK_PYTHON": "python3"},
    )

    assert done.returncode != 0
    assert "No module named" in done.stderr
