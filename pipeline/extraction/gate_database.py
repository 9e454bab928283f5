"""The database that triggers are compiled into, kept from one run to the next.

Compiling the built-in triggers takes seconds, which every worker process would spend
again. What was compiled is kept in the user's cache folder, under a name that only the
same triggers and the same Hyperscan have; whatever is wrong with it, it is made anew.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

import hyperscan

_FEWEST = 32
"""So many expressions are compiled faster than anybody would notice."""

_DIGEST = 32  # bytes


def make_database(expressions: Sequence[bytes]) -> hyperscan.Database:
    """Compile expressions, or load what was compiled of them before.

    Args:
        expressions: Each reports its place in the sequence.

    Returns:
        A database of block mode.

    Raises:
        hyperscan.error: An expression cannot be compiled.
    """
    if len(expressions) < _FEWEST:
        return _compile(expressions)
    path = cache_folder() / f"{_fingerprint(expressions)}.hs"
    kept = _load(path)
    if kept is not None:
        return kept
    made = _compile(expressions)
    # A home that cannot be written costs the next process a few seconds, no more.
    with suppress(OSError):
        _keep(path, hyperscan.dumpb(made))
    return made


def cache_folder() -> Path:
    """Where databases are kept: below XDG_CACHE_HOME, or ~/.cache."""
    home = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    return Path(home) / "hallucination-floors" / "gates"


def make_test(expression: bytes) -> hyperscan.Database:
    """Compile one expression into a database that reports its first match alone."""
    return _compile([expression], hyperscan.HS_FLAG_SINGLEMATCH)


def _compile(expressions: Sequence[bytes], flags: int = 0) -> hyperscan.Database:
    database = hyperscan.Database()
    count = len(expressions)
    database.compile(
        expressions=list(expressions),
        ids=list(range(count)),
        elements=count,
        flags=[flags] * count,
    )
    return database


def _fingerprint(expressions: Sequence[bytes]) -> str:
    # A database fits the machine that it was made on, and one release.
    machine = f"{version('hyperscan')} {platform.machine()}".encode()
    return sha256(b"\n".join([machine, *expressions])).hexdigest()[:32]


def _load(path: Path) -> hyperscan.Database | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, dumped = content[:_DIGEST], content[_DIGEST:]
    if sha256(dumped).digest() != digest:
        return None
    try:
        return hyperscan.loadb(dumped, hyperscan.HS_MODE_BLOCK)
    except hyperscan.error:  # made for another kind of processor
        return None


def _keep(path: Path, dumped: bytes) -> None:
    """Write a database whole or not at all: several processes may do so at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(sha256(dumped).digest() + dumped)
    Path(file.name).replace(path)
