"""Dashes, quotes and spaces of all kinds made plain, one character for one.

Knows characters only. Positions stay what they were, so that a span found in the
plain text is a span of the document.
"""

from __future__ import annotations

_SPACES = "\t\x0b\x0c\x85\u00a0\u1680\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
# Zero-width characters become spaces too: deleting them would move positions.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2032\u02bc\u02b9\u0060\u00b4"
_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb"

_PLAIN = str.maketrans(
    {
        **dict.fromkeys(_SPACES + _INVISIBLE, " "),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SINGLE_QUOTES, "'"),
        **dict.fromkeys(_DOUBLE_QUOTES, '"'),
        # Brackets of full width, as they come in text with East Asian names.
        "\uff08": "(",
        "\uff09": ")",
        "\uff0c": ",",
    }
)


def plain(text: str) -> str:
    """Return the text with plain spaces, dashes, quotes and brackets.

    The result has as many code points as `text`, each where it was.
    """
    return text if text.isascii() else text.translate(_PLAIN)
