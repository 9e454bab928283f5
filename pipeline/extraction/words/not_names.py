"""Words of any sentence that are no part of a name."""

from __future__ import annotations

NOT_NAMES = frozenset(
    """
    the a an this that these those he she it they we i you his her hers their
    theirs its our my your him them us me who whom whose which what when where why
    how in on at by for from to of with without within and but or nor so yet as if
    while after before since during although though because however also both each
    either neither many some most several all any few other others another such
    same there here then thus hence later earlier now today once soon still even
    only just not no yes between among against under over above below into onto
    upon about around through across along behind beside besides beyond despite
    except inside outside near until till via per unlike like than whereas whether
    more less much first second third last next finally eventually originally
    initially meanwhile moreover furthermore nevertheless nonetheless therefore
    otherwise instead according due given based following including known named
    called born died killed married educated raised aged survived see note
    notes source sources references external links one two three four five six
    seven eight nine ten did does do is was were are be been being has had have
    having can could may might must shall should will would date place birth death
    deaths births biography life early career personal history monday tuesday
    wednesday thursday friday saturday sunday january february april june july
    august september october november december jan. feb. mar. apr. jun. jul. aug.
    sep. sept. oct. nov. dec. bc bce ad ce ca. fl. née nee né aka a.k.a. i.e. e.g.
    etc. vs. oclc isbn issn http https www pp. vol. eds.
    rumour rumours rumor rumors fictional reports
    author authors thesis dissertation
    birthplace deathplace grandfather grandmother grandpa grandma
    bachelor bachelors doctorate degree degrees honorary
    founded established headquartered headquarters located situated formed
    incorporated created launched started opened organised organized chartered
    dob dod immediately virtually almost nearly afterward afterwards shortly
    subsequently previously recently formerly apparently reportedly allegedly probably
    possibly perhaps certainly clearly generally usually normally often sometimes
    always never already appointed elected crowned exiled released baffled exhausted
    defeated captured wounded
    says explains adds recalls insists argues concludes
    chapter
    founded co-founded cofounded established formed created started launched prior
    led headed mainly partly mostly largely
    acclaimed prominent renowned nearby
    historically traditionally additionally similarly interestingly importantly
    geographically culturally technically financially politically economically notably
    specifically significantly ultimately gradually currently presently ideally
    unfortunately fortunately surprisingly ironically simultaneously consequently
    accordingly internationally nationally locally
    """.split()
)
"""Words that never begin or end a name, however they are written."""

BELIEFS = frozenset(
    """
    islam christianity judaism buddhism hinduism sikhism jainism taoism shinto
    zoroastrianism catholicism protestantism orthodoxy sufism shiism communism socialism
    marxism fascism nazism
    """.split()
)
"""Faiths and creeds, which alone are no person."""
