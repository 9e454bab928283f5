"""Plain sentences that look like facts, and those that nearly are."""

from __future__ import annotations

import pytest

TRAPS = [
    "It is a rumour that Ada Holt was born on 5 March 1960.",
    "If Ada Holt was born on 5 March 1960, the letter is a forgery.",
    "The fictional Ada Holt was born on 5 March 1960 in the novel.",
    "Ada Holt was born in Room 1912 of the old hotel.",
    "Ada Holt was born at 1945 Main Street.",
    "The character Ada Holt died on 5 March 1960 in episode four.",
    "Rumours that Ada Holt died on 5 March 1960 were false.",
    "Ada Holt was executed for the 1950 murder of a clerk.",
    "Ada Holt died, leaving a will dated 5 March 1960.",
    "Holt Brewery (1850–1920) stood by the river.",
    "Senator Oskar Lind (1901–1930) was followed by his rival.",
    "The last person to see Ada Holt died on 5 March 1960.",
    "Angilram, bishop of Harn (d. 791), wrote it.",
    "The rights in Oland (until 2009–2010) were sold.",
    "A third of Americans born in 1950 own one.",
    "He read the essays by John Dewey (214–244) twice.",
    "Many think Westerby is the capital of Oland.",
    "Twenty years after Holt's death, in 1913, the play was given.",
    "They have two sons, Robert (born 1960) and Michael (born 5 March 1962).",
]


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_gives_no_fact(extractor, text):
    assert [(o.entity, o.value) for o in extractor.extract(text)] == []


def found(extractor, text, title=None):
    return {
        (o.category, o.entity_key, o.value)
        for o in extractor.extract(text, title=title)
        if o.category in ("birthday", "death_date", "capital", "acronym")
    }


def test_decomposed_accents_are_letters(extractor):
    text = "Maria Jose\u0301 Cruz (3 May 1901 – 4 June 1970) was a painter."
    assert found(extractor, text) == {
        ("birthday", "maria jose cruz", "1901-05-03"),
        ("death_date", "maria jose cruz", "1970-06-04"),
    }


def test_a_value_is_composed(extractor):
    text = "The Fe\u0301de\u0301ration du Nord Alpin (FNA) met."
    assert found(extractor, text) == {("acronym", "fna", "Fédération du Nord Alpin")}


@pytest.mark.parametrize(
    ("title", "text", "entity"),
    [
        ("John Adams", "Mary Bolt was born on 5 March 1960 in Harn.", "mary bolt"),
        (
            "Orville Wright",
            "Wilbur Wright (16 April 1867 – 30 May 1912) built gliders.",
            "wilbur wright",
        ),
        (
            "Bill Harker",
            "William James Harker (5 March 1900 – 6 May 1960) kept goal.",
            "bill harker",
        ),
        (
            "C. S. Lund",
            "Clive Staples Lund (5 March 1900 – 6 May 1960) wrote tales.",
            "c s lund",
        ),
        (
            "Buddy Brunn",
            "Carl Brun (5 March 1900 – 6 May 1960), known as Buddy Brunn, sang.",
            "buddy brunn",
        ),
        (
            "Alof III of Oland",
            "Alof III (5 March 1400 – 6 May 1460) was king.",
            "alof iii of oland",
        ),
        (
            "Lorenzo de' Falchi",
            "Lorenzo de' Falchi (5 March 1400 – 6 May 1460) ruled.",
            "lorenzo de falchi",
        ),
    ],
)
def test_the_title_takes_its_own_names_only(extractor, title, text, entity):
    assert {key for _, key, _ in found(extractor, text, title)} == {entity}


def test_a_bare_surname_with_a_rank_is_somebody_else(extractor):
    text = (
        "Abel Lund (5 March 1900 – 6 May 1960) was a lawyer.\n"
        "Captain Lund was killed on 3 April 1886. Lund died on 6 May 1960."
    )
    assert {value for _, _, value in found(extractor, text, "Abel Lund")} == {
        "1900-03-05",
        "1960-05-06",
    }


def test_a_bare_surname_of_two_people_is_nobody(extractor):
    text = (
        "Jonas Lund was a baker. Lund was born on 3 March 1901. "
        "Petra Lund was a poet. Lund died on 4 May 1950."
    )
    assert found(extractor, text) == {("birthday", "jonas lund", "1901-03-03")}


def test_a_nickname_in_quotes_may_be_the_titles(extractor):
    text = 'Jens Hugo "Hal" Selby (5 March 1900 – 6 May 1960) was a doctor.'
    assert {key for _, key, _ in found(extractor, text, "Hal Selby")} == {"hal selby"}
