"""References in every style: who wrote what, and when; and lines that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extraction.references import find_reference_spans
from pipeline.extraction.typography import plain

TITLE = "The drift of sand in narrow harbours"
T = TITLE  # in lines that would be too long


@pytest.fixture(scope="module")
def read(alone):
    """Read a text: {title: (author or None, year or None)}."""

    def reader(text: str) -> dict[str, tuple[str | None, str | None]]:
        found: dict[str, dict[str, str]] = {}
        for category in ("paper_author", "paper_year"):
            for one in alone[category].extract(text):
                assert found.setdefault(one.entity, {}).get(category, one.value)
                found[one.entity][category] = one.value
        return {
            title: (values.get("paper_author"), values.get("paper_year"))
            for title, values in found.items()
        }

    return reader


STYLES = {
    "apa": f"Holt, A. M., & Lind, O. (1999). {T}. J. Tides, 12(3), 45–67.",
    "apa doi": f"Holt, A. M. (1999). {T}. Tides, 12, 4–9. https://doi.org/10.1/x2001",
    "apa letter": f"Holt, A. M. (1999a). {T}. J. Tides, 12(3), 45–67.",
    "apa month": f"Holt, A. M. (1999, March 3). {T}. Paper at the Tide Conference.",
    "apa chapter": f"Holt, A. M. (1999). {T}. In O. Lind (Ed.), Sand (pp. 3–9). Harn.",
    "apa thesis": f"Holt, A. M. (1999). {T} (PhD thesis, Harn). Proc. Sands.",
    "apa report": f"Holt, A. M. (1999). {T} (Report No. 12). Harn Office.",
    "apa, no-break spaces": f"Holt,\u00a0A.\u00a0M. (1999).\u00a0{T}. Sea, 12(3), 4–9.",
    "harvard": f"Holt, A.M. and Lind, O. (1999) '{T}', J. Tides, 12(3), pp. 45–67.",
    "harvard, curly": f"Holt, A.M. (1999) ‘{T}’, J. Tides, 12(3), pp. 45–67.",
    "harvard, plain": f"Holt, A.M. (1999) {T}. J. Tides, 12(3), 45–67.",
    "harvard, comma": f"Holt, A.M., 1999. {T}. J. Tides 12, 45–67.",
    "author-date": f"Holt, A. M. 1999. “{T}.” J. Tides 12 (3): 45–67.",
    "author-date, plain": f"Holt, A. M. 1999. {T}. J. Tides 12:45-67.",
    "springer": f"Holt AM, Lind O (1999) {T}. J Tides 12:45–67. doi:10.1007/1",
    "lncs": f"Holt, A.M., Lind, O.: {T}. In: Sea, pp. 3–9. Springer (1999)",
    "vancouver": f"Holt AM, Lind O. {T}. J Tides. 1999;12:45-67.",
    "vancouver, month": f"Holt AM, Lind O, et al. {T}. J Sea. 1999 Mar 3;12(3):4-9.",
    "vancouver, alone": f"Holt AM. {T}. J Tides. 1999;12(3):45-67. PMID: 12345.",
    "ama": f"Holt AM, Lind O. {T}. J Tides. 1999;12(3):45-67. doi:10.1/2",
    "nature": f"Holt, A. M., Lind, O. & Falk, R. {T}. Tides 12, 45–67 (1999).",
    "ieee": f"[3] A. M. Holt and O. Lind, “{T},” J. Sea, vol. 3, no. 2, Mar. 1999.",
    "ieee, in": f'A. M. Holt, O. Lind, and R. Falk, "{T}," in Proc. Sea, 1999, p. 3.',
    "acm": f"A. M. Holt, Oskar Lind, and R. Falk. 1999. {T}. In Proc. Sea, 3–9.",
    "preprint": f"A. M. Holt and Oskar Lind. {T}. arXiv:9912.0001, 1999.",
    "workshop": f"A. M. Holt, Oskar Lind. {T}. In Sea Workshop, pages 3–9, 1999.",
    "wikipedia": f'Holt, A. M. (12 March 1999). "{T}". J. Tides. 3 (2): 4.',
    "wikipedia, left": f'^ Jump up to: a b Holt, A. M. (1999). "{T}". Sea. 3 (2): 4.',
    "wiki, visit": f'^ Holt, A. M. (March 1999). "{T}" (PDF). J. Sea. Retrieved 2011.',
    "bullet": f"• Holt, A. M. (1999). {T}. J. Tides, 12(3), 45–67.",
    "number": f"12. Holt, A. M. (1999). {T}. J. Tides, 12(3), 45–67.",
    "bracket": f"(12) Holt, A. M. (1999). {T}. J. Tides, 12(3), 45–67.",
    "key": f"[Hol99] Holt, A. M. (1999). {T}. J. Tides, 12(3), 45–67.",
    "heading": f"References: Holt, A. M. (1999). {T}. J. Tides, 12(3), 45–67.",
    "capitals": f"HOLT, A. M. AND LIND, O. 1999. {T}. J. Tides 12, 3, 45–67.",
    "many": "Holt, A. M., "
    + ", ".join(f"Lind{chr(97 + n)}, O." for n in range(18))
    + f", & Falk, R. (1999). {T}. J. Tides, 12(3), 45–67.",
    "more": f"Holt, A. M., Lind, O., . . . Falk, R. (1999). {T}. Sea, 12(3), 4–9.",
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES)
def test_every_style_is_read(read, text):
    assert read(text) == {TITLE: ("A. M. Holt", "1999")}


FORENAMES = [
    f"Holt, Ada, and Oskar Lind. “{T}.” J. Tides 12 (1999): 45–67.",
    f"Holt, Ada. “{T}.” J. Tides 12, no. 3 (1999): 45–67.",
    f"Holt, Ada, and Oskar Lind. 1999. “{T}.” J. Tides 12 (3): 45–67.",
    f'Holt, Ada, et al. "{T}." J. Tides, vol. 12, no. 3, 1999, pp. 45-67.',
    f'Holt, Ada. "{T}." J. Tides 12.3 (1999): 45-67. Web. 3 May 2011.',
    f'Ada Holt, "{T}," J. Tides 12, no. 3 (1999): 45.',
    f"Ada Holt, Oskar Lind, et al. {T}. Tides, 518(7540):529–533, 1999.",
    f"Ada Holt and Oskar Lind. 1999. {T}. J. Tides, 12(3):45–67.",
    f"Holt, Ada and Lind, Oskar. {T}. CoRR, abs/9912.0001, 1999.",
]


@pytest.mark.parametrize("text", FORENAMES)
def test_forenames_stay(read, text):
    assert read(text) == {TITLE: ("Ada Holt", "1999")}


@pytest.mark.parametrize(
    "text",
    [
        f"More information: Ada Holt et al, {T}, Tides of Oland (1999). DOI: 10.1/2",
        f"Ada Holt et al. {T}, Tides of Oland (1999). DOI: 10.1/2",
        f"1. Ada Holt, Oskar Lind. {T}. Tides, 1999; 12 (3): 45 DOI: 10.1/2",
    ],
)
def test_news_of_science_cites(read, text):
    assert read(text) == {TITLE: ("Ada Holt", "1999")}


RUNNING = [
    f"It was shown by Holt et al. (1999), “{T}”, and is in use.",
    f'In their 1999 paper "{T}", Holt and Lind blamed the mills.',
    f'In a widely read 1999 article, "{T}," Holt (then in Harn) blamed the mills.',
    f'The name comes from Holt\'s 1999 paper "{T}" on mills.',
    f'The name comes from Holt and Lind\'s 1999 study "{T}" on mills.',
    f'See Holt (1999), in the paper "{T}", for more.',
]


@pytest.mark.parametrize("text", RUNNING)
def test_running_text_cites(read, text):
    assert read(text) == {TITLE: ("Holt", "1999")}


@pytest.mark.parametrize(
    "text",
    [
        f'Ada Holt published the paper "{T}" in 1999.',
        f'Professor Ada Holt published the paper "{T}" in 1999.',
        f'It ended in Harn. Ada Holt\'s 1999 paper "{T}" came late.',
        f'In the 1999 paper "{T}", Ada Holt and her students blamed the mills.',
        f"Later, Ada Holt published a famous article, “{T}”, in Sea in 1999.",
        f'The name comes from Ada Holt\'s 1999 paper "{T}" on mills.',
    ],
)
def test_running_text_may_give_forenames(read, text):
    assert read(text) == {TITLE: ("Ada Holt", "1999")}


@pytest.mark.parametrize(
    "title",
    [
        "Sand: the drift of 12 harbours",
        "Do harbours fill with sand?",
        "Do harbours drift? A study of sand",
        "The drift (and the loss) of sand",
        "Sand, salt and harbours",
        "Mills of the U.K. coast",
        "3D scans of narrow harbours",
        "The “lost” harbours of Oland",
        "Sand–water flow in Żółć's harbours",
        "The drift of sand in E. marina beds",
        "Why I left: a harbour story",
        "SAND: a harbour model",
    ],
)
def test_a_title_is_read_whole(read, title):
    text = f"Holt, A. (1999). {title}. J. Tides, 12(3), 45–67."
    if title.endswith("?"):
        text = text.replace("?.", "?")
    assert read(text) == {title: ("A. Holt", "1999")}


@pytest.mark.parametrize(
    ("text", "author", "year"),
    [
        (f"Holt, A. (in press). {T}. J. Tides.", "A. Holt", None),
        (f"Holt, A. (1950/1999). {T}. Tides, 12(3), 4–9.", "A. Holt", None),
        (f"Holt, A. (c. 1999). {T}. Tides, 12(3), 4–9.", "A. Holt", None),
        (
            f"Holt, A. (1999). {T}. Tides, 12(3). (Original work published 1950)",
            "A. Holt",
            None,
        ),
        (f"Holt, A. (1999). {T} (2nd ed.). Tarnby Press.", "A. Holt", None),
        (f"Holt, A. (1999). {T}. Tarnby: Harn University Press.", "A. Holt", None),
        (
            f'A. Holt, "{T}," in Proc. 1998 Tides Conf., 1999, pp. 3-9.',
            "A. Holt",
            None,
        ),
    ],
)
def test_a_doubtful_year_is_none(read, text, author, year):
    assert read(text) == {TITLE: (author, year)}


def test_references_of_one_line_are_apart(read):
    second = "A second study of sand"
    both = {TITLE: ("A. Holt", "1999"), second: ("O. Lind", "2001")}
    one = f"Holt, A. (1999). {T}. Tides, 1(2), 3–4."
    two = f"Lind, O. (2001). {second}. Tides, 3(2), 3–4."
    assert read(f"References [1] {one} [2] {two}") == both
    assert read(f"7. {one} 8. {two}") == both
    assert read(f"• {one} • {two}") == both
    assert read(f"^ {one} ^ {two}") == both
    assert read(f"{one}\n{two}") == both


NONE = [
    "",
    "Holt, A. (1999).",
    "Holt, A. (1999). J. Tides, 12(3), 45–67.",
    "Holt, A. (1999). Sand. J. Tides, 12(3), 45–67.",
    "Holt, A. (1999). https://example.org/sand of the harbour. Tides, 12(3), 4–9.",
    "Holt, A. (1999). Retrieved from the harbour office. Tides, 12(3), 45–67.",
    "A. Holt, O. Lind, J. Comput. Tides 17, 87 (1975).",
    "A. Holt and O. Lind, Tidal Rev. Lett. 47, 882 (1981).",
    "Holt, A. (Ed.). (1999). The sand of narrow harbours. Tarnby Press, pp. 3–9.",
    f"Harn Tidal Office. (2010). {T}. J. Tides, 12(3), 45–67.",
    f"Harn Tidal Office (2010). “{T}.” J. Tides, 12(3), 45–67.",
    f"{T}. Ada Holt, Oskar Lind. Proc. Tides, 1999.",
    "Tides and Sands. Ada Holt and Oskar Lind. In Proc. Tides, 1999.",
    f"Ada Holt et al, {T}, salt, and mud, Tides of Oland (1999). DOI: 10.1/2",
    "Holt, A. (1999). Sand of the harbours, Tidal Rev. Lett. 47, 882–890.",
    "Holt, A. (1999). Sand of the narrow harbours, Proc. Tides 47, 882–890.",
    "Holt A. (2022): Sand of the narrow harbours, Oland. 47(3), 882–890.",
    "Ada Holt and Oskar Lind met in Harn. They married in 1999. In 2001, they left.",
    "Ada Holt. She was a nurse. Her paper appeared in Tides, vol. 3, in 1999.",
    "David J. Miller was the first to burn it. It was heard in 1966, vol. 2, 3–4.",
    "HARN, Oland (12 March 1999) — The press conference began at 9:30 on pier 12(3).",
    'Harn, Oland. "We will not leave," she told a press conference, 3 March 1999.',
    "Ada Holt (1999) was a painter. Her journal, vol. 3, is lost.",
    "Ada Holt (born 3 March 1960) is a singer. Her album appeared in 1999.",
    '1. "Sing Me to Tarnby" (Holt, Lind) – 3:45',
    "Ada Holt – Sing Me to Tarnby (1999)",
    "Ada Holt, Oskar Lind – Sing Me to Tarnby (1999, Westerby Records, LP 12:3)",
    'Holt, Ada. "Sing Me to Tarnby." Harbour Nights. Westerby Records, 1999. CD.',
    "Ada Holt as Runa; Oskar Lind as the ferryman; Mira Sand as Edda (1999).",
    "Home | News | Sport | Tides | © 1999, 2001. Harn Herald. All rights reserved.",
    "Home About Us Contact Archive (1999). News Tides Sport Weather. Vol. 3, 12(3)",
    'Holt, Ada (12 March 1999). "We Will Not Leave". The Harn Herald.',
    'The band released "Sing Me to Tarnby" in 1999, and the paper "Harn Herald" did.',
    'Holt et al. (1999) showed that "sand is the enemy of harbours" in their study.',
    'Holt (1999) "sand drifts in any harbour" p. 12.',
    f'The Harn Tidal Office\'s 1999 report "{T}" blames the mills.',
    f'In a 1999 paper, "{T}", Oskar Lind was attacked.',
    "According to Holt et al. (1999), “Sand is the enemy of narrow harbours.”",
    "Ada Holt, Toward the Sea, Harn, 1967. Notes of a harbour. Tarnby, 1964, p. 53.",
    "Holt et al. (1999), “The drift of sand in…”, is in use.",
    "Harn 3–2 Westerby (1999). Tarnby beat the others. Cup, 12(3), 4–9.",
]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_reference_gives_nothing(read, text):
    assert read(text) == {}


def test_an_observation_is_a_line_of_the_document(alone):
    line = f"Holt, A. M. (1999). “{T}.” J. Tides, 12(3), 45–67."
    text = f"É. 王 wrote.\n  {line}\nThe end."
    [author] = alone["paper_author"].extract(text, title="The drift of harbours")
    assert author.entity == TITLE
    assert (author.value, author.value_surface) == ("A. M. Holt", "Holt, A. M.")
    assert (author.passage, author.passage_start) == (line, text.index(line))
    assert text[author.match_start : author.match_end] in line
    [year] = alone["paper_year"].extract(text)
    assert (year.entity_key, year.value_surface) == (author.entity_key, "1999")


WORDS = st.sampled_from(
    [
        "sand",
        "harbour",
        "tide",
        "drift",
        "narrow",
        "model",
        "study",
        "water",
        "salt",
        "coast",
        "wave",
        "stone",
    ]
)
TITLES = st.lists(WORDS, min_size=4, max_size=14).map(
    lambda words: " ".join(words).capitalize()
)
FAMILIES = st.sampled_from(
    ["Holt", "Lind", "van der Berg", "O'Neil", "Holt-Lind", "Żółć", "Falk", "Ng", "He"]
)
INITIALS = st.sampled_from(["A.", "A. M.", "J.-P.", "É.", "B. C. D."])
AUTHORS = st.lists(st.tuples(FAMILIES, INITIALS), min_size=1, max_size=6)


def _inverted(people, last):
    names = [f"{family}, {given}" for family, given in people]
    head = ", ".join(names[:-1])
    return f"{head}{last}{names[-1]}" if head else names[-1]


def _compact(people):
    return ", ".join(
        f"{family} {given.replace('.', '').replace(' ', '')[:3]}"
        for family, given in people
    )


def _direct(people):
    names = [f"{given} {family}" for family, given in people]
    return ", ".join(names[:-1]) + " and " * (len(names) > 1) + names[-1]


def _bare(given):
    return "".join(c for c in given if c.isalpha())


FORMS = {
    "apa": lambda p, t, y: f"{_inverted(p, ', & ')} ({y}). {t}. Tides, 12(3), 45–67.",
    "harvard": lambda p, t, y: (
        f"{_inverted(p, ' and ')} ({y}) '{t}', Tides, 2(3), pp. 4-9."
    ),
    "acs": lambda p, t, y: f"{_inverted(p, ', ')}, {y}. {t}. J. Tides 12, 45–67.",
    "nature": lambda p, t, y: f"{_inverted(p, ' & ')} {t}. Tides 12, 45–67 ({y}).",
    "ieee": lambda p, t, y: f"[1] {_direct(p)}, “{t},” Tides, vol. 3, no. 2, {y}.",
    "neurips": lambda p, t, y: f"{_direct(p)}. {t}. In Proc. Tides, {y}.",
    "acl": lambda p, t, y: f"{_direct(p)}. {y}. {t}. In Proc. Tides, pages 3–9.",
    "wikipedia": lambda p, t, y: (
        f'^ {_inverted(p, "; ")} (3 May {y}). "{t}". Tides. 3 (2): 4.'
    ),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@given(people=AUTHORS, title=TITLES, year=st.integers(1500, 2099))
def test_a_made_reference_is_read_back(read, form, people, title, year):
    family, initials = people[0]
    text = form(people, title, year)
    assert read(text) == {title: (f"{initials} {family}", str(year))}


@given(people=AUTHORS, title=TITLES, year=st.integers(1500, 2099))
def test_a_made_reference_without_full_stops_is_read_back(read, people, title, year):
    family, initials = people[0]
    if len(_bare(initials)) > 2 or family == "He":
        return  # a sentence may begin so, or a name end in three capitals
    text = f"{_compact(people)}. {title}. J Tides. {year};12(3):45-67."
    expected = "".join(c if c == "-" else f" {c}." for c in initials if c not in ". ")
    expected = expected.replace("- ", "-").strip()
    assert read(text) == {title: (f"{expected} {family}", str(year))}


PROSE = st.lists(
    st.sampled_from(
        [
            "Ada",
            "Holt",
            "Oskar",
            "Lind",
            "the",
            "a",
            "of",
            "Harn",
            "Tarnby",
            "met",
            "wrote",
            "sand",
            "press",
            "journal",
            "song",
            "paper",
            "in",
            "1999",
            "2001,",
            "(1999)",
            "(1999).",
            '"Sand',
            "of",
            'Harn"',
            "3–4",
            "vol.",
            "12",
            "and,",
            "She",
            "They",
            "album.",
            "harbour.",
            "J.",
            "&",
        ]
    ),
    max_size=30,
).map(lambda words: "The " + " ".join(words))


@given(text=PROSE)
def test_prose_names_no_paper_that_it_does_not_quote(read, text):
    # Behind a small word at its start, a line is no reference.
    for title in read(text):
        assert f'"{title}"' in text


@given(st.text(alphabet="Holt, A.M(1999)\"'&;:? –and[2]\u00a0", max_size=120))
def test_spans_are_in_order_and_apart(text):
    stop = 0
    for span in find_reference_spans(plain(text)):
        assert stop <= span.start <= span.core_start < span.core_stop <= span.stop
        stop = span.stop
    assert stop <= len(text)
