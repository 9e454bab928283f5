"""Dashes, quotes and spaces of all kinds made plain, one character for one.

Also those that HTML left behind as references (&nbsp;): the character itself, then
spaces. Wiki markup is not read. Knows characters only. Positions stay what they were,
so that a span found in the plain text is a span of the document.
"""

from __future__ import annotations

import re

_SPACES = "\x0b\x0c\x85\u00a0\u1680\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
# Zero-width characters become spaces too: deleting them would move positions.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\u0060\u00b4"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"

_PLAIN = {
    **dict.fromkeys(_SPACES + _INVISIBLE, " "),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    # A tab is the edge of a table's cell: no name runs over it.
    "\t": "|",
    # Brackets of full width, as they come in text with East Asian names.
    "\uff08": "(",
    "\uff09": ")",
    "\uff0c": ",",
}
# To look for the few that a text has is many times faster than to translate it all.
_NOT_PLAIN = re.compile(f"[{''.join(_PLAIN)}]")

_REFERRED = {
    "nbsp": " ",
    "ensp": " ",
    "emsp": " ",
    "thinsp": " ",
    "#160": " ",
    "#xa0": " ",
    "ndash": "-",
    "mdash": "-",
    "minus": "-",
    "#8211": "-",
    "#8212": "-",
    "#x2013": "-",
    "#x2014": "-",
    "quot": '"',
    "ldquo": '"',
    "rdquo": '"',
    "#8220": '"',
    "#8221": '"',
    "amp": "&",
}
# <br> ends a line: what stands behind it is no part of a name before it.
_MARKUP = re.compile(
    rf"&(?P<name>{'|'.join(_REFERRED)});|<br ?/?>", re.IGNORECASE | re.ASCII
)
_LINE_END = "|"

# "the Bureau—and the Board": no name runs over it, as one does over a hyphen. Before a
# digit or a capital it may be a range's, and spaces beside it part words already.
_EM_DASHES = "\u2014\u2015"
_GLUED_EM_DASH = re.compile(rf"(?<=[^\W\d_])[{_EM_DASHES}](?=[a-z])")


def plain(text: str) -> str:
    """Return the text with plain spaces, dashes, quotes and brackets.

    The result has as many code points as `text`, each where it was: a reference
    becomes its character and spaces, a line end of HTML or a tab a bar, and an em dash
    between a letter and a small one a comma.
    """
    ascii_alone = text.isascii()
    if not ascii_alone and ("\u2014" in text or "\u2015" in text):
        text = _GLUED_EM_DASH.sub(",", text)
    if not ascii_alone or "\t" in text:
        text = _NOT_PLAIN.sub(_make_plain, text)
    if "&" in text or "<" in text:
        return _MARKUP.sub(_refer, text)
    return text


def _make_plain(match: re.Match[str]) -> str:
    return _PLAIN[match[0]]


def without_references(name: str) -> str:
    """A name as it would be written without HTML; one without it is returned as is."""
    return " ".join(_MARKUP.sub(_refer, name).split()) if "&" in name else name


def _refer(match: re.Match[str]) -> str:
    name = match["name"]
    character = _LINE_END if name is None else _REFERRED[name.lower()]
    return character.ljust(len(match.group()))
