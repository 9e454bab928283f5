"""Small words inside a name, and what ends one and belongs to it."""

from __future__ import annotations

PARTICLES = frozenset(
    """
    van von vom zu zur zum der den dem des de del della dello dei degli di da dal
    dalla das do dos du d la le les el al y e i of the ibn bin bint ben ap ab abu
    af av ten ter te op ul ud ur uz lo los las san tot auf und
    au aux für pour para o voor het
    à mac mic ua uí ó ní nic ingen ferch verch abd no z ze
    """.split()
)
"""Lower-case words that stand inside a name: Ludwig van Beethoven, Anne of Cleves."""

JOINED_PARTICLES = frozenset(
    """
    dell degl dall nell sull abd abu ibn bint ben bin van von
    ash ath adh az as an ar at ad el
    """.split()
)
"""Those that are joined to a capital behind them: dell'Arca, ash-Shaybani."""

SUFFIXES = frozenset(
    """
    jr jr. sr sr. junior senior ii iii iv v vi vii viii ix x xi xii xiii xiv xv
    xvi xvii xviii xix xx xxi xxii xxiii i
    """.split()
)
"""Words that end a name and belong to it: Jr., III."""

ORDINAL_ENDINGS = frozenset("st nd rd th".split())
"""What ends a number that is part of a name: 1st Baronet, 4th Guards Division."""
