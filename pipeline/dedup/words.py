"""The words of a text, as copies are compared. Does not know hashing in bulk.

A word is a run of letters, digits, marks that Python counts as either, and
underscores, after NFC and lower case. Digits stay as they are: two pages of one
template that differ only in a date are different pages.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

WORD = re.compile(r"\w+")


def normalise(text: str) -> str:
    """Put a text into the form whose words are compared: NFC, then lower case."""
    return unicodedata.normalize("NFC", text).lower()


def split_words(text: str) -> list[str]:
    """Split a text into its words.

    Args:
        text: Any text; it need not be normalised.

    Returns:
        The words in order, with repeats: NFC, lower case, runs of `\\w`. Empty for
        a text without a letter or digit.
    """
    return WORD.findall(normalise(text))


def passage_key(passage: str) -> int:
    """Hash a passage so that copies of it share the key.

    Args:
        passage: A sentence or line. Punctuation, case and spacing do not matter.

    Returns:
        A signed 64-bit integer, the same on every machine and in every version:
        BLAKE2b-64 of the words joined by one space, in UTF-8.
    """
    words = " ".join(split_words(passage)).encode("utf-8", "surrogatepass")
    digest = blake2b(words, digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
