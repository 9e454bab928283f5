"""Given names, the short forms of them, and those that are common words too."""

from __future__ import annotations

GIVEN_NAMES = frozenset(
    """
    aaron abigail abraham ada adam adele adrian agnes alan albert alec alex
    alexander alexandra alfonso alfred alice alison allan allen amanda amelia amy
    andrea andreas andrew angela ann anna anne annie anselm anthony antonio arnold
    arthur aurelia barbara barry beatrice benedict benjamin bernard bert bertha
    betty bill billy bob brenda brian bridget bruce carl carlos carol caroline
    catherine cecil cecilia charles charlie charlotte chris christian christina
    christine christopher claire clara clare claude clement cliff conrad constance craig
    cynthia daisy daniel david dean deborah denis dennis diana diane dick dixie
    don donald doris dorothy douglas duncan eddie edgar edith edmund edna edward
    earl edwin eileen eleanor elisabeth eliza elizabeth ella ellen elsa elsie emil
    emily emma emmanuel eric erica ernest esther ethel eugene eva eve evelyn felix
    ferdinand ferdinando flora florence frances francis frank fraser franklin franz fred
    frederick frederik friedrich gabriel gareth gary geoffrey george gerald gerard
    gertrude gilbert giles giovanni giulia gloria gordon grace graham greg gregory
    guy hannah hans harold harriet harry harvey heather hector helen helena helge
    henri henry herbert herman hermann horace howard hugh hugo ian ida ignatius
    igor irene isaac isabel isabella ivan jack jackie jacob jacques james jane
    janet jason jean jeanne jeff jeffrey jennifer jeremy jerome jessica jim jimmy
    joan joanna joe johan johann johanna john johnny jon jonathan jorge jose
    joseph josephine joshua joyce juan judith julia julian julie julius june karen
    karl kate katherine kathleen kathryn keith kelly ken kenneth kevin kim kurt
    larry laura lauren laurence lawrence lee leo leon leonard leonardo leopold
    leslie lewis lilian lily linda lisa lloyd lois louis louisa louise luca lucas
    lucia lucy luis luke lynn mabel madeleine magdalena marcus margaret margarita
    margery maria marian marie marietta marion mark martha martin mary matilda
    matthew maud maureen maurice max maximilian may melissa michael michelle
    miguel mike mildred miles miranda miriam molly monica muriel nancy natalie
    nathaniel neil nicholas nicola nicolas nicole nigel noel nora norma norman
    oliver olivia oscar oswald otto pamela pat patricia patrick paul paula pauline
    pedro peggy penelope percy peter phil philip philippa phillip phoebe pierre
    rachel ralph raymond rebecca reginald rene richard rita robert roberta robin
    robyn roger roland ronald rosa rosalind rose rosemary roslyn roy rudolf
    rudolph rupert ruth sally sam samuel sandra sara sarah scott sean sebastian
    sheila shirley sidney simon sofia sophia sophie stanley stefan stella
    stephanie stephen steve steven stuart sue susan susanna sybil sylvester sylvia
    teresa terence thelma theodore theresa thomas tim timothy toby tom tommy tony
    tracy ursula valentine valerie vera vernon veronica victor victoria vincent
    viola violet virginia vivian walter wanda warren wendy wilfred wilhelm will
    william willie winifred wolfgang yvonne zak zoe pippin sweyn baldwin theobald
    amalric lothair afonso enrique fernando francisco giuseppe pietro
    paolo marco lorenzo matteo stefano sergei dmitri mikhail nikolai olga tatiana
    natasha vladimir yuri boris anastasia ivana
    """.split()
)
"""Given names that alone name nobody in particular."""

NICKNAMES = {
    short: tuple(full.split())
    for short, full in {
        "abe": "abraham",
        "al": "albert alfred alan alphonse",
        "alec": "alexander",
        "alex": "alexander",
        "andy": "andrew",
        "ben": "benjamin",
        "bernie": "bernard",
        "bert": "albert herbert robert",
        "bill": "william",
        "billy": "william",
        "bob": "robert",
        "bobby": "robert",
        "charlie": "charles",
        "chuck": "charles",
        "chet": "chester",
        "chris": "christopher christian",
        "dan": "daniel",
        "danny": "daniel",
        "dave": "david",
        "davy": "david",
        "dick": "richard",
        "don": "donald",
        "doug": "douglas",
        "ed": "edward edwin edmund",
        "eddie": "edward edwin",
        "frank": "francis franklin",
        "fred": "frederick alfred",
        "gene": "eugene",
        "geoff": "geoffrey",
        "george": "georg",
        "greg": "gregory",
        "hank": "henry",
        "harry": "henry harold",
        "jack": "john jackson",
        "jake": "jacob",
        "jeff": "jeffrey geoffrey",
        "jerry": "gerald jerome",
        "jim": "james",
        "jimmy": "james",
        "joe": "joseph",
        "johnny": "john",
        "jon": "jonathan",
        "kate": "katherine catherine",
        "kathy": "katherine kathleen",
        "ken": "kenneth",
        "larry": "lawrence laurence",
        "len": "leonard",
        "leo": "leonard leopold",
        "liz": "elizabeth",
        "betty": "elizabeth",
        "maggie": "margaret",
        "matt": "matthew",
        "max": "maximilian maxwell",
        "mel": "melvin",
        "mick": "michael",
        "mike": "michael",
        "nat": "nathaniel",
        "ned": "edward",
        "nick": "nicholas",
        "pat": "patrick patricia",
        "peggy": "margaret",
        "pete": "peter",
        "phil": "philip phillip",
        "ray": "raymond",
        "rick": "richard",
        "rob": "robert",
        "ron": "ronald",
        "sam": "samuel",
        "sandy": "alexander",
        "steve": "stephen steven",
        "sue": "susan",
        "ted": "edward theodore",
        "terry": "terence",
        "tim": "timothy",
        "tom": "thomas",
        "tommy": "thomas",
        "tony": "anthony antonio",
        "vic": "victor",
        "walt": "walter",
        "will": "william",
    }.items()
}
"""Short forenames and those they stand for."""

AMBIGUOUS = frozenset(("April", "May", "June", "August", "Will", "An"))
"""Given names that are also common words, as they are written in a name."""

BEFORE_MONTHS = frozenset(
    "in of since until till by from to on and or during early late mid last".split()
)
"""Small words behind which April is a month, not a woman."""
