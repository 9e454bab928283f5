"""One warehouse for all tests of counting: starting it is most of their time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.warehouse import Warehouse


@pytest.fixture(scope="session")
def warehouse() -> Iterator[Warehouse]:
    with Warehouse(threads=1) as opened:
        yield opened
