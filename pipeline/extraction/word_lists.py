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
    à mac mic ua uí ó ní nic ingen ferch verch abd
    """.split()
)
"""Lower-case words that stand inside a name: Ludwig van Beethoven, Anne of Cleves."""

JOINED_PARTICLES = frozenset(
    """
    dell degl dall nell sull abd abu ibn bint ben bin van von
    ash ath adh az as an ar at ad el
    """.split()
)
"""Those that are joined to a capital behind them: dell'Arca, ash-Shaybani."""

UNION_HEADS = frozenset(
    """
    federation confederation commonwealth diocese archdiocese eparchy deanery
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

TITLES = frozenset(
    """
    mr mr. mrs mrs. ms ms. miss mx mx. dr dr. prof prof. professor sir dame lord
    lady rev rev. reverend fr fr. father sister brother mother blessed pope
    cardinal archbishop bishop monsignor msgr. rabbi imam ayatollah sheikh shaikh
    swami sri shri smt guru king queen prince princess emperor empress tsar czar
    kaiser tsarina duke duchess count countess earl baron baroness viscount
    viscountess marquess marquis marchioness sultan shah emir caliph khan pharaoh
    archduke archduchess president chancellor premier minister senator sen.
    congressman congresswoman councilman councilwoman councillor councilor
    assemblyman assemblywoman alderman alderwoman selectman
    representative rep. governor gov. mayor ambassador
    judge justice secretary general gen. colonel col. major maj. captain capt.
    lieutenant lt. lt sergeant sgt. sgt corporal cpl. private pvt. admiral adm.
    commodore commander cmdr. marshal brigadier chief coach hon. hon honourable
    honorable gov chairman madame madam mme mlle monsieur signor signora herr frau
    don dona doña comte vicomte pm sheik
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
    marquis sultan shah khan emir sheikh sheik shaikh guru general justice sister
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
    executive vocalists ceo democrat
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
    afghan albanian algerian angolan azerbaijani bahraini basque bavarian belarusian
    bolivian bosnian burmese cambodian cameroonian congolese corsican cypriot dominican
    ecuadorian emirati eritrean estonian fijian flemish ghanaian guatemalan guyanese
    haitian hawaiian honduran ivorian kazakh kurdish kuwaiti lankan latvian liberian
    libyan lithuanian macedonian malagasy malian maltese mauritian moldovan mongolian
    montenegrin moroccan mozambican namibian nicaraguan omani palestinian panamanian
    paraguayan prussian qatari rican rwandan salvadoran samoan scandinavian senegalese
    sicilian singaporean slovenian slovene somali sudanese surinamese taiwanese
    tanzanian thai tongan trinidadian tunisian ugandan uruguayan uzbek venetian yemeni
    yugoslav zambian zimbabwean
    florentine genoese milanese neapolitan
    marxist communist
    tasmanian californian texan alaskan floridian virginian carolinian
    sardinian tuscan lombard saxon castilian andalusian galician breton
    cornish manx bengali punjabi tamil siberian crimean chechen ontarian
    bahamian barbadian belizean bermudian bohemian burundian catalan ceylonese chadian
    gabonese gambian grenadian guinean kosovar laotian malawian maldivian moravian
    rhodesian silesian tajik togolese transylvanian
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
    cbe obe mbe kbe dbe gbe cmg kcmg gcmg cvo kcvo gcvo mvo lvo vc gc dso mc
    dfc afc mm mp mep msp mla fba frs frse rcs frcs frcp fsa fras frgs frsl rn usn
    usaf usmc usa ret. oc cc cm ac ao am so rsc raf ra rsa riba osb ofm op sj
    o.s.b. o.f.m. o.p. s.j. c.s.c. c.ss.r. pc p.c. k.g. f.r.s. o.b.e. m.b.e.
    c.b.e. bt bt. bart. baronet dl jp td ffa fraes frss freng fmedsci hon. mnas
    ret
    bfa mfa bs jd llb ll.b ll.b. llm ll.m ll.m. mphil edd ed.d bcom beng btech mtech bed
    bba mpa mph b.sc m.sc
    formemrs finstp ffpm kstj cstj fcgi facp
    """.split()
)
"""Degrees, orders and honours behind a name: part of no name."""

COUNTRY_INITIALS = frozenset("D.C. U.S. U.S.A. USA U.K. UK US UAE USSR".split())
"""Lands behind a city, written like the honours behind a person: Washington, D.C."""

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
    squadron corps fleet party front movement government administration
    authority empire republic kingdom dynasty caliphate sultanate khanate
    principality duchy confederacy commonwealth protectorate reich colony war wars
    battle battles siege revolution rebellion revolt uprising crisis crusade
    treaty act acts constitution amendment agreement convention declaration
    protocol project program programme system theory theorem law laws model method
    effect series episode season album song single tour show trilogy saga
    expedition operation brewery distillery factory hotel mission conference summit
    era period age century decade
    airport station bridge tower stadium arena palace castle cathedral basilica
    monastery temple mosque
    center centre consultants consulting consultancy associates partners services
    service solutions ventures enterprise communications financial manufacturing
    engineering trust fund guild observatory board stores store supermarkets
    restaurant restaurants cafe café bistro networks wireless brewing pharma bancorp
    bancshares holding products logistics shipping aircraft aviation aerospace
    automotive interactive technology biotech therapeutics biosciences realty
    properties hotels resorts chamber securities investments investment mortgage
    telecom telecommunications telephone telegraph news times daily weekly chronicle
    observer ministries diocese archdiocese coalition initiative studio workshop
    collective shipyard foundry farms bakery winery zoo aquarium police constabulary
    directorate secretariat cooperative co-operative syndicate consortium conservatory
    conservatoire polytechnic kindergarten lyceum universität université universidad
    institut instituto société gesellschaft verein incorporated associations
    societies councils unions clubs museums galleries hospitals universities
    colleges federations team squad sons daughters co-op multimedia media
    charter
    comics
    lines muséum musée museu museo universidade università hochschule akademie
    exchange
    istituto partido
    republicans democrats liberals conservatives communists socialists jesuits
    franciscans dominicans benedictines quakers computers
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

POSTS = frozenset(
    """
    ceo coo cfo cto chair chairman chairwoman chairperson co-chair director founder
    co-founder cofounder co-owner head owner member dean editor manager curator patron
    executive trustee principal fellow partner officer editor-in-chief vice deputy
    managing assistant
    """.split()
)
"""What somebody is of an organisation: CEO of Holt Motors is no name."""

LEGAL_FORMS = frozenset(
    "inc incorporated ltd limited llc llp plc corp corporation gmbh".split()
)
"""Those of them that make no difference to which company is meant."""

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

SITES = frozenset(
    """
    island islands isle isles river lake bay gulf mountain mountains valley coast beach
    street avenue road square boulevard lane
    """.split()
)
"""Words that end a name of a place, whatever is in it: Station Road."""

SPORTS = frozenset(
    "football tennis baseball basketball hockey cricket rugby golf boxing".split()
)
"""Occupations that also begin the names of clubs and leagues."""

FIRM_ENDS = frozenset(
    """
    sons daughters associates partners brothers co co. company inc inc. incorporated
    ltd ltd. limited llc llp corp corp. corporation plc gmbh railroad railway
    solicitors attorneys architects
    """.split()
)
"""Words that end a firm's name of several partners: Holt and Sons."""

FOR_HEADS = frozenset(
    """
    institute centre center society association foundation council committee
    campaign coalition school academy agency office fund alliance movement league
    union hospital commission museum organisation organization department ministry
    board trust initiative network group college programme program federation
    library bureau charity home laboratory secretary partnership women mothers parents
    physicians lawyers citizens friends party
    """.split()
)
"""Words behind which "for" goes on with the name: Institute for Advanced Study."""

ON_HEADS = frozenset(
    "council committee commission conference caucus research consultation".split()
)
"""Words behind which "on" goes on with the name: Council on Foreign Relations."""

POSSESSORS = frozenset(
    """
    women men people children king queen veterans workers farmers teachers writers
    players girls boys ladies merchants fishermen students citizens soldiers miners
    women's men's children's people's consumers employers lawyers physicians artists
    actors musicians peoples parents seamen hunters drivers mothers widows
    """.split()
)
"""Whom an organisation is for: People's Party, Farmers' Union."""

SHOP_WORDS = frozenset(
    """
    cafe café restaurant diner grill pub bar bistro bakery brewery club college
    school hospital bank store stores supermarket supermarkets market books records
    pizza pizzeria kitchen hotel inn theatre theater garage furniture hardware
    pharmacy shoes jewelers jewellers union guild association league electric
    """.split()
)
"""What is named after its owner: Zip's Cafe."""

FIELDS = frozenset(
    """
    arts art science sciences technology technologies music design trade industry
    industries commerce medicine health education culture sport sports energy
    environment agriculture forestry fisheries food foods drug drugs finance insurance
    defence defense intelligence security justice law labour labor welfare research
    housing transport tourism heritage history letters language languages literature
    philosophy peace freedom rights democracy business surgery gas oil water power light
    steel iron metal tools supply safety hygiene film television radio drama dance
    sculpture crafts craft wildlife parks leisure youth women children family families
    affairs customs revenue taxation pensions works space infrastructure
    software data systems electronics biology astronomy chemistry pharmacy dentistry
    humanities trades textiles gardens media beverages telecommunications
    communications services relations resources manufacturing engineering credit savings
    agricultural mechanical technical industrial scientific exchange
    """.split()
)
"""Words for what an organisation does: in its name they go in pairs."""

FIELD_ENDINGS = tuple(
    "ing ics ology ologies tion tions ment ture istry graphy nomy ship".split()
)
"""How further such words end: Weaving, Cardiology."""

NO_FIELDS = frozenset("reading beijing nanjing king spring sterling fleming".split())
"""Names that end like them."""
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
    """.split()
)
"""Words that say what kind of school it is, but not which."""

NOT_SCHOOLS = frozenset(
    """
    press hospital hospitals award awards prize medal board council stadium games club
    union society library museum football basketball baseball soccer team scholarship
    scholarships fellowship fellowships ball reunion orchestra choir review cup
    championship championships conference league tournament hall-of-fame open olympics
    fellow professor professorship bank theatre theater cathedral
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

ORGANISATION_NOUNS = frozenset(
    """
    company firm corporation organisation organization agency airline newspaper
    magazine band supergroup duo trio quartet quintet label publisher retailer
    manufacturer maker developer brand club team franchise school university college
    institute institution academy seminary association society foundation charity
    nonprofit profit union federation confederation party movement bank insurer
    brokerage brewery distillery winery orchestra choir ensemble museum library hospital
    clinic studio tank consultancy startup business enterprise conglomerate holding
    subsidiary venture cooperative league fraternity sorority network broadcaster
    troupe broker provider supplier distributor contractor operator shipyard automaker
    carmaker group service journal order congregation council committee commission
    consortium coalition alliance trust fund ministry chain producer website practice
    partnership militia station channel railway railroad department authority board
    bureau observatory gallery theatre theater restaurant store airport daily weekly
    periodical tabloid portal conservatory guild chamber corps office outlet
    """.split()
)
"""What a lead calls an organisation: Holt Motors is a company."""

OTHER_NOUNS = frozenset(
    """
    city town village hamlet settlement county parish municipality borough district
    province colony territory region state nation country kingdom empire dynasty
    republic capital suburb neighbourhood neighborhood community township fort
    fortress park reserve garden cemetery genus species family award prize medal
    festival song album novel film series show programme program game painting statue
    monument language constituency road street highway line bridge church monastery
    abbey priory castle building religion ballet opera character title post position
    holiday ranch farm breed cup trophy tournament championship race event conference
    course lake dam port harbour harbor mine treaty standard protocol software
    exhibition law act barony earldom baronetcy peerage duchy regiment battle war siege
    operation convention agreement election island river house mansion tower stadium
    arena field theory season division school-house commune subdivision prefecture
    """.split()
)
"""What a lead calls what is no organisation, though it may be founded as well."""

EVENT_WORDS = frozenset(
    """
    war wars battle battles siege revolution rebellion revolt uprising crisis crusade
    treaty act acts constitution amendment agreement convention declaration protocol
    law laws theorem theory effect method award awards prize medal championship
    championships tournament olympics games cup expedition tour series season episode
    album song single trilogy saga era period age century decade bridge tower stadium
    arena palace castle cathedral dynasty entente reich colony trophy bowl marathon
    plan pact scheme scholarship fellowship professorship chair building island islands
    airport station basilica monastery temple mosque day week month peace charter
    program programme project contest competition campaign curriculum
    monument
    memorial reserve park area family list model
    empire kingdom republic caliphate sultanate
    economy theory doctrine
    """.split()
)
"""What the name of no organisation ends with, though it may be founded as well."""
GENERAL_WORDS = frozenset(
    """
    the of for and a an new first national international royal state public
    board directors trustees governors center centre firm business team house
    church trust fund lab labs division unit store shop website site startup
    order community service services centers centres ceo founder president
    chairman director practice agency studio parish diocese chapter branch
    internet web tv us u.s uk eu g led stock exchange christian islamic buddhist
    hindu methodist baptist lutheran presbyterian anglican jesuit franciscan
    benedictine
    """.split()
)
"""Words that alone say of no organisation which it is: the National Trust Fund."""

REGION_CODES = frozenset(
    """
    AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV
    NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB NS
    MB SK NSW USA UK UAE USSR U.S. U.S.A. U.K. U.A.E. D.C. N.J. N.Y. N.C. S.C. N.H. N.M.
    N.D. S.D. R.I. B.C.
    """.split()
)
"""What stands behind a comma and a city: Harn, MA."""
TERRITORIES = frozenset(
    """
    afghanistan africa america americas argentina asia australia austria belgium
    brazil britain california canada chile china colombia cuba denmark egypt england
    europe finland florida france germany great greece hong hungary india indonesia
    iran iraq ireland israel italy japan kong korea macau mexico new north norway
    pakistan philippines poland portugal russia sar scotland south spain states sweden
    switzerland taiwan texas turkey ukraine united wales york zealand
    albania algeria angola arabia armenia azerbaijan bahrain bangladesh belarus bolivia
    botswana bulgaria burma cambodia cameroon croatia cyprus czechoslovakia ecuador
    estonia ethiopia ghana guatemala haiti honduras iceland jamaica jordan kazakhstan
    kenya kosovo kuwait laos latvia lebanon liberia libya liechtenstein lithuania
    luxembourg madagascar malawi malaysia malta moldova mongolia montenegro morocco
    mozambique myanmar namibia nepal netherlands nicaragua niger nigeria oman panama
    paraguay peru qatar romania rwanda saudi senegal serbia singapore slovakia slovenia
    somalia sudan syria tanzania thailand tunisia uganda uruguay uzbekistan venezuela
    vietnam yemen yugoslavia zambia zimbabwe
    """.split()
)
"""Words of well-known lands, which have chief executives and founders of their own."""

GENERAL_ADJECTIVES = frozenset(
    """
    armed high supreme national general city state joint new central first second third
    local regional western eastern northern southern military naval district county
    federal public private primary secondary main old executive legislative
    """.split()
)
"""Words that do not tell one organisation from the next: the High Court."""

COMPANY_NAME_WORDS = frozenset(
    """
    united national international federal labs laboratories motors records films
    systems software entertainment airlines media networks industries electronics
    technologies enterprises holdings productions pictures studios
    """.split()
)
"""Words that no person's name begins or ends with: United Harn, Holt Labs."""
