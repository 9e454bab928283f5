"""Corpus text as a page may show it: nothing in it acts, nothing in it hides.

Escaping for HTML is the template's; here goes what escaping leaves: characters that
turn the direction of a line, cannot be seen or cannot be written, and addresses.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple
from urllib.parse import urlsplit

PASSAGE_LIMIT = 600
"""Characters of a passage that are shown, about the match."""

_CONTROL_PICTURES = 0x2400
_ELLIPSIS = "…"


class MarkedPassage(NamedTuple):
    """A passage in three parts; before and after may be empty."""

    before: str
    match: str
    after: str


def show_text(text: str | None) -> str:
    """Make text one that can be shown without harm, in one line.

    Args:
        text: Anything a corpus holds; None is nothing.

    Returns:
        The text with its white space squeezed. Controls are shown as pictures, and
        what formats or is half a character, such as U+202E, by its number.
    """
    return show_characters(" ".join((text or "").split()))


def show_characters(text: str) -> str:
    """Make text one that can be shown without harm, its white space apart.

    Args:
        text: Anything a corpus holds.

    Returns:
        As `show_text` gives it, but with each space where it was.
    """
    return "".join(map(_show, text))


def shorten_text(text: str | None) -> str:
    """Show the first PASSAGE_LIMIT characters of a text, as `show_text` does.

    Args:
        text: Anything a corpus holds; None is nothing.
    """
    text = text or ""
    tail = _ELLIPSIS if len(text) > PASSAGE_LIMIT else ""
    return show_text(text[:PASSAGE_LIMIT]) + tail


def mark_match(passage: str, start: int, end: int) -> MarkedPassage:
    """Part a passage at its match, and shorten it about the match.

    Args:
        passage: Any text.
        start: The match's first code point in the passage.
        end: One past its last. Both are moved into the passage where they lie outside.

    Returns:
        The three parts, each as `show_text` gives it, but with a space kept where they
        meet.
    """
    start = min(max(start, 0), len(passage))
    end = min(max(end, start), len(passage))
    before, match, after = passage[:start], passage[start:end], passage[end:]
    # A match may itself be a whole page where a line has no end.
    if len(match) > PASSAGE_LIMIT:
        match, after = match[:PASSAGE_LIMIT] + _ELLIPSIS, ""
    room = max(PASSAGE_LIMIT - len(match), 0)
    behind = min(len(before), max(room // 2, room - len(after)))
    if behind < len(before):
        before = _ELLIPSIS + (before[-behind:] if behind else "")
    if room - behind < len(after):
        after = after[: room - behind] + _ELLIPSIS
    return MarkedPassage(*(_show_part(part) for part in (before, match, after)))


def find_link(url: str | None) -> str | None:
    """Return an address if it is one that a reader may follow.

    Args:
        url: As the corpus has it.

    Returns:
        The same, where it is http or https with a host and no white space or control
        in it; else None.
    """
    if url is None or any(one.isspace() or not one.isprintable() for one in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:  # a bracket that is not closed
        return None
    return url if parts.scheme in {"http", "https"} and host else None


def _show_part(text: str) -> str:
    shown = show_text(text)
    lead = " " if text[:1].isspace() and shown else ""
    tail = " " if text[-1:].isspace() and shown else ""
    return f"{lead}{shown}{tail}"


def _show(character: str) -> str:
    if character.isprintable() or character == " ":
        return character
    number = ord(character)
    if number < 0x20:
        return chr(_CONTROL_PICTURES + number)
    if number == 0x7F:
        return "\u2421"
    # A soft hyphen or a joiner of letters is a part of how a word is written.
    if character in "\u00ad\u200c\u200d":
        return character
    if unicodedata.category(character) == "Zs":
        return " "
    return f"[U+{number:04X}]"
