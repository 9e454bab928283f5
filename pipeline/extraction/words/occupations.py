"""What people do, and what they are of an organisation."""

from __future__ import annotations

OCCUPATIONS = frozenset(
    """
    actor actress singer songwriter vocalist guitarist bassist drummer pianist
    violinist cellist composer conductor musician rapper producer director
    filmmaker screenwriter writer author novelist poet playwright journalist
    editor columnist historian philosopher theologian economist mathematician
    physicist chemist biologist botanist zoologist geologist astronomer scientist
    engineer inventor architect painter sculptor artist photographer designer
    illustrator cartoonist animator politician statesman lawyer attorney diplomat
    activist feminist businessman businesswoman entrepreneur industrialist banker
    philanthropist physician surgeon doctor nurse psychologist psychiatrist
    teacher educator scholar linguist explorer navigator astronaut cosmonaut pilot
    aviator soldier officer footballer cricketer golfer boxer wrestler cyclist
    swimmer sprinter runner skater skier quarterback goalkeeper striker midfielder
    defender pitcher player tennis football baseball basketball hockey comedian
    comedienne presenter broadcaster host dancer choreographer model chef magician
    missionary priest monk nun martyr mathematicians keyboardist frontman organist
    soprano tenor baritone mezzo brother son daughter wife husband father mother
    sister uncle aunt cousin nephew niece grandson granddaughter founder owner
    executive vocalists ceo democrat
    mythologist critic essayist dramatist anthropologist archaeologist sociologist
    myrmecologist biographer humorist satirist cartoonists memoirist blogger lyricist
    librettist translator criminologist ethicist geographer musicologist
    """.split()
)
"""What people are called before their name, also capitalised at a sentence's start."""

SPORTS = frozenset(
    "football tennis baseball basketball hockey cricket rugby golf boxing".split()
)
"""Occupations that also begin the names of clubs and leagues."""

POSTS = frozenset(
    """
    ceo coo cfo cto chair chairman chairwoman chairperson co-chair director founder
    co-founder cofounder co-owner head owner member dean editor manager curator patron
    executive trustee principal fellow partner officer editor-in-chief vice deputy
    managing assistant
    """.split()
)
"""What somebody is of an organisation: CEO of Holt Motors is no name."""
