"""Words that are written with a full stop."""

from __future__ import annotations

ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof sir st ste jr sr rev fr gen col maj capt lt sgt cpl pvt adm
    gov sen rep hon pres msgr bros co corp inc ltd jan feb mar apr jun jul aug sep
    sept oct nov dec no nos vol vols ed eds pp fig figs ch sec approx ca cca c b d
    r fl est vs etc al e.g i.e viz cf op cit ft mt ave blvd u.s u.k u.n d.c ph.d
    m.d b.a m.a bc ad lit trans born née repr dept univ assn gmbh mfg rd sq o.s
    n.s o.s.b
    """.split()
)
"""Words whose full stop ends no sentence."""
