"""Near-duplicate copies: small edits that leave the facts alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from pipeline.dedup.words import split_words
from pipeline.sample.pages import Page
from pipeline.sample.statements import Sentence

# Copies are at least this similar to what they copy.
LEAST_JACCARD = 0.9
_SHINGLE_WORDS = 5

_HEADERS = ("Archive copy.", "From our pages.", "Read more below.", "Reprinted.")
_FOOTERS = (
    "All rights reserved.",
    "Share this page with a friend.",
    "Printed from the reading room.",
    "Comments are closed.",
)


def copy_page(draw: Random, page: Page) -> Page:
    """Copy a page, word for word or with one or two small edits.

    Args:
        draw: Where chance comes from.
        page: What to copy.

    Returns:
        A page with the same facts whose set of 5-word shingles has a Jaccard
        similarity of at least LEAST_JACCARD with that of `page`.
    """
    copy = page
    for _ in range(draw.choice((0, 1, 1, 2))):
        edited = draw.choice(_EDITS)(draw, copy)
        if jaccard(page.text, edited.text) >= LEAST_JACCARD:
            copy = edited
    return copy


def jaccard(one: str, other: str) -> float:
    """Compute the Jaccard similarity (0..1) of two texts' 5-word shingles."""
    left, right = shingles(one), shingles(other)
    return len(left & right) / len(left | right)


def shingles(text: str) -> set[tuple[str, ...]]:
    """List a text's 5-word shingles; it needs five words."""
    words = split_words(text)
    return set(zip(*(words[at:] for at in range(_SHINGLE_WORDS)), strict=False))


def _add_header(draw: Random, page: Page) -> Page:
    header = (Sentence(draw.choice(_HEADERS)),)
    return replace(page, paragraphs=(header, *page.paragraphs))


def _add_footer(draw: Random, page: Page) -> Page:
    footer = (Sentence(draw.choice(_FOOTERS)),)
    return replace(page, paragraphs=(*page.paragraphs, footer))


def _misspell(draw: Random, page: Page) -> Page:
    """Swap two letters inside a long word of a sentence without facts."""

    def swap(text: str) -> str:
        words = text.split(" ")
        long = [at for at, word in enumerate(words) if word.islower() and len(word) > 5]
        if not long:
            return text
        at = draw.choice(long)
        word = words[at]
        words[at] = word[:2] + word[3] + word[2] + word[4:]
        return " ".join(words)

    return _edit_one(draw, page, swap)


def _shout(draw: Random, page: Page) -> Page:
    return _edit_one(draw, page, str.upper)


def _repunctuate(draw: Random, page: Page) -> Page:
    return _edit_one(draw, page, lambda text: text.replace(",", " –"))


def _drop_sentence(draw: Random, page: Page) -> Page:
    return _edit_one(draw, page, lambda _: "")


def _edit_one(draw: Random, page: Page, edit: Callable[[str], str]) -> Page:
    """Edit one sentence that states nothing and is not fixed."""
    places = [
        (row, column)
        for row, paragraph in enumerate(page.paragraphs)
        for column, sentence in enumerate(paragraph)
        if not sentence.facts
        and not any(c.isdigit() or c == '"' for c in sentence.text)
    ]
    if not places:
        return page
    row, column = draw.choice(places)
    paragraph = list(page.paragraphs[row])
    text = edit(paragraph[column].text)
    paragraph[column : column + 1] = [Sentence(text)] if text else []
    paragraphs = [*page.paragraphs]
    paragraphs[row] = tuple(paragraph)
    return replace(page, paragraphs=tuple(p for p in paragraphs if p))


_EDITS = (_add_header, _add_footer, _misspell, _shout, _repunctuate, _drop_sentence)
