"""report.html: when it is made, what it shows, and that nothing on it can act."""

from __future__ import annotations

import re
import shutil
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from command_line import Floors, assert_refused, write_lines
from planted_scripts import PAYLOAD, plant_scripts

from jobs.parquet_files import replace_folder
from pipeline.report.figures import format_interval, format_rate
from schemas.contract import Table
from schemas.tables import FLOORS, SPECTRUM

SECTIONS = (
    "floors",
    "says",
    "units",
    "spectra",
    "forecast",
    "conflicts",
    "quality",
    "singletons",
    "clusters",
    "reading",
    "settings",
)

VOID = {"meta", "link", "img", "br", "hr", "input"}


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.unbalanced: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(attrs) == len(dict(attrs)), f"an attribute twice in {tag}"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def read_source(run: Path) -> str:
    return (run / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def source(finished: Path) -> str:
    return read_source(finished)


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


@pytest.fixture(scope="module")
def planted(finished: Path, tmp_path_factory: pytest.TempPathFactory) -> Page:
    from click.testing import CliRunner

    from jobs.__main__ import main

    run = plant_scripts(finished, tmp_path_factory.mktemp("planted") / "run")
    done = CliRunner().invoke(main, ["report", str(run), "--html"])
    assert done.exit_code == 0, done.stderr
    return Page(read_source(run))


def test_a_run_ends_with_its_page(page: Page) -> None:
    assert page.unbalanced == []
    assert page.open == []
    assert [one["id"] for one in page.all("section")] == list(SECTIONS)


def test_every_link_of_the_contents_leads_somewhere(page: Page) -> None:
    ids = [one["id"] for _, one in page.elements if "id" in one]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    inner = [one["href"][1:] for one in page.all("a") if one["href"].startswith("#")]
    assert set(inner) <= set(ids)
    assert set(SECTIONS) <= set(inner)
    for svg in page.all("svg"):
        assert set(svg["aria-labelledby"].split()) <= set(ids)


def test_nothing_is_fetched_and_no_script_may_run(page: Page, source: str) -> None:
    assert page.all("script") == []
    assert {one["href"] for one in page.all("link")} == {"data:,"}
    assert [
        name for name in ("img", "iframe", "object", "form") if page.all(name)
    ] == []
    assert not re.search(r"@import|url\(", source)
    (policy,) = [one["content"] for one in page.all("meta") if "http-equiv" in one]
    (style,) = re.findall(r"<style>(.*?)</style>", source, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert [one for _, one in page.elements if "style" in one] == []


def test_floors_are_shown_with_n_and_interval(page: Page, finished: Path) -> None:
    (row,) = pq.read_table(
        finished / "floors", filters=[("unit", "=", "clusters"), ("key", "=", "prompt")]
    ).to_pylist()
    assert f"N = {row['observations']:,} observations" in page.text
    assert format_rate(row["singleton_rate"]) in page.text
    assert format_interval(row["ci_low"], row["ci_high"]) in page.text


def test_singletons_have_their_passage_with_the_match_marked(
    page: Page, source: str, finished: Path
) -> None:
    cards = re.findall(r"<li>\n<p class=\"fact\">.*?</li>", source, re.DOTALL)
    singletons = pq.read_table(
        finished / "prompt_counts", filters=[("clusters", "=", 1)]
    )
    assert 0 < len(cards) == min(singletons.num_rows, 20)
    assert all(card.count("<mark>") == 1 for card in cards)
    assert "<mark></mark>" not in source


def test_rejects_are_shown_with_an_example(page: Page) -> None:
    assert "invalid_json" in page.text
    assert "Rejected 3 records" in page.text


def test_every_table_can_be_scrolled_by_keyboard_and_has_a_name(page: Page) -> None:
    boxes = [one for one in page.all("div") if one.get("class") == "scroll"]
    assert len(boxes) == len(page.all("table")) > 5
    assert all(box["tabindex"] == "0" and box["aria-label"] for box in boxes)


def test_scripts_planted_in_every_text_are_text(planted: Page) -> None:
    assert planted.unbalanced == []
    assert planted.all("script") == []
    assert planted.all("img") == []
    for tag, attributes in planted.elements:
        assert not [name for name in attributes if name.startswith("on")], tag
    hrefs = [one["href"] for one in planted.all("a")]
    assert [one for one in hrefs if not one.startswith("#")] == []
    assert "<script>window.planted = 1</script>" in planted.text
    assert "{{ 7 * 7 }}{% raw %}[U+202E]␀&lt;b&gt;" in planted.text
    assert "\u202e" not in planted.text
    assert "\x00" not in planted.text


def test_planted_scripts_change_no_number(planted: Page, page: Page) -> None:
    def numbers(one: Page) -> list[str]:
        cells = one.text.replace("'", "").split("Floors: a sighting is")[1]
        return re.findall(r"\d+\.\d%", cells.split("Every measure")[0])

    assert numbers(planted) == numbers(page) != []
    assert PAYLOAD not in page.text


def test_web_addresses_are_links_that_tell_nothing(
    floors: Floors, tmp_path: Path
) -> None:
    urls = ("https://tarnby.example/holt?a=1&b=2", "javascript:alert(1)")
    records = [
        {"text": f"{name} was born on 5 March 19{year} in Tarnby.", "url": url}
        for name, year, url in zip(
            ("Ada Holt", "Berin Oland"), (60, 61), urls, strict=True
        )
    ]
    corpus = write_lines(tmp_path / "a.jsonl", records)
    run = tmp_path / "run"
    options = ["--categories", "birthday", "--workers", "1", "--page"]
    assert floors("run", corpus, "-o", run, *options).exit_code == 0
    page = Page(read_source(run))
    outer = [one for one in page.all("a") if not one["href"].startswith("#")]
    assert [(one["href"], one["rel"]) for one in outer] == [
        (urls[0], "noreferrer noopener external")
    ]
    assert urls[1] in page.text


def test_the_same_run_gives_the_same_page(floors: Floors, finished: Path) -> None:
    before = read_source(finished)
    assert floors("report", finished, "--html").exit_code == 0
    assert read_source(finished) == before


def test_a_page_goes_where_it_is_told(
    floors: Floors, finished: Path, tmp_path: Path
) -> None:
    there = tmp_path / "page.html"
    done = floors("report", finished, "--html", there)
    assert (done.exit_code, done.stdout) == (0, f"{there}\n")
    assert there.read_text(encoding="utf-8") == read_source(finished)
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]


def test_a_finished_run_without_its_page_gets_it_again(
    floors: Floors, finished: Path, corpus: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    shutil.copytree(finished, run)
    (run / "report.html").unlink()
    done = floors("run", corpus, "-o", run, "--categories", "birthday", "--page")
    assert done.exit_code == 0, done.stderr
    assert (run / "report.html").is_file()


def test_a_run_without_a_fact_has_a_page_too(floors: Floors, tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "a.jsonl", [{"text": "A quiet page."}])
    run = tmp_path / "run"
    options = ["--categories", "birthday,capital", "--workers", "1", "--page"]
    assert floors("run", corpus, "-o", run, *options).exit_code == 0
    page = Page(read_source(run))
    assert [one["id"] for one in page.all("section")] == list(SECTIONS)
    assert "No fact of any of them was found." in page.text
    assert "nan" not in page.text.lower().split()


def test_a_page_is_not_made_of_half_a_run(
    floors: Floors, finished: Path, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    shutil.copytree(finished, run)
    record = run / "run.json"
    text = re.sub(r'"finished": "[^"]*"', '"finished": null', record.read_text())
    record.write_text(text)
    assert_refused(floors, "report", run, "--html", code=1, says=("not finished",))


@pytest.mark.parametrize(
    "options",
    [
        ["--csv"],
        ["--json"],
        ["--markdown"],
        ["--units"],
        ["--clusters"],
        ["--category", "birthday"],
    ],
)
def test_a_page_is_of_the_whole_run(
    floors: Floors, finished: Path, options: list[str]
) -> None:
    assert_refused(
        floors, "report", finished, *options, "--html", code=2, says=(options[0],)
    )


def test_a_page_in_a_missing_folder_is_refused(
    floors: Floors, finished: Path, tmp_path: Path
) -> None:
    for place in (tmp_path / "none" / "page.html", tmp_path):
        assert_refused(
            floors, "report", finished, "--html", place, code=2, says=(str(place),)
        )


def test_one_form_at_a_time(floors: Floors, finished: Path) -> None:
    assert_refused(
        floors, "report", finished, "--csv", "--markdown", code=2, says=("one of",)
    )


def test_floors_as_markdown(floors: Floors, finished: Path) -> None:
    done = floors("report", finished, "--markdown")
    assert done.exit_code == 0
    assert "| birthday | " in done.stdout
    assert done.stdout.startswith("# Hallucination floors of ")


@pytest.mark.parametrize("table", [FLOORS, SPECTRUM], ids=lambda table: table.name)
def test_tables_that_do_not_fit_each_other_are_refused(
    table: Table, finished: Path, floors: Floors, tmp_path: Path
) -> None:
    run = tmp_path / "run"
    shutil.copytree(finished, run)
    replace_folder(run / table.name, [], table.arrow)
    says = ("do not fit each other", "Run the corpus again")
    assert_refused(floors, "report", run, "--html", code=1, says=says)
