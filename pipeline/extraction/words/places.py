"""Words that names of places, sites and buildings are made of."""

from __future__ import annotations

PLACE_WORDS = frozenset(
    """
    city town village county province state district region territory municipality
    borough parish prefecture oblast voivodeship canton department governorate
    republic kingdom empire emirate sultanate federation commonwealth duchy
    principality island islands isle isles peninsula river lake sea ocean bay gulf
    strait mountain mountains mount valley desert coast beach port street avenue
    road square boulevard north south east west northern southern eastern western
    central upper lower township hamlet
    regency
    """.split()
)
"""Words that make a name a place."""

SITES = frozenset(
    """
    island islands isle isles river lake bay gulf mountain mountains valley coast beach
    street avenue road square boulevard lane
    """.split()
)
"""Words that end a name of a place, whatever is in it: Station Road."""

UNION_HEADS = frozenset(
    """
    federation confederation commonwealth kingdom diocese archdiocese eparchy deanery
    """.split()
)
"""What joins two places into one name: Federation of Oland and Vellonia."""

PAIRED_PLACES = frozenset(
    (
        ("antigua", "barbuda"), ("argyll", "bute"), ("bosnia", "hercegovina"),
        ("bosnia", "herzegovina"), ("brighton", "hove"), ("britain", "ireland"),
        ("britain", "northern"), ("dumfries", "galloway"), ("hammersmith", "fulham"),
        ("hereford", "worcester"), ("heard", "mcdonald"), ("jammu", "kashmir"),
        ("kensington", "chelsea"), ("kitts", "nevis"), ("newfoundland", "labrador"),
        ("perth", "kinross"), ("ross", "cromarty"), ("saxe-coburg", "gotha"),
        ("svalbard", "jan"), ("trinidad", "tobago"), ("turks", "caicos"),
        ("tyne", "wear"), ("tomé", "príncipe"), ("tome", "principe"),
        ("vincent", "grenadines"), ("wallis", "futuna"),
    )
)  # fmt: skip
"""Places of two names, by the words beside the "and"."""

BUILDING_WORDS = frozenset(
    """
    house hall manor hospital infirmary clinic farm plantation cottage rectory vicarage
    villa mansion hotel castle palace prison sanatorium sanitarium ranch homestead
    estate lodge abbey priory convent jail gaol parsonage barracks hospice inn residence
    motel ballroom theatre theater apartment apartments apts monastery penitentiary
    ashram hermitage chateau speedway street road avenue lane terrace circle
    """.split()
)
"""What ends the name of a house: no city, village or country."""

INSTITUTION_WORDS = frozenset(
    """
    hospital nursing rehabilitation medical maternity convalescent detention
    correctional retirement arts sports convention conference shopping
    """.split()
)
"""What stands anywhere in the name of an institution, not of a city."""

NOT_PLACES = frozenset(
    """
    march may spring summer autumn winter fall christmas easter lent ramadan holocaust
    blitz shoah crusades gulag titanic hurricane typhoon cyclone flight day eve night
    ns os n.s. o.s. room prix race rally sunday monday tuesday wednesday thursday
    friday saturday
    """.split()
)
"""Times and events that one is born or dies in, as in a place."""
