"""Short forms and the words that spell them: GDP, gross domestic product.

The alignment follows the idea of Schwartz and Hearst 2003 ("A simple algorithm for
identifying abbreviation definitions in biomedical text"): the letters of the short form
are met in order among those of the long one. Ours weighs the ways to do so, so that
initials of words win over letters inside them, and works in bounded tables, so that it
is linear in the text.
"""

from __future__ import annotations

import re
from itertools import islice

_LETTERS = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"  # with decomposed accents
_WORD = re.compile(rf"{_LETTERS}(?:'(?!s\b){_LETTERS})?")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:'(?!s\b)[A-Za-z0-9]+)?")  # twice as fast
_MINOR = frozenset(
    "a an the of for and in on to at by with from or as de la le du des et der die und "
    "y e do da del los las en zur für von sur aux i para por per pour".split()
)
# A capitalised word, also an owner (Workers'), right before
_LAST_WORD = re.compile(r"(?:^| )([^\W\d_a-z][\w-]*)(?:'s?)? \Z")
# Between letters a quote cuts a word to pieces: Ha"rn of "La
_LETTER_QUOTE = re.compile(r'\w"\w')
_NEXT_CAPITALISED = re.compile(r" [A-Z][a-z]+(?=[\s),.;:]|\Z)")
_GERMAN_ARTICLE = re.compile(
    r"\b(des|eines|der|dem|den|einer|einem|einen|zur|zum|vom|beim)\Z"
)
_LONGEST_ARTICLE = 5
# More words than this cannot be spelled by the short form.
_EXTRA_WORDS = 5
_MAX_LETTERS = 12

_INITIAL, _INSIDE, _SKIP, _SKIP_MINOR = 0.0, 1.0, 1.6, 0.1
_MINOR_INITIAL = 0.15  # of "for": rather the F of Federal
_SKIP_PART = 0.6  # a part of a hyphenated word that no letter stands for
_NEVER = 1e9
_WORST_MEAN = 0.5


def find_expansion(short: str, text: str, *, at_end: bool) -> tuple[int, int] | None:
    """Find the words of a text that a short form stands for.

    Args:
        short: The short form, such as `GDP`.
        text: The words next to it.
        at_end: Whether the long form ends the text (`gross domestic product (GDP)`)
            or begins it (`GDP (gross domestic product)`).

    Returns:
        Half-open range of code points of `text`, or None where no words spell it. The
        first letter of the short form is always the initial of the first word.
    """
    letters = [c for c in short.casefold() if c.isalnum()]
    if len(letters) > 2 and short.endswith("s") and short[-2:-1].isupper():
        letters.pop()  # the plural of GANs
    if not 2 <= len(letters) <= _MAX_LETTERS:
        return None
    reach = len(letters) + _EXTRA_WORDS
    if sum(map(str.isalpha, letters)) < 2:
        return None
    words = _last_words(text, reach) if at_end else _first_words(text, reach)
    lower = [word.group().casefold() for word in words]
    # The first letter is always an initial: without one there is nothing to weigh.
    initials = [word[0] for word in lower]
    if letters[0] not in (initials if at_end else initials[:1]):
        return None
    # Coast, in Coast-Guard, is no last word that a short form stands for.
    whole = [at_end or not text.startswith("-", word.end()) for word in words]
    used = _one_word_a_letter(letters, lower, whole, initials, at_end=at_end)
    if used is None and _has_in_order(letters, lower, initials):
        parts = [False, *(text[word.start() - 1] == "-" for word in words[1:])]
        used = _cheapest(letters, lower, parts, whole, initials, at_end=at_end)
    # T.D. stands for two words at least.
    if used is None or used[1] - used[0] < short.count("."):
        return None
    start, stop = words[used[0]].start(), words[used[1] - 1].end()
    if stop - start <= len(short) or short.casefold() in lower[used[0] : used[1]]:
        return None
    long = text[start:stop]
    if _LETTER_QUOTE.search(long):
        return None
    if (
        _is_same(short, long)
        or _is_cut(long, text[:start], text[stop:])
        or _is_inflected(long, text[:start])
    ):
        return None
    return start, stop


def _first_words(text: str, count: int) -> list[re.Match[str]]:
    word = _ASCII_WORD if text.isascii() else _WORD
    return list(islice(word.finditer(text), count))


def _last_words(text: str, count: int) -> list[re.Match[str]]:
    """The last words of a text, read from no further back than they begin."""
    word = _ASCII_WORD if text.isascii() else _WORD
    head, *rest = text.rsplit(" ", count)
    words = list(word.finditer(text, len(head) + 1)) if len(rest) == count else []
    if len(words) < count:  # a dash between spaces is no word
        words = list(word.finditer(text))
    return words[-count:]


def _is_cut(long: str, before: str, behind: str) -> bool:
    """Whether words spell a short form by chance, as part of a name that does not.

    Those of another language do: the Weavers' Party (PT). And one short form is not
    what another stands for: the OC (OCHR).
    """
    capitalised = long[0].isupper()
    if len(long.split()) == 1 and capitalised:
        if long.isupper():
            return True
        word = _LAST_WORD.search(before)
        if word is not None and word.group(1).casefold() not in _MINOR:
            return True
    if behind.startswith(("-", "/")):
        return True  # (Sixteen/Twenty-two): half of a word
    # OLRAD (Oland Rail and Depot Command): the name goes on.
    last = long.split()[-1]
    return last[0].isupper() and _NEXT_CAPITALISED.match(behind) is not None


def _is_same(short: str, long: str) -> bool:
    """Whether the long form is but the short one with more behind it: IPv6 of IP."""
    if " " in long or not short.isalnum():
        return False
    return (
        long.startswith(short)
        or long.casefold().rstrip("0123456789") == short.casefold()
    )


def _is_inflected(long: str, before: str) -> bool:
    """Whether German grammar has changed it: des Hafenamtes, der Roten Flotte."""
    stripped = before.rstrip(" \"'")
    if len(stripped) == len(before):
        return False
    article = _GERMAN_ARTICLE.search(stripped, max(0, len(stripped) - _LONGEST_ARTICLE))
    if article is None:
        return False
    first, *rest = long.split()
    genitive = article.group(1) in ("des", "eines")
    return genitive or bool(rest and first.endswith("en"))


def _has_in_order(letters: list[str], words: list[str], initials: list[str]) -> bool:
    """Whether the letters stand in order in the words, as in all that spell them."""
    spelled = "".join(words[initials.index(letters[0]) :])
    found = 0
    for letter in letters:
        found = spelled.find(letter, found) + 1
        if not found:
            return False
    return True


def _one_word_a_letter(
    letters: list[str],
    words: list[str],
    whole: list[bool],
    initials: list[str],
    *,
    at_end: bool,
) -> tuple[int, int] | None:
    """The words whose initials are the letters, which nothing can be cheaper than."""
    first = len(words) - len(letters) if at_end else 0
    stop = first + len(letters)
    if first < 0 or initials[first:stop] != letters:
        return None
    if not _MINOR.isdisjoint(words[first:stop]) or not whole[stop - 1]:
        return None
    return first, stop


def _cheapest(
    letters: list[str],
    words: list[str],
    parts: list[bool],
    whole: list[bool],
    initials: list[str],
    *,
    at_end: bool,
) -> tuple[int, int] | None:
    """Half-open range of the words that spell the letters at the least cost, if any."""
    best: tuple[float, int, int] | None = None
    ends = [len(words)] if at_end else range(1, len(words) + 1)
    for end in ends:
        if initials[end - 1] not in letters:
            continue  # the last word must be used
        if not whole[end - 1]:
            continue
        found = _align(letters, words[:end], parts, from_first=not at_end)
        if found is not None and (best is None or found[0] < best[0]):
            best = (found[0], found[1], end)
    return None if best is None else best[1:]


def _align(
    letters: list[str], words: list[str], parts: list[bool], *, from_first: bool
) -> tuple[float, int] | None:
    """The cheapest way to spell the letters with words that end the list.

    Args:
        letters: Those of the short form.
        words: In small letters; the last one must be used.
        parts: Of each word, whether a hyphen joins it to the one before it.
        from_first: Whether the first word must be used too.

    Returns:
        (cost, index of the first word used), or None where each way costs too much.
    """
    worst = _WORST_MEAN * len(letters)
    # cost[i]: cheapest way to spell letters[i:] with the words from w on
    cost = [_NEVER] * len(letters) + [0.0]
    best: tuple[float, int] | None = None
    last = len(words) - 1
    for index in range(last, -1, -1):
        word = words[index]
        minor = word in _MINOR
        if index == last and minor:
            return None  # no long form ends in a small word
        skip = _SKIP_PART if parts[index] else _SKIP
        if minor:
            skip = _SKIP_MINOR
        passed = [leave + skip for leave in cost]
        if word[0] in letters:
            spelled = [_NEVER] * len(cost)
            small = _MINOR_INITIAL if minor else 0.0
            for first, letter in enumerate(letters):
                if letter != word[0]:
                    continue
                for used, price in _inside(letters, first, word):
                    spelled[first] = min(spelled[first], price + small + cost[used])
            # Ties go to the shorter long form, which is met first; none begins with of.
            reached = not minor and (not from_first or index == 0)
            if reached and spelled[0] < (_NEVER if best is None else best[0] - 1e-9):
                best = (spelled[0], index)
            # The last word must spell something: a long form does not trail off.
            cost = spelled if index == last else list(map(min, spelled, passed))
        else:
            cost = passed
        if min(cost) > worst:
            break  # nor will any word before make it cheaper
    return best if best is not None and best[0] <= worst else None


def _inside(letters: list[str], first: int, word: str) -> list[tuple[int, float]]:
    """How many letters one word may spell, from its initial on, and at what price."""
    ways = [(first + 1, _INITIAL)]
    position, price = 1, _INITIAL
    for index in range(first + 1, len(letters)):
        at = word.find(letters[index], position)
        if at < 0:
            break
        # Letters that follow on (Ra-dar, Intelsat) cost little.
        price += 0.25 if at == position else _INSIDE * 0.6
        position = at + 1
        ways.append((index + 1, price))
    return ways
