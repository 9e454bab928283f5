"""The browser that tests, pictures and measurements open pages in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
"""What a system may call it, in the order of trying."""


def find_chromium() -> str:
    """Return the path of the system's Chromium.

    Raises:
        FileNotFoundError: There is none; says what to install.
    """
    for name in NAMES:
        path = shutil.which(name)
        if path is not None:
            return path
    raise FileNotFoundError(
        "Chromium is missing: install it with 'apt-get install chromium', or put one "
        f"of {', '.join(NAMES)} on the PATH."
    )


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start Chromium without a window, and end it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(),
            # In a container its own sandbox cannot start; a page has no script.
            args=["--no-sandbox"],
        )
        try:
            yield browser
        finally:
            browser.close()
