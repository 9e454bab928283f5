"""Documents that are made to be dear to read, of any length, by what is bad in them.

Each maker takes a length in characters and the words that wake every category, and
gives a text of about that length.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Maker = Callable[[int, Sequence[str]], str]

TRIGGERS = {
    "acronym": ("stands for", "(ABC) ", "ABC (a"),
    "birth_year": ("born", "b. 1"),
    "birthday": ("born", "date of birth"),
    "capital": ("capital",),
    "death_date": ("died", "d. 1", "was killed"),
    "death_year": ("died", "death"),
    "founding_date": ("was founded", "founded on"),
    "founding_year": ("was founded", "founded in"),
    "headquarters": ("headquartered in", "Harn-based "),
}
"""Words that each category searches a passage for."""


def fill(piece: str, length: int) -> str:
    """A piece again and again, up to a length."""
    return (piece * (length // len(piece) + 1))[:length]


def _between(piece: str) -> Maker:
    """Each trigger with a piece behind it, in turn, without end."""

    def make(length: int, triggers: Sequence[str]) -> str:
        return fill("".join(f"{word} {piece} " for word in triggers), length)

    return make


def _around(piece: str) -> Maker:
    """A piece without end, between two triggers."""

    def make(length: int, triggers: Sequence[str]) -> str:
        words = " ".join(triggers)
        return f"{words} {fill(piece, length)} {words}"

    return make


def _nested(length: int, triggers: Sequence[str]) -> str:
    half = length // 8
    words = " ".join(triggers)
    return f"{words} {'(a ' * half}{words} 1960{' b)' * half} {words}"


def _lines(length: int, triggers: Sequence[str]) -> str:
    return fill("".join(f"{word}\n" for word in triggers), length)


def _facts(length: int, _triggers: Sequence[str]) -> str:
    return fill(
        "Ada Holt (5 March 1900 - 6 May 1970) of the Harn Tidal Office (HTO) was born "
        "on 5 March 1900 in Harn, the capital of Oland, and died on 6 May 1970. "
        "The Norn Bank was founded on 5 March 1874. Lumen is headquartered in Harn.\n",
        length,
    )


def make_surnames(length: int, triggers: Sequence[str]) -> str:
    """People known by one name each, no two alike."""
    words = " ".join(triggers)
    lines, made = [], 0
    for number in range(length):
        letters = "".join(chr(ord("a") + int(digit)) for digit in f"{number:05d}")
        lines.append(f"Holt{letters} was born on 5 March 1960. Then {words}.")
        made += len(lines[-1]) + 1
        if made >= length:
            break
    return "\n".join(lines)


MAKERS: dict[str, Maker] = {
    "capitalised words": _around("Abcd "),
    "capitalised words between triggers": _between("Abc Def Ghi"),
    "one capital word": _around("A"),
    "one small word": _around("a"),
    "names with particles": _around("Jo van de la von der "),
    "particles between triggers": _between("Jo de la von der"),
    "titles": _around("Sir Dr. President "),
    "ranks": _around("Ada Holt, 1st Duke of, 2nd Duke, "),
    "initials": _around("A. "),
    "initials without spaces": _around("A."),
    "nicknames that never close": _around('Ab "Cd '),
    "apostrophes": _around("a'"),
    "commas": _between("Ada,"),
    "opening brackets": _around("("),
    "opening brackets between triggers": _between("Ab ("),
    "brackets that close": _around("(a) "),
    "nested brackets": _nested,
    "digits": _around("1960"),
    "dashes": _around("-"),
    "digits and dashes": _around("1960-"),
    "spans that never close": _between("Ab (5 March 1960 - 6 May 1970,"),
    "life spans": _between("Ab Cd (5 March 1900 - 6 May 1970)"),
    "dates": _between("5 March 1960"),
    "months": _around("March "),
    "old style that never closes": _around("5 March (O.S. "),
    "common era": _around("AD "),
    "trigger words": _between(""),
    "trigger words in lines": _lines,
    "short forms": _around("ABC (DEF) = GH "),
    "short forms of equal letters": _between("aaaa aaaa aaaa (AAAAAAAA)"),
    "short forms that never close": _around("AB ("),
    "full stops": _around("."),
    "sentences of one letter": _between(". A"),
    "exclamations": _around("!) "),
    "notes": _around("![1]"),
    "spaces": _around(" "),
    "line ends": _around("\n"),
    "accents without letters": _around("\u0301 " * 1000 + "\n"),
    "facts": _facts,
}
