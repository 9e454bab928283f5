"""When a name that was found is the name of the gold, and a value its value.

Names are lenient, as annotators cut them differently: "Holt" is "Ada Holt". Dates are
not: they are equal or they differ.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
# Words that tell nobody apart: particles, courtesies, legal forms.
_UNINFORMATIVE = frozenset(
    {
        *("the", "of", "a", "an", "and", "in", "at"),
        *("dr", "sir", "mr", "mrs", "ms", "jr", "sr"),
        *("inc", "ltd", "co", "corp", "company"),
    }
)


@lru_cache(maxsize=1 << 14)
def informative_words(name: str) -> frozenset[str]:
    """Take the words of a name that tell whose it is.

    Args:
        name: As a text or a gold record writes it.

    Returns:
        Its words without case, accents, punctuation and words such as "the"; with
        these, if it has no others. Empty where there is no letter and no digit.
    """
    words = _fold_words(name)
    return words - _UNINFORMATIVE or words


def is_same_name(one: str, other: str) -> bool:
    """Whether one name's informative words are all among the other's."""
    left, right = informative_words(one), informative_words(other)
    return bool(left and right) and (left <= right or right <= left)


def is_same_value(one: str, other: str, *, dated: bool) -> bool:
    """Whether two values are one.

    Args:
        one: A value as its category writes it.
        other: The same.
        dated: Whether they are dates, which must be equal; others are names.
    """
    return one == other if dated else is_same_name(one, other)


def holds_value(text: str, value: str, *, dated: bool) -> bool:
    """Whether a text may state a value, in whatever form.

    Args:
        text: A passage.
        value: As its category writes it.
        dated: Whether it is a date; then its year is enough, and where it has none
            (`--03-05`) its day, as a number of its own.

    Returns:
        For a name, whether the text has all its informative words, in any order.
    """
    if not dated:
        wanted = informative_words(value)
        return bool(wanted) and wanted <= _fold_words(text)
    numbers = _NUMBER.findall(value)
    if not numbers:
        return False
    wanted_number = numbers[-1 if value.startswith("--") else 0].lstrip("0")
    return any(found.lstrip("0") == wanted_number for found in _NUMBER.findall(text))


def _fold_words(text: str) -> frozenset[str]:
    """The words of a text without case, accents and punctuation."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(one for one in folded if not unicodedata.combining(one))
    return frozenset(_WORD.findall(bare))
