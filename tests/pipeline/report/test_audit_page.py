"""The page beside the sheet: what a corpus says stays text."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from pipeline.audit.sheet import SheetRow
from pipeline.report.audit_page import write_page

HOSTILE = "<script>alert('x')</script><img src=x onerror=alert(1)> & \"quoted\""
ROW = SheetRow(
    row="r0a",
    category="birthday",
    times_seen=1,
    fact_times_seen=1,
    facts_in_sighting=1,
    entity="Ada Holt",
    value="1960-03-05",
    before="",
    match="Ada Holt was born on 5 March 1960",
    after=" in Tarnby.",
    title="Ada Holt",
    url="https://oland.example/ada",
    doc_key="a.jsonl#0",
)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


def test_the_match_is_marked_and_the_document_linked():
    page = write_page("Audit of runs/first", "sheet.csv", [ROW])
    assert f"<mark>{ROW.match}</mark> in Tarnby." in page
    links = [attrs["href"] for tag, attrs in read(page).found if tag == "a"]
    assert links == [ROW.url]


def test_hostile_text_stays_text():
    row = SheetRow(
        **{
            name: HOSTILE if isinstance(value, str) and name != "url" else value
            for name, value in vars(ROW).items()
        }
    )
    page = read(write_page(HOSTILE, HOSTILE, [row]))
    kinds = {tag for tag, _ in page.found}
    assert not kinds & {"script", "img", "iframe", "object"}
    assert not any(key.startswith("on") for _, attrs in page.found for key in attrs)
    assert page.text.count("alert('x')") >= 5


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "",
        "http://[",
        "//x.example",
        "https:///nowhere",
        "https://harn.example/a b",
    ],
)
def test_only_the_web_is_linked(url: str):
    page = read(write_page("t", "s", [replace(ROW, url=url)]))
    assert [tag for tag, _ in page.found if tag == "a"] == []


def test_the_page_may_load_nothing():
    page = read(write_page("t", "s", [ROW]))
    policies = [
        attrs["content"]
        for tag, attrs in page.found
        if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
