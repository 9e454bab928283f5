"""Peoples, lands and regions: their adjectives, their names, their codes."""

from __future__ import annotations

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
    north-american south-american latin-american anglo-american
    gabonese gambian grenadian guinean kosovar laotian malawian maldivian moravian
    rhodesian silesian tajik togolese transylvanian
    anglo-indian anglo-irish anglo-french african-american
    asian-american irish-american italian-american
    pashtun hazara baloch kurd franconian swabian thuringian pomeranian westphalian
    """.split()
)
"""Adjectives of nation and creed: alone they name nobody."""

PEOPLES = frozenset(f"{one}s" for one in DEMONYMS)
"""Those of nation or creed: by Americans Ada Holt and Oskar Lind."""

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
    arizona arkansas connecticut delaware idaho illinois iowa kentucky louisiana
    maryland massachusetts michigan minnesota missouri nebraska ohio oklahoma oregon
    pennsylvania tennessee vermont wisconsin wyoming
    """.split()
) | {
    "british columbia", "great britain", "hong kong", "new brunswick", "new hampshire",
    "new jersey", "new mexico", "new south wales", "new york", "new zealand",
    "north carolina", "north dakota", "north korea", "northern ireland", "nova scotia",
    "puerto rico", "rhode island", "saudi arabia", "south africa", "south carolina",
    "south dakota", "south korea", "sri lanka", "united kingdom", "united states",
    "west virginia",
}  # fmt: skip
"""Names of well-known lands, and words of them, which have founders of their own."""

REGIMES = frozenset(
    """
    vichy nazi fascist imperial colonial revolutionary occupied republican nationalist
    communist soviet ottoman tsarist west east south north western eastern southern
    northern central modern ancient medieval early
    """.split()
)
"""What a land is called in part, or under some rule: Vichy France."""

PROVINCES = frozenset(
    """
    alabama bavaria bengal catalonia gujarat kansas kerala manitoba mississippi nevada
    normandy ontario prussia punjab quebec saskatchewan saxony sicily silesia tuscany
    utah
    """.split()
)
"""Parts of lands, of whose names few are also those of people."""

COUNTRY_INITIALS = frozenset("D.C. U.S. U.S.A. USA U.K. UK US UAE USSR".split())
"""Lands behind a city, written like the honours behind a person: Washington, D.C."""

REGION_CODES = frozenset(
    """
    AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV
    NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB NS
    MB SK NSW USA UK UAE USSR U.S. U.S.A. U.K. U.A.E. D.C. N.J. N.Y. N.C. S.C. N.H. N.M.
    N.D. S.D. R.I. B.C.
    """.split()
)
"""What stands behind a comma and a city: Harn, MA."""
