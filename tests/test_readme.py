"""Every command of the README and of docs runs, and prints what they show."""

import csv
import io
import re
import shlex
from contextlib import chdir
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from jobs.__main__ import main
from pipeline.report.worked_queries import list_worked_queries
from pipeline.sample import write_sample

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {
    path: path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md")))
}
LINES = [
    line
    for page in PAGES.values()
    for block in re.findall(r"^```sh\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]
FLOORS = [line for line in LINES if line.startswith("floors ")]
# These need a cluster of the reader's own; tests/cluster runs the like on one of ours.
CLUSTER = [line for line in FLOORS if "--master" in line]
MAKE = [line for line in LINES if line.startswith("make ")]


def floors(folder: Path, *arguments: str) -> Result:
    with chdir(folder):
        return CliRunner(env={"COLUMNS": "120"}).invoke(main, arguments)


def write_judged_sheet(folder: Path) -> None:
    """A sheet of the sample as its judge gives it back."""
    sampled = floors(folder, "audit", "runs/sample", "-n", "20", "-o", "sheet.csv")
    assert sampled.exit_code == 0, sampled.stderr
    sheet = (folder / "sheet.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet)))
    judged = io.StringIO()
    writer = csv.DictWriter(judged, list(rows[0]))
    writer.writeheader()
    writer.writerows(row | {"entity_right": "y", "value_right": "y"} for row in rows)
    (folder / "judged.csv").write_text(judged.getvalue(), encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the README's reader has it after `make floors`."""
    folder = tmp_path_factory.mktemp("readme")
    sample = folder / "runs" / "sample-corpus"
    write_sample(sample)
    done = floors(folder, "run", f"{sample}/corpus", "-o", "runs/sample")
    assert done.exit_code == 0, done.stderr
    write_judged_sheet(folder)
    shards = folder / "path" / "to"
    shards.mkdir(parents=True)
    for path in sample.rglob("*.jsonl.gz"):
        (shards / path.name).write_bytes(path.read_bytes())
    (shards / "later").mkdir()
    (shards / "later" / "page.jsonl").write_text(
        '{"text": "Ada Holt was born on 5 March 1960 in Tarnby."}\n', encoding="utf-8"
    )
    (shards / "gold.jsonl").write_text(
        '{"id": "1", "title": null, "text": "Ada Holt was born on 5 March 1960.", '
        '"annotated": ["birthday"], "facts": [{"category": "birthday", '
        '"entity": "Ada Holt", "value": "1960-03-05"}]}\n',
        encoding="utf-8",
    )
    own = folder / "my-categories"
    own.mkdir()
    birthday = ROOT / "pipeline" / "categories" / "birthday.toml"
    text = birthday.read_text(encoding="utf-8")
    (own / "day_of_birth.toml").write_text(
        text.replace('name = "birthday"', 'name = "day_of_birth"'), encoding="utf-8"
    )
    return folder


def test_the_readme_has_commands() -> None:
    assert len(FLOORS) > 8
    assert len(MAKE) > 2


def test_every_command_is_of_a_known_kind() -> None:
    assert [x for x in LINES if not x.startswith(("floors ", "make ", "git "))] == []


@pytest.mark.parametrize("line", [one for one in FLOORS if one not in CLUSTER])
def test_a_command_of_the_readme_runs(folder: Path, line: str) -> None:
    command, *_ = re.split(" >>? ", line)  # the rest is the shell's
    done = floors(folder, *shlex.split(command)[1:])
    assert (done.exit_code, done.stderr.count("Error")) == (0, 0), done.stderr


def list_anchors(page: str) -> set[str]:
    """What GitHub calls the headings of a page in a link."""
    headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
        for heading in headings
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_link_leads_somewhere(path: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", PAGES[path]):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), link
        if anchor:
            assert anchor in list_anchors(target.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("line", CLUSTER)
def test_a_command_for_a_cluster_is_understood(line: str) -> None:
    _, name, *arguments = shlex.split(line)
    with click.Context(main) as context:
        command = main.get_command(context, name)
        assert command is not None
        parsed = command.make_context(name, arguments, parent=context)
    assert all(key.startswith("spark.") for key in parsed.params["conf"])


@pytest.mark.parametrize("line", MAKE)
def test_a_make_target_of_the_readme_exists(line: str) -> None:
    target = shlex.split(line)[1]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_the_shown_floors_are_those_of_the_sample(folder: Path) -> None:
    report = floors(folder, "report", "runs/sample").stdout
    printed = [line.rstrip() for line in report.splitlines()]
    blocks = [block.split("```")[0] for block in README.split("```text\n")[1:]]
    for block in (blocks[0], *(one for one in blocks if "mentions" in one)):
        shown = block.splitlines()
        assert [line for line in shown if line.rstrip() not in printed] == []


def test_the_worked_queries_are_listed() -> None:
    table = README.split("| `--query` | question |\n|---|---|\n")[1].split("\n\n")[0]
    assert table.splitlines() == [
        f"| `{query.name}` | {query.question} |" for query in list_worked_queries()
    ]


def test_the_shown_answer_is_that_of_the_sample(folder: Path) -> None:
    (line,) = (line for line in FLOORS if "--query pattern_use" in line)
    printed = floors(folder, *shlex.split(line)[1:]).stdout
    shown = README.split(line)[1].split("```text\n")[1].split("```")[0]
    assert [one.rstrip() for one in printed.splitlines() if one.strip()] == [
        one.rstrip() for one in shown.splitlines() if one.strip()
    ]


def test_four_ways_of_counting_give_what_is_shown(folder: Path) -> None:
    def read_rows(*arguments: str) -> dict[str, dict[str, str]]:
        printed = floors(folder, *arguments, "--csv").stdout
        rows = csv.DictReader(io.StringIO(printed))
        # Prompts come last where a table has both keys.
        return {row["category"]: row for row in rows}

    def cell(n: str, rate: str) -> str:
        return f"{float(rate):.1%} of {int(n):,}"

    (line,) = (line for line in FLOORS if "with kept as" in line)
    dropped = read_rows(*shlex.split(line)[1:])
    units = read_rows("report", "runs/sample", "--units")
    truth = folder / "runs" / "sample-corpus" / "truth" / "categories.csv"
    expected = []
    for row in csv.DictReader(io.StringIO(truth.read_text(encoding="utf-8"))):
        side, left = units[row["category"]], dropped[row["category"]]
        assert side["key"] == "prompt"
        cells = [
            row["category"],
            cell(row["observations"], row["singleton_rate"]),
            cell(side["documents_n"], side["documents_rate"]),
            cell(left["n"], left["rate"]),
            cell(side["clusters_n"], side["clusters_rate"]),
        ]
        assert cells[1] == cells[-1]
        expected.append(f"| {' | '.join(cells)} |")
    table = README.split("| planted in the sample |")[1].split("\n\n")[0]
    assert table.splitlines()[2:] == expected


def test_the_figures_beside_other_tools_are_those_of_the_benchmark() -> None:
    benchmark = ROOT / "tests" / "benchmarks" / "near_duplicates" / "README.md"
    measured = set(re.findall(r"[\d.]*\d", benchmark.read_text(encoding="utf-8")))
    table = README.split("| tool | 10,000 documents |")[1].split("\n\n")[0]
    cells = [row.split("|")[2:-1] for row in table.splitlines()[2:]]
    figures = re.findall(r"[\d.]*\d", " ".join(cell for row in cells for cell in row))
    assert len(figures) > 15
    assert [one for one in figures if one not in measured] == []
