"""Take the README's picture of a report: the page of a run over the sample."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import click
from chromium import open_browser
from click.testing import CliRunner

from jobs.__main__ import main
from pipeline.sample import write_sample

PICTURE = Path(__file__).with_name("report.png")
WIDTH, HEIGHT = 1000, 1080


def take_picture() -> None:
    """Make the sample and its run in a temporary folder, and photograph the page."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_sample(folder / "corpus")
        run = folder / "sample"
        arguments = ["run", str(folder / "corpus" / "corpus"), "-o", str(run)]
        done = CliRunner().invoke(main, arguments)
        if done.exit_code:
            raise click.ClickException(done.stderr)
        with open_browser() as browser:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto((run / "report.html").as_uri())
            page.screenshot(path=PICTURE)
    click.echo(f"{PICTURE} ({PICTURE.stat().st_size:,} bytes)")


if __name__ == "__main__":
    take_picture()
