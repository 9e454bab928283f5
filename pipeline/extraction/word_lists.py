"""The words that decide what a capitalised name is: data, nothing else.

Each list is written for English running text. A word that could as well be part of a
person's name (Bishop, King, Church) is left out of the lists that rule persons out.
"""

from __future__ import annotations

AMBIGUOUS = frozenset(("April", "May", "June", "August", "Will", "An"))
"""Given names that are also common words, as they are written in a name."""

BEFORE_MONTHS = frozenset(
    "in of since until till by from to on and or during early late mid last".split()
)
"""Small words behind which April is a month, not a woman."""

PARTICLES = frozenset(
    """
    van von vom zu zur zum der den dem des de del della dello dei degli di da dal
    dalla das do dos du d la le les el al y e i of the ibn bin bint ben ap ab abu
    af av ten ter te op ul ud ur uz lo los las san tot auf und
    """.split()
)
"""Lower-case words that stand inside a name: Ludwig van Beethoven, Anne of Cleves."""

TITLES = frozenset(
    """
    mr mr. mrs mrs. ms ms. miss mx mx. dr dr. prof prof. professor sir dame lord
    lady rev rev. reverend fr fr. father sister brother mother blessed pope
    cardinal archbishop bishop monsignor msgr. rabbi imam ayatollah sheikh shaikh
    swami sri shri smt guru king queen prince princess emperor empress tsar czar
    kaiser tsarina duke duchess count countess earl baron baroness viscount
    viscountess marquess marquis marchioness sultan shah emir caliph khan pharaoh
    archduke archduchess president chancellor premier minister senator sen.
    congressman congresswoman representative rep. governor gov. mayor ambassador
    judge justice secretary general gen. colonel col. major maj. captain capt.
    lieutenant lt. lt sergeant sgt. sgt corporal cpl. private pvt. admiral adm.
    commodore commander cmdr. marshal brigadier chief coach hon. hon honourable
    honorable gov chairman madame madam mme mlle monsieur signor signora herr frau
    don dona doña comte vicomte
    """.split()
)
"""Words before a name that are not part of it: Sir, Dr., President."""

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

NAME_LIKE_TITLES = frozenset(
    """
    earl duke king queen prince princess judge major pope bishop baron count
    marquis sultan shah khan emir sheikh shaikh guru general justice sister
    brother father mother don dona frau private chief coach
    """.split()
)
"""Titles that are also given or family names."""

OFFICES = frozenset(
    """
    emperor empress president chancellor minister archbishop cardinal ambassador
    senator secretary governor elector prince-elector landgrave margrave consort
    ceo chairman viceroy shogun caliph pharaoh czar tsar kaiser
    """.split()
)
"""Words that end no person's name: Holy Roman Emperor."""

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
    edwin eileen eleanor elisabeth eliza elizabeth ella ellen elsa elsie emil
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
    amalric lothair alfonso afonso enrique fernando francisco giuseppe pietro
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

COURTESIES = frozenset(
    "mr mrs ms mx dr prof professor sir dame rev reverend hon".split()
)
"""Titles that no name of a person, place or thing begins with."""

OCCUPATIONS = frozenset(
    """
    actor actress singer songwriter vocalist guitarist bassist drummer pianist
    violinist cellist composer conductor musician rapper producer director
    filmmaker screenwriter writer author novelist poet playwright journalist
    editor columnist historian philosopher theologian economist mathematician
    physicist chemist biologist botanist zoologist geologist astronomer scientist
    engineer inventor architect painter sculptor artist photographer designer
    illustrator cartoonist animator politician statesman lawyer attorney diplomat
    activist feminist businessman businesswoman entrepreneur industrialist banker
    philanthropist physician surgeon doctor nurse psychologist psychiatrist
    teacher educator scholar linguist explorer navigator astronaut cosmonaut pilot
    aviator soldier officer footballer cricketer golfer boxer wrestler cyclist
    swimmer sprinter runner skater skier quarterback goalkeeper striker midfielder
    defender pitcher player tennis football baseball basketball hockey comedian
    comedienne presenter broadcaster host dancer choreographer model chef magician
    missionary priest monk nun martyr mathematicians keyboardist frontman organist
    soprano tenor baritone mezzo brother son daughter wife husband father mother
    sister uncle aunt cousin nephew niece grandson granddaughter founder owner
    executive vocalists ceo
    mythologist critic essayist dramatist anthropologist archaeologist sociologist
    myrmecologist biographer humorist satirist cartoonists memoirist blogger lyricist
    librettist translator criminologist ethicist geographer musicologist
    """.split()
)
"""What people are called before their name, also capitalised at a sentence's start."""

DEMONYMS = frozenset(
    """
    american english british scottish welsh irish french german italian spanish
    portuguese dutch belgian swiss austrian danish swedish norwegian finnish
    icelandic polish russian ukrainian czech slovak hungarian romanian bulgarian
    serbian croatian greek turkish israeli egyptian iranian persian iraqi syrian
    lebanese jordanian arab arabic indian pakistani bangladeshi nepalese tibetan
    chinese japanese korean vietnamese filipino indonesian malaysian australian
    canadian mexican brazilian argentine argentinian chilean peruvian colombian
    venezuelan cuban jamaican african nigerian kenyan ethiopian european asian
    jewish muslim catholic protestant latin soviet victorian hebrew sanskrit
    georgian armenian
    marxist communist
    """.split()
)
"""Adjectives of nation and creed: alone they name nobody."""

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
    called born died killed married educated raised aged survived based see note
    notes source sources references external links one two three four five six
    seven eight nine ten did does do is was were are be been being has had have
    having can could may might must shall should will would date place birth death
    deaths births biography life early career personal history monday tuesday
    wednesday thursday friday saturday sunday january february april june july
    august september october november december jan. feb. mar. apr. jun. jul. aug.
    sep. sept. oct. nov. dec. bc bce ad ce ca. fl. née nee né aka a.k.a. i.e. e.g.
    etc. vs. oclc isbn issn http https www pp. vol. eds.
    rumour rumours rumor rumors fictional reports
    author authors thesis dissertation chapter
    """.split()
)
"""Words that never begin or end a name, however they are written."""

SUFFIXES = frozenset(
    """
    jr jr. sr sr. junior senior ii iii iv v vi vii viii ix x xi xii xiii xiv xv
    xvi xvii xviii xix xx xxi xxii xxiii i
    """.split()
)
"""Words that end a name and belong to it: Jr., III."""

HONOURS = frozenset(
    """
    ph.d. phd ph.d d.phil. dphil m.d. md d.d. dd ll.d. lld d.sc. dsc sc.d. m.a. ma
    b.a. ba m.sc. msc b.sc. bsc mba esq. esq qc kc kt kg kb om ch cb gcb kcb dcb
    cbe obe mbe kbe dbe gbe cmg kcmg gcmg cvo kcvo gcvo mvo lvo vc gc dso dsc mc
    dfc afc mm mp mep msp mla fba frs frse rcs frcs frcp fsa fras frgs frsl rn usn
    usaf usmc usa ret. oc cc cm ac ao am so rsc raf ra rsa riba osb ofm op sj
    o.s.b. o.f.m. o.p. s.j. c.s.c. c.ss.r. pc p.c. k.g. f.r.s. o.b.e. m.b.e.
    c.b.e. bt bt. bart. baronet dl jp td ffa fraes frss freng fmedsci hon. mnas
    ret
    """.split()
)
"""Degrees, orders and honours behind a name: part of no name."""

ORGANISATION_WORDS = frozenset(
    """
    university college institute institution institutes academy school schools
    seminary faculty department ministry agency bureau office commission committee
    council parliament congress congresses legislature senate assembly court
    tribunal association federation confederation foundation society organisation
    organization union league alliance company companies corporation corp corp.
    inc inc. ltd ltd. plc llc llp gmbh s.a. holdings group bank insurance
    industries enterprises motors airlines airways railway railways railroad
    electric electronics pharmaceuticals laboratories technologies systems
    software records recordings pictures films studios entertainment productions
    broadcasting television radio network channel press publishing publishers
    publications books magazine journal gazette tribune herald newspaper review
    quarterly encyclopedia encyclopaedia dictionary museum gallery library archive
    archives hospital clinic theatre theater opera ballet orchestra philharmonic
    symphony ensemble quartet choir band fc f.c. club sporting athletic cup
    championship championships tournament olympics olympic games festival award
    awards prize medal army navy force forces regiment battalion brigade division
    squadron corps fleet party front movement front government administration
    authority empire republic kingdom dynasty caliphate sultanate khanate
    principality duchy confederacy commonwealth protectorate reich colony war wars
    battle battles siege revolution rebellion revolt uprising crisis crusade
    treaty act acts constitution amendment agreement convention declaration
    protocol project program programme system theory theorem law laws model method
    effect series episode season album song single tour show trilogy saga
    expedition operation brewery distillery factory hotel mission conference summit
    council era period age century decade
    airport station bridge tower stadium arena palace castle cathedral basilica
    monastery temple mosque
    comics
    """.split()
)
"""Words that make a name an organisation, event, work or building: not a person."""

COMPANY_SUFFIXES = frozenset(
    """
    inc inc. incorporated ltd ltd. limited llc llc. l.l.c. llp l.l.p. lp plc p.l.c. corp
    corp. corporation co co. company gmbh ag kg s.a. sa s.p.a. spa n.v. nv b.v. bv ab oy
    oyj a/s asa pty pvt. bhd pc p.c. p.a. pllc s.r.l. srl kk
    """.split()
)
"""What ends a company's name, also behind a comma."""

PLACE_WORDS = frozenset(
    """
    city town village county province state district region territory municipality
    borough parish prefecture oblast voivodeship canton department governorate
    republic kingdom empire emirate sultanate federation commonwealth duchy
    principality island islands isle isles peninsula river lake sea ocean bay gulf
    strait mountain mountains mount valley desert coast beach port street avenue
    road square boulevard north south east west northern southern eastern western
    central upper lower
    """.split()
)
"""Words that make a name a place."""

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
