"""Words of organisations: in their names, and for what they are and are not."""

from __future__ import annotations

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
    franciscans dominicans benedictines quakers computers presbyterians methodists
    baptists lutherans anglicans catholics protestants puritans mormons
    """.split()
)
"""Words that make a name an organisation, event, work or building: not a person."""

FIRST_WORDS = frozenset(
    "First Second Third Fourth One Two Three All Life Early".split()
)
"""Words that begin an organisation's name, but no other: First Bank of Oland."""

FIRST_ADVERBS = frozenset(
    "Ad Always Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
"""Words that do so behind "the": the Saturday Gazette."""

PAPERS = frozenset("post mail mirror express star telegraph world sun".split())
"""What is called by its day beside other organisations: the Saturday Mail."""

MEMBERS_OF_BOARDS = frozenset(
    "directors trustees governors visitors regents overseers managers".split()
)
"""Of whom a board is made; the Board of Trade is an organisation."""

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

TRADE_ENDINGS = ("tors", "ists", "ians", "ees")
"""How further such words end: Exhibitors' Circuit."""

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
    agricultural mechanical technical industrial scientific exchange cable wireless
    journalism information news
    """.split()
)
"""Words for what an organisation does: in its name they go in pairs."""

FIELD_ENDINGS = tuple(
    "ing ics ology ologies tion tions ment ture istry graphy nomy ship".split()
)
"""How further such words end: Weaving, Cardiology."""

NO_FIELDS = frozenset("reading beijing nanjing king spring sterling fleming".split())
"""Names that end like them."""

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

GENERAL_ADJECTIVES = frozenset(
    """
    armed high supreme national general city state joint new central first second third
    local regional western eastern northern southern military naval district county
    federal public private primary secondary main old executive legislative
    """.split()
)
"""Words that do not tell one organisation from the next: the High Court."""

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
    calendar strategy prix regatta problems ssr assr
    """.split()
)
"""What the name of no organisation ends with, though it may be founded as well."""

CONCERNS = frozenset(
    """
    law laws war wars peace revolution crisis constitution theory economy problems
    family islands empire kingdom republic
    """.split()
)
"""Those of them that an organisation may be of: School of Law, Museum of the War."""
