"""Whom a document is about, and whom a short name in it means.

A document's title names its subject; its first sentence often names the same subject
by another, longer name. Counting must see one entity, so the title wins where it is
safe: a wrong merge or a wrong name costs more than a missed fact.
"""

from __future__ import annotations

import re

from pipeline.extraction.entity_key import entity_key

_DISAMBIGUATION = re.compile(r"\s*\([^()]*\)\s*$")
# The first sentence begins with its subject, behind a few words at most (Sir, The).
_LEAD_CHARACTERS = 40
_SEARCHED_CHARACTERS = 50_000


class Subject:
    """Resolves the names of one document.

    Args:
        text: The document.
        title: Its title, or None.
    """

    def __init__(self, text: str, title: str | None) -> None:
        self._text = text
        self._name = clean_title(title)
        self._words = entity_key(self._name).split() if self._name else []
        self._known: dict[str, str | None] = {}

    def resolve(self, name: str, *, start: int) -> str | None:
        """Say who is meant by a name.

        Args:
            name: A person's name as a passage writes it.
            start: The name's first code point in the document.

        Returns:
            The title, where the name means the document's subject; an earlier full
            name, where the name is a bare surname; else the name itself. None where a
            bare surname may mean several people.
        """
        words = entity_key(name).split()
        if not words:
            return None
        if self._words and words != self._words:
            if len(words) == 1 and len(self._words) > 1 and words[0] == self._family:
                return self._name
            if self._leads(start) and self._is_subject(words):
                return self._name
        if len(words) == 1 and words != self._words:
            return self._full_name(name, start)
        return name

    @property
    def _family(self) -> str:
        words = [w for w in self._words if w not in ("jr", "sr", "ii", "iii", "iv")]
        return words[-1] if words else ""

    def _leads(self, start: int) -> bool:
        """Whether a position is at the start of the text, a heading left out."""
        if start > 2 * len(self._name or "") + 2 * _LEAD_CHARACTERS:
            return False
        heading, _, _ = self._text.partition("\n")
        first = 0
        if entity_key(clean_title(heading) or "") == " ".join(self._words):
            rest = self._text[len(heading) :]
            first = len(heading) + len(rest) - len(rest.lstrip())
        return first <= start < first + _LEAD_CHARACTERS

    def _is_subject(self, words: list[str]) -> bool:
        """Whether a name that leads the text is the title's subject, named otherwise."""
        if len(self._words) == 1:
            return self._words[0] in words
        return self._family in words or (
            self._words[0] == words[0] and len(set(self._words) & set(words)) > 1
        )

    def _full_name(self, name: str, start: int) -> str | None:
        """The full name that ends in a bare surname, if the document has only one."""
        if name not in self._known:
            searched = self._text[: min(start, _SEARCHED_CHARACTERS)]
            full = re.compile(
                rf"(?:[A-Z][\w'.-]{{0,30}} ){{1,3}}{re.escape(name)}(?![\w-])"
            )
            keys: dict[tuple[str, ...], str] = {}
            for match in full.finditer(searched):
                words = entity_key(match.group()).split()
                keys.setdefault((words[0], words[-1]), match.group())
            self._known[name] = (
                name if not keys else next(iter(keys.values())) if len(keys) == 1 else None
            )
        return self._known[name]


def clean_title(title: str | None) -> str | None:
    """A title without what Wikipedia adds in brackets; None if nothing is left."""
    if title is None:
        return None
    name = " ".join(_DISAMBIGUATION.sub("", title).split())
    return name or None
