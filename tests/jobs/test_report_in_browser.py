"""report.html in a real browser: drawn, silent, harmless, usable on any screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from chromium import open_browser
from click.testing import CliRunner
from planted_scripts import plant_scripts
from playwright.sync_api import Browser, Page

from jobs.__main__ import main
from pipeline.sample import write_sample

pytestmark = [
    pytest.mark.browser,
    # The driver's own: its pipes are closed when the process ends.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

REAL_TEXT = Path(__file__).parents[3] / "shared" / "data" / "enwiki"
WIDTHS = (360, 800, 1280)
SCHEMES = ("light", "dark")
RUNS = (
    "sample",
    "planted",
    pytest.param(
        "enwiki",
        marks=pytest.mark.skipif(
            not REAL_TEXT.is_dir(), reason="there is no real text beside it"
        ),
    ),
)

# Set it to a folder to look at what the tests saw.
SHOTS = os.environ.get("FLOORS_SHOTS")


@dataclass
class Visit:
    """A page that is open, and all that was heard of it."""

    page: Page
    messages: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


def invoke(*arguments: object) -> None:
    done = CliRunner().invoke(main, [str(one) for one in arguments])
    assert done.exit_code == 0, done.stderr


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of each run, by the run's name."""
    folder = tmp_path_factory.mktemp("runs")
    write_sample(folder / "corpus")
    invoke("run", folder / "corpus" / "corpus", "-o", folder / "sample")
    plant_scripts(folder / "sample", folder / "planted")
    invoke("report", folder / "planted", "--html")
    if REAL_TEXT.is_dir():
        limit = ("--limit-documents", 1_500)
        invoke("run", REAL_TEXT, "-o", folder / "enwiki", *limit)
    return {path.parent.name: path for path in sorted(folder.glob("*/report.html"))}


@pytest.fixture(params=RUNS)
def address(request: pytest.FixtureRequest, pages: dict[str, Path]) -> str:
    return pages[request.param].as_uri()


def visit(
    browser: Browser, address: str, *, width: int = 1280, scheme: Any = "light"
) -> Visit:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page = context.new_page()
    there = Visit(page)
    page.on("console", lambda message: there.messages.append(message.text))
    page.on("pageerror", lambda error: there.messages.append(str(error)))
    page.on("dialog", lambda dialog: there.messages.append(dialog.message))
    page.on("request", lambda request: there.requests.append(request.url))
    page.goto(address)
    # Whatever hides until it is opened.
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    return there


def test_a_page_is_silent_and_asks_for_nothing(browser: Browser, address: str) -> None:
    there = visit(browser, address)
    assert there.messages == []
    assert [one for one in there.requests if not one.startswith("data:")] == [address]


def test_no_planted_script_runs(browser: Browser, address: str) -> None:
    there = visit(browser, address)
    assert there.page.evaluate("window.planted") is None
    assert there.page.locator("script, img, iframe, object").count() == 0
    # And none would, were one there: the policy refuses it.
    there.page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', "
        "'<svg onload=\"window.planted=1\"></svg>')"
    )
    assert there.page.evaluate("window.planted") is None


@pytest.mark.parametrize("width", WIDTHS)
def test_every_chart_is_drawn(browser: Browser, address: str, width: int) -> None:
    page = visit(browser, address, width=width).page
    charts = page.evaluate(
        """() => [...document.querySelectorAll('svg.chart')]
            .filter(svg => svg.checkVisibility())
            .map(svg => {
                const marks = [...svg.querySelectorAll('g.role-mark > :not(g)')];
                const seen = marks.filter(mark => {
                    const box = mark.getBoundingClientRect();
                    return box.width + box.height > 0;
                });
                const box = svg.getBoundingClientRect();
                return {
                    name: svg.querySelector('title').textContent,
                    marks: marks.length, seen: seen.length,
                    width: box.width, height: box.height,
                };
            })"""
    )
    assert len(charts) > 6
    for chart in charts:
        assert chart["marks"] > 0, chart
        # A bar or an interval of nothing has no size; a point always has one.
        assert chart["seen"] >= chart["marks"] / 2, chart
        assert min(chart["width"], chart["height"]) > 100, chart


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_a_page_never_scrolls_sideways(
    browser: Browser, address: str, width: int, scheme: str
) -> None:
    page = visit(browser, address, width=width, scheme=scheme).page
    if SHOTS is not None:
        name = f"{Path(address).parent.name}-{width}-{scheme}.png"
        page.evaluate(
            "document.querySelectorAll('details').forEach((d, i) => d.open = i == 4)"
        )
        page.screenshot(path=Path(SHOTS) / name, full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_stands_out_from_its_ground(
    browser: Browser, address: str, scheme: str
) -> None:
    page = visit(browser, address, scheme=scheme).page
    faint = page.evaluate(
        """() => {
            const light = text => {
                const parts = text.match(/[\\d.]+/g).slice(0, 3).map(Number);
                const [r, g, b] = parts.map(part => {
                    const one = part / 255;
                    return one <= 0.04045 ? one / 12.92
                        : ((one + 0.055) / 1.055) ** 2.4;
                });
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            const ground = element => {
                for (let one = element; one; one = one.parentElement) {
                    const colour = getComputedStyle(one).backgroundColor;
                    if (!/, 0\\)$|transparent/.test(colour)) return colour;
                }
                return 'rgb(255, 255, 255)';
            };
            const contrast = (one, other) => {
                const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
                return (high + 0.05) / (low + 0.05);
            };
            const faint = [];
            const words = 'p, li, td, th, summary, a, figcaption, mark, h1, h2, h3';
            for (const element of document.querySelectorAll(words)) {
                const style = getComputedStyle(element);
                const by = contrast(style.color, ground(element));
                if (by < 4.5) faint.push([element.tagName, by]);
            }
            for (const text of document.querySelectorAll('svg.chart text')) {
                const by = contrast(getComputedStyle(text).fill, ground(text));
                if (by < 4.5) faint.push(['text', by]);
            }
            for (const mark of document.querySelectorAll('g.role-mark > path')) {
                const style = getComputedStyle(mark);
                if (style.stroke === 'none' && style.fill === 'none') continue;
                const colour = style.stroke === 'none' ? style.fill : style.stroke;
                const by = contrast(colour, ground(mark));
                if (by < 3) faint.push(['mark', by]);
            }
            return faint;
        }"""
    )
    assert faint == []


def test_the_keyboard_reaches_everything(browser: Browser, pages: Any) -> None:
    page = visit(browser, pages["sample"].as_uri()).page
    wanted = page.evaluate(
        """() => {
            const all = document.querySelectorAll('a[href], summary, .scroll');
            all.forEach((element, place) => element.dataset.place = place);
            return all.length;
        }"""
    )
    assert wanted > 50
    reached = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("Number(document.activeElement.dataset.place)"))
    assert reached == list(range(wanted))


def test_the_keyboard_opens_what_is_folded(browser: Browser, pages: Any) -> None:
    page = visit(browser, pages["sample"].as_uri()).page
    first = page.locator("#singletons details").nth(1)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.get_attribute("open") is not None
    assert first.locator(".cards").is_visible()


def test_a_wide_table_scrolls_in_its_box(browser: Browser, pages: Any) -> None:
    page = visit(browser, pages["sample"].as_uri(), width=360).page
    box = page.locator("#floors .scroll").first
    box.focus()
    page.keyboard.press("ArrowRight")
    # Asked again and again from here: the page allows no function to be made of text.
    for _ in range(200):
        if page.evaluate("document.querySelector('#floors .scroll').scrollLeft") > 0:
            return
        page.wait_for_timeout(100)
    pytest.fail("The arrow key did not scroll the table.")


def test_print_opens_what_is_folded_on_white(browser: Browser, pages: Any) -> None:
    page = visit(browser, pages["sample"].as_uri(), scheme="dark").page
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
    hidden = page.locator("#singletons .cards li").first
    assert not hidden.is_visible()
    page.emulate_media(media="print")
    assert hidden.is_visible()
    assert (
        page.evaluate(
            "getComputedStyle(document.documentElement).getPropertyValue('--paper')"
        ).strip()
        == "#ffffff"
    )
    assert not page.locator("nav").is_visible()
    assert page.locator("#floors .wide svg").is_visible()


def test_what_a_mark_means_is_said_when_pointed_at(
    browser: Browser, pages: Any
) -> None:
    page = visit(browser, pages["sample"].as_uri()).page
    tips = page.locator("#floors .wide g.role-mark title").all_text_contents()
    assert any(tip.startswith("birthday: 36.0% of 780") for tip in tips)


def test_a_page_is_small(pages: dict[str, Path]) -> None:
    for path in pages.values():
        assert path.stat().st_size < 5_000_000
