"""Words of rank: titles before a person's name, honours behind it, and offices."""

from __future__ import annotations

TITLES = frozenset(
    """
    mr mr. mrs mrs. ms ms. miss mx mx. dr dr. prof prof. professor sir dame lord
    lady rev rev. reverend fr fr. father sister brother mother blessed pope
    cardinal archbishop bishop monsignor msgr. rabbi imam ayatollah sheikh shaikh
    swami sri shri smt guru king queen prince princess emperor empress tsar czar
    kaiser tsarina duke duchess count countess earl baron baroness viscount
    viscountess marquess marquis marchioness sultan shah emir caliph khan pharaoh
    archduke archduchess president chancellor premier minister senator sen.
    congressman congresswoman councilman councilwoman councillor councilor
    assemblyman assemblywoman alderman alderwoman selectman
    representative rep. governor gov. mayor ambassador
    judge justice secretary general gen. colonel col. major maj. captain capt.
    lieutenant lt. lt sergeant sgt. sgt corporal cpl. private pvt. admiral adm.
    commodore commander cmdr. marshal brigadier chief coach hon. hon honourable
    honorable emeritus emerita gov chairman madame madam mme mlle monsieur signor
    signora herr frau don dona doña comte vicomte pm sheik
    """.split()
)
"""Words before a name that are not part of it: Sir, Dr., President."""

COURTESIES = frozenset(
    "mr mrs ms mx dr prof professor sir dame rev reverend hon".split()
)
"""Titles that no name of a person, place or thing begins with."""

NAME_LIKE_TITLES = frozenset(
    """
    earl duke king queen prince princess judge major pope bishop baron count
    marquis sultan shah khan emir sheikh sheik shaikh guru general justice sister
    brother father mother don dona frau private chief coach
    """.split()
)
"""Titles that are also given or family names."""

SOVEREIGNS = frozenset(
    """
    king queen emperor empress pope antipope tsar czar tsarina kaiser sultan
    caliph shah pharaoh emir duke duchess grand prince princess archduke elector
    prince-elector khan count earl baron landgrave margrave doge maharaja raja
    shogun daimyo kings queens emperors popes tsars sultans caliphs shahs dukes
    princes electors counts earls barons bishops archbishops bishop archbishop
    patriarch president presidents senator minister premier secretary speaker
    justice judge chancellor
    chancellors governor governors mayor
    mayors abbot abbess
    """.split()
)
"""Titles of those who have a reign or a term, in which a bracket of years may speak."""

RANKS = SOVEREIGNS | frozenset("countess marquess marquis viscount".split())
"""Words that with a land are a title without a name: Marquess of Harn."""

RANK_ADJECTIVES = frozenset("crown grand hereditary dowager".split())
"""What may stand before them: Crown Princess of Oland."""

OFFICES = frozenset(
    """
    emperor empress president chancellor minister archbishop cardinal ambassador
    senator secretary governor elector prince-elector landgrave margrave consort
    ceo chairman viceroy shogun caliph pharaoh czar tsar kaiser palatine
    """.split()
)
"""Words that end no person's name: Holy Roman Emperor."""

HONOURS = frozenset(
    """
    ph.d. phd ph.d d.phil. dphil m.d. md d.d. dd ll.d. lld d.sc. dsc sc.d. m.a. ma
    b.a. ba m.sc. msc b.sc. bsc mba esq. esq qc kc kt kg kb om ch cb gcb kcb dcb
    cbe obe mbe kbe dbe gbe cmg kcmg gcmg cvo kcvo gcvo mvo lvo vc gc dso mc
    dfc afc mm mp mep msp mla fba frs frse rcs frcs frcp fsa fras frgs frsl rn usn
    usaf usmc usa ret. oc cc cm ac ao am so rsc raf ra rsa riba osb ofm op sj
    o.s.b. o.f.m. o.p. s.j. c.s.c. c.ss.r. pc p.c. k.g. f.r.s. o.b.e. m.b.e.
    c.b.e. bt bt. bart. baronet dl jp td ffa fraes frss freng fmedsci hon. mnas
    ret
    bfa mfa bs jd llb ll.b ll.b. llm ll.m ll.m. mphil edd ed.d bcom beng btech mtech bed
    bba mpa mph b.sc m.sc
    formemrs finstp ffpm kstj cstj fcgi facp
    """.split()
)
"""Degrees, orders and honours behind a name: part of no name."""
