"""Fingerprints: whether a corpus file is still the one that was read before."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.corpus.listing import CorpusFile
from pipeline.corpus.streams import is_url

ENDS_BYTES = 64 << 10
"""Read at each end of a file: cheap for any number of files of any size."""


def fingerprint_ends(file: CorpusFile) -> str | None:
    """Hash the first and the last 64 KiB of a file, wherever it lies now.

    A change in the middle of a longer file that leaves its size is not seen.

    Args:
        file: Any corpus file.

    Returns:
        SHA-256 in hexadecimal; None for a URL, which would be a request for every
        file, and for a file that cannot be read: the reading says so.
    """
    path = Path(file.path)
    if is_url(file.path) or not path.is_file():
        return None
    try:
        with path.open("rb") as stream:
            ends = hashlib.sha256(stream.read(ENDS_BYTES))
            stream.seek(max(ENDS_BYTES, file.size - ENDS_BYTES))
            ends.update(stream.read(ENDS_BYTES))
    except OSError:
        return None
    return ends.hexdigest()
