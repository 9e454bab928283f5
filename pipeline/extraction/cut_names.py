"""Names that are part of a longer one, by what stands directly beside them."""

from __future__ import annotations

import re

from pipeline.extraction.words.works import TITLE_JOINTS

_SLASH_BEFORE = re.compile(r"\w/")
_SLASH_BEHIND = re.compile(r"/[A-Z]")


def is_cut(before: str, behind: str) -> bool:
    """Whether a name is cut out of a longer one.

    Args:
        before: The passage up to the name, with plain quotes.
        behind: The passage from its end on.

    Returns:
        True for one joined to another by a slash (Lumen/Norn Records), and for the end
        of a title in quotes ("Search and Lumen").
    """
    if _SLASH_BEFORE.fullmatch(before[-2:]) or _SLASH_BEHIND.match(behind):
        return True
    if not behind.startswith('"') or not before.count('"') % 2:
        return False
    quoted = before[before.rindex('"') + 1 :].split()
    return quoted not in ([], ["The"]) and all(
        word[0].isupper() or word in TITLE_JOINTS for word in quoted
    )
