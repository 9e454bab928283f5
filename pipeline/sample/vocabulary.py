"""The words that sentences and names are made of. Nothing but lists."""

from __future__ import annotations


def words(text: str, separator: str | None = None) -> tuple[str, ...]:
    """Split a written-out list at white space, or at another separator."""
    return tuple(" ".join(part.split()) for part in text.split(separator))


WORDS: dict[str, tuple[str, ...]] = {
    "adjective": words(
        """
        ageing amber ample austere blue brick broad busy calm carved chilly
        clumsy cool copper crooked damp dim dusty early elegant faded faint
        famous fragrant frosty gaunt gentle gilded granite grey handsome heavy
        hollow humble iron ivory lively lonely lopsided mild modest mossy muddy
        narrow noisy ornate painted pale patient plain quiet ragged red restored
        rough rustic sandy shabby shallow silent sleepy slender smoky solemn
        sooty splendid steep stout sturdy sunny tall thatched tidy timber tiny
        unfinished vacant weathered white windy wooden
        """
    ),
    "building": words(
        """
        abbey aqueduct arcade armoury bakery barn bathhouse belfry boathouse
        brewery bridge cannery chapel cider-house cloister corn-exchange cottage
        dairy distillery dovecote farmhouse ferry-house forge foundry gallery
        gatehouse glasshouse granary greenhouse hospital icehouse inn library
        lighthouse lodge manor market-hall mill museum observatory orangery
        parsonage pavilion pottery powder-mill printworks quarry-house ropewalk
        sawmill schoolhouse shipyard signal-box smokehouse stable station
        tannery theatre tollhouse tower vestry viaduct warehouse windmill
        workshop
        """
    ),
    "feature": words(
        """
        brook canal causeway cliff common copse cove creek dam dunes estuary fen
        field footpath ford forest gorge green harbour headland heath hedge hill
        inlet island lagoon lake lane marsh meadow moat moor mudflat orchard
        pass pasture peninsula plain pond quay ravine reef reservoir ridge river
        sandbank shore slope spring square stream swamp terrace towpath tunnel
        valley vineyard waterfall weir woodland
        """
    ),
    "goods": words(
        """
        almonds apples barley beeswax biscuits bricks butter candles canvas
        charcoal cheese cider clay clocks cloth copper cork cotton eels eggs
        felt flax flour fur gloves grain gravel hay herring honey hops indigo
        ink iron jam kettles lace lamps leather lime linen maps marble milk
        mustard nails needles oats oysters paper pears pewter pipes plums
        porcelain pottery rope rye saddles salt sand silk slate soap spices tar
        tea thread tiles tin tobacco turnips vinegar wax wheat wine wool yarn
        """
    ),
    "trade": words(
        """
        apothecaries archivists bakers barbers basket-weavers beekeepers
        bellringers blacksmiths boatmen bookbinders brewers carpenters
        cartwrights clerks clockmakers coopers dyers engravers farmers ferrymen
        fishermen gardeners glaziers grocers hatters innkeepers joiners
        lamplighters masons millers miners nurses pharmacists pilots plasterers
        ploughmen porters postmen potters printers quarrymen roofers ropemakers
        sailors schoolteachers shepherds shoemakers smiths surveyors tailors
        tanners thatchers tinsmiths upholsterers vintners weavers wheelwrights
        woodcutters
        """
    ),
    "topic": words(
        """
        bee diseases | bridge tolls | canal locks | cattle fairs | church bells
        | clock repairs | coastal fog | coach fares | crop rotation | dry
        summers | dyke repairs | early frosts | ferry times | fishing rights |
        folk songs | fruit trees | garden walls | grain prices | grazing rights
        | harbour dues | hedge laying | hill forts | horse fairs | ice skating |
        inn signs | lamp oil | late trains | lost sheep | map making | mill
        wheels | mountain paths | night trains | old coins | peat cutting | pond
        fish | post roads | rain gauges | road signs | roof tiles | salt taxes |
        school meals | sea walls | seed prices | sheep dogs | ship timber |
        stray dogs | street lamps | tide tables | timber rights | tree planting
        | village bands | water pumps | weather vanes | well digging | wild
        birds | wind power | wool prices
        """,
        separator="|",
    ),
    "verb": words(
        """
        admired advertised assembled avoided bought catalogued celebrated
        cleaned collected copied counted damaged decorated described displayed
        divided examined exported finished forgot gathered guarded hauled
        hoarded ignored imported inspected labelled lent lost measured mended
        mentioned mocked moved neglected offered packed painted photographed
        polished praised preferred promised protected ranked refused rejected
        rented repaired replaced rescued sketched sold sorted stacked stored
        studied supplied tested traded valued washed weighed
        """
    ),
    "who": words(
        """
        apprentices cousins children critics dealers dockers drivers farmhands
        foresters guests historians inspectors journalists lodgers merchants
        musicians neighbours officials painters passengers pilgrims pupils
        readers residents servants singers sisters soldiers students surveyors
        tenants tourists travellers villagers visitors volunteers wardens widows
        workers
        """
    ),
    "when": words(
        """
        afterwards | at dawn | at dusk | at harvest time | before breakfast |
        before the thaw | by candlelight | by midday | during the drought |
        during the strike | each autumn | each spring | every winter | for a
        decade | for a season | for many years | from time to time | in bad
        weather | in good years | in living memory | in the evenings | late at
        night | most summers | now and then | on feast days | on market days |
        once a week | on rainy days | only once | over the winter | twice a year
        | until recently | within a week | without warning
        """,
        separator="|",
    ),
    "number": words(
        """
        two three four five six seven eight nine ten eleven twelve thirteen
        fourteen fifteen sixteen eighteen twenty thirty forty fifty sixty eighty
        ninety
        """
    ),
    "weekday": words(
        """
        Monday Tuesday Wednesday Thursday Friday Saturday Sunday
        """
    ),
    "job": words(
        """
        actor architect astronomer baker botanist boxer cartographer cellist
        chemist composer cyclist dancer engineer essayist explorer geologist
        gymnast historian illustrator inventor jockey journalist judge lawyer
        librarian linguist mathematician novelist nurse painter philosopher
        photographer physician pianist playwright poet potter sculptor singer
        soldier surgeon surveyor teacher translator violinist zoologist
        """
    ),
    "nationality": words(
        """
        Arvenian Belorran Calvish Dorvan Elmarian Fenlandic Gravish Halvenic
        Istrelian Jorvish Kelmaran Lorvian Mardish Norvelian Orsan Pellian
        Quarran Rosvenic Selvish Tarmian Ulvish Verrelian Westmarish Yorrish
        Zelvan
        """
    ),
}
"""What fills a slot of a sentence, by the slot's name."""

# First names are everybody's; the family names beside them are invented.
GIVEN = words(
    """
    Ada Agnes Alba Albert Alma Amos Anders Anna Anton Arthur Astrid Beatrix Bela
    Bruno Carl Cecil Clara Conrad Cora Cyril Dagmar Daniel Dora Edgar Edith Elena
    Elias Ella Emil Enid Erik Esther Eva Felix Flora Frida Georg Greta Gustav Hanna
    Harald Hedda Helen Henrik Hilda Hugo Ida Igor Ilse Ines Irma Ivan Jakob Jane
    Joan Johan Jonas Judith Julia Karin Kaspar Klara Konrad Laura Leon Lidia Linus
    Lotte Louis Lucia Ludwig Magda Marcus Maria Martha Mathilda Max Mina Miriam
    Nadia Nils Nora Olaf Olga Oscar Otto Paul Paula Petra Philip Ralph Rita Robert
    Roland Rosa Rupert Ruth Samuel Sara Sofia Stefan Stella Sven Tessa Theodor
    Thomas Tilda Ulla Ursula Vera Victor Viola Walter Wanda Wilma Yvonne Zelda
    """
)
GIVEN_ACCENTED = words(
    """
    Zoé René Jürgen Søren Renée André Élise Márta Jiří Núria Chloé Íris Łukasz Inés
    """
)
GIVEN_JOINED = words(
    """
    Anne-Lise Jean-Paul Marie-Claire Hans-Peter Anna-Karin Karl-Otto
    """
)
ORGANISATION_FIRST = words(
    """
    Northern Southern Eastern Western Central Royal National Federal Coastal Alpine
    International General Imperial Metropolitan Provincial United Joint Independent
    Universal Arctic Baltic Highland Island Overseas Rural Urban Civic Permanent
    """
)
ORGANISATION_KIND = words(
    """
    Institute Society Bureau Council League Office Union Agency Board Academy Centre
    Commission Committee Federation Guild Laboratory Network Organisation Authority
    Association Foundation Registry Trust Directorate
    """
)
ORGANISATION_FIELD = words(
    """
    Tidal Mineral Botanical Nautical Railway Forestry Harvest Textile Weather
    Fisheries Lighthouse Glacier Orchard Harbour Volcanic Acoustic Optical Paper
    Bridge Canal Dairy Energy Vaccine Quarry Kinetic Jurisprudence Yeast Zoological
    Urban Insect
    """
)
ORGANISATION_TOPIC = words(
    """
    Research Studies Safety Records Standards Education Surveys Trade Planning
    History Exchange Navigation Yields Observation Archives Kinship Mapping Biology
    Growth Quality Logistics Design Instruments Welfare
    """
)
SYLLABLE_STARTS = words(
    """
    B Br C Cal Ch D Dr El F Fen G Gr H Hal J K Kr L Lor M Mar N Nor Or P Pr R Ros S
    Sel Sk St T Tar Th Tr V Ver W Wes Y Z
    """
)
SYLLABLE_VOWELS = words(
    """
    a e i o u a e o ae ei ia
    """
)
SYLLABLE_MIDDLES = words(
    """
    b br ck d dd dr g ld l ll lm lv m mb n nd nn ns p r rd rl rr rst rv s ss st t th
    v x z
    """
)
PERSON_ENDS = words(
    """
    ak an ard ell en ek er esk ett ick in ins ley low more ov ow son
    """
)
PERSON_ENDS_ACCENTED = words(
    """
    én ård ín ól ör üs čić ška ño ès
    """
)
TOWN_ENDS = words(
    """
    a ane ar bourne burg by dale dor en ford gate ham haven holm ia mere mont moor
    more ora port stead ton vale wick
    """
)
LAND_ENDS = words(
    """
    ania ara aria avia ea ella enia eria esia istan ora ovia una ya
    """
)

# A short form must not be readable as a month or a plain word.
NO_SHORT_FORMS = words(
    """
    AND APR ARE AUG BORN BUT CIRCA DEC FEB FOR HER HIS ITS JAN JUL JUN MAR MAY NEE
    NOT NOV OCT SEE SEP THE WAS
    """
)
MONTHS = words(
    """
    January February March April May June July August September October November
    December
    """
)
