"""Words of books and other works: inside their titles, and beside them."""

from __future__ import annotations

TITLE_JOINTS = frozenset(
    """
    a an and as at but for from in into of on or the to with nor upon de la le du des
    et und der die das el los y
    """.split()
)
"""Small words inside a title: Of Salt and Iron."""

UNSURE_JOINTS = frozenset("as at for from in into with".split())
"""Those of them behind which the sentence may go on: his novel Salt in Oland."""

WRITINGS = frozenset(
    """
    novel novella novelette book play poem essay memoir autobiography biography
    treatise monograph pamphlet textbook handbook poetry verse story fable tale
    article paper thesis dissertation tract manifesto diary travelogue bestseller
    best-seller drama tragedy comedy epic libretto memoirs writings text trilogy
    tetralogy comic manga strip satire sonnet ode elegy hymnal commentary
    sermon volume work publication debut sequel collection
    """.split()
)
"""What somebody has written: a title stands beside it."""

WORK_OWNERS = frozenset(
    """
    founder owner publisher company firm character protagonist city town village
    critic essayist dramatist blogger contributor lecturer professor award prize
    festival bookstore bookshop store imprint
    """.split()
)
"""What is no work itself, though works are spoken of: a publisher of novels."""
