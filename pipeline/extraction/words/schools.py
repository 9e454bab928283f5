"""Words of schools: in their names, and instead of them."""

from __future__ import annotations

SCHOOL_WORDS = frozenset(
    """
    university universities college colleges school schools academy institute institut
    seminary gymnasium gymnasia lyceum lycée lycee conservatory conservatoire
    conservatorium polytechnic politecnico polytechnique université universite
    universität universitat universidad universidade università universita universiteit
    universitet universitetet hochschule akademie akademia academia académie école ecole
    escola escuela collège colegio colégio liceo liceu yeshiva madrasa madrasah
    seminario seminar instituto istituto faculty facultad
    """.split()
)
"""Words that make a name a school's."""

SCHOOL_ENDINGS = ("universität", "hochschule", "akademie", "schule", "gymnasium")
"""How such words end where a language joins them to others: Kunstakademie."""

SCHOOL_KINDS = SCHOOL_WORDS | frozenset(
    """
    high law medical business graduate grammar primary elementary secondary middle state
    public private junior senior art arts fine drama theological divinity of the and for
    at in national sunday summer boarding preparatory prep technical vocational music
    medicine engineering nursing theology science sciences dental veterinary catholic
    community undergraduate postgraduate film military naval police economics education
    architecture design journalism management teachers training agricultural evening
    language girls boys district old new local teacher liberal technische
    candidate candidates cadet cadets officer officers latin biological natural social
    political commercial applied humanities philosophy mathematics physics chemistry
    biology letters commerce agriculture forestry dentistry pharmacy surgery history
    languages communication communications environmental behavioral behavioural
    """.split()
)
"""Words that say what kind of school it is, but not which."""

NOT_SCHOOLS = frozenset(
    """
    press hospital hospitals award awards prize medal board council stadium games club
    union society library museum football basketball baseball soccer team scholarship
    scholarships fellowship fellowships ball reunion orchestra choir review cup
    championship championships conference league tournament hall-of-fame open olympics
    fellow professor professorship bank theatre theater cathedral schools universities
    planck student students alumni
    """.split()
)
"""Words that make a school's name that of something else: Harn University Press."""

KNOWN_SCHOOLS = frozenset(
    (
        "harvard", "yale", "princeton", "stanford", "oxford", "cambridge", "mit",
        "caltech", "ucla", "uc", "usc", "nyu", "lse", "suny", "cuny", "iit", "iim",
        "dartmouth", "cornell", "eton", "juilliard", "sorbonne", "insead", "vassar",
        "radcliffe", "bryn mawr", "swarthmore", "oberlin", "west point", "sandhurst",
        "rada", "eth", "georgetown", "purdue", "tulane", "vanderbilt", "berklee",
    )
)  # fmt: skip
"""Schools that are as often named without a word that says so, or their first words."""

COLLEGE_TOWNS = frozenset(
    (
        "oxford", "cambridge", "london", "dublin", "durham", "edinburgh", "aberdeen",
        "berkeley", "los angeles", "san diego", "davis", "irvine", "riverside",
        "santa barbara", "santa cruz", "madison", "milwaukee", "boulder", "fullerton",
        "calcutta", "kolkata", "mumbai", "bombay", "delhi", "madras", "chennai",
    )
)  # fmt: skip
"""Towns of many colleges, whose names belong to those of the colleges."""

STATE_CAMPUSES = frozenset(
    (
        "college park", "baltimore", "baltimore county", "urbana", "urbana-champaign",
        "champaign", "amherst", "lowell", "austin", "arlington", "merced", "lincoln",
        "omaha", "denver", "san francisco", "long beach", "northridge", "sacramento",
        "fresno", "chico", "hayward", "dominguez hills", "san bernardino",
        "bakersfield", "east bay", "san marcos", "monterey bay",
    )
)  # fmt: skip
"""Towns whose names belong to those of universities of a state."""

TOWN_SCHOOLS = frozenset(("oxford", "cambridge", "princeton", "dartmouth"))
"""Schools known by the names of the towns that they are in."""

TOWN_REGIONS = frozenset(
    (
        "new jersey", "nj", "devon", "massachusetts", "mass", "ma", "england",
        "mississippi", "ohio", "maryland", "nova scotia", "ontario", "new zealand",
        "oxfordshire", "cambridgeshire", "uk", "united kingdom",
    )
)  # fmt: skip
"""Lands behind the name of such a town, or of another of its name: Oxford, Ohio."""
