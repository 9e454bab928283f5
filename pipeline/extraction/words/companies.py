"""Words that names of companies, firms and shops are made of."""

from __future__ import annotations

COMPANY_SUFFIXES = frozenset(
    """
    inc inc. incorporated ltd ltd. limited llc llc. l.l.c. llp l.l.p. lp plc p.l.c. corp
    corp. corporation co co. company gmbh ag kg s.a. sa s.p.a. spa n.v. nv b.v. bv ab oy
    oyj a/s asa pty pvt. bhd pc p.c. p.a. pllc s.r.l. srl kk
    """.split()
)
"""What ends a company's name, also behind a comma."""

LEGAL_FORMS = frozenset(
    "inc incorporated ltd limited llc llp plc corp corporation gmbh".split()
)
"""Those of them that make no difference to which company is meant."""

COMPANY_NAME_WORDS = frozenset(
    """
    united national international federal labs laboratories motors records films
    systems software entertainment airlines media networks industries electronics
    technologies enterprises holdings productions pictures studios
    """.split()
)
"""Words that no person's name begins or ends with: United Harn, Holt Labs."""

FIRM_ENDS = frozenset(
    """
    sons daughters associates partners brothers co co. company inc inc. incorporated
    ltd ltd. limited llc llp corp corp. corporation plc gmbh railroad railway
    solicitors attorneys architects
    """.split()
)
"""Words that end a firm's name of several partners: Holt and Sons."""

SHOP_WORDS = frozenset(
    """
    cafe café restaurant diner grill pub bar bistro bakery brewery club college
    school hospital bank store stores supermarket supermarkets market books records
    pizza pizzeria kitchen hotel inn theatre theater garage furniture hardware
    pharmacy shoes jewelers jewellers union guild association league electric
    """.split()
)
"""What is named after its owner: Zip's Cafe."""
