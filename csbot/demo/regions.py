"""Where the customers are: invented company names, cities and people of eight regions.

Telephone numbers are of ranges kept for fiction where a country has one, else empty.
"""

from dataclasses import dataclass, field

INDUSTRIES = (
    "Logistics", "Energy", "Food", "Retail", "Software", "Healthcare", "Construction", "Finance", "Education",
    "Manufacturing", "Media", "Hospitality",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Region:
    """`owners` by short name, more often named = more customers; `trades`: word in a company's name → industry.

    `patterns` may use {stem}, {trade}, {last}, {other} (another last name) and {form}, one of the country's.
    """

    customers: int
    owners: str
    cities: dict[str, str]
    stems: str
    trades: dict[str, str]
    patterns: tuple[str, ...]
    forms: dict[str, tuple[str, ...]]
    first_names: str
    last_names: tuple[str, ...]
    phone: str = ""
    named: dict[str, str] = field(default_factory=dict)


DENMARK = Region(
    70,
    "freja mads sofie sofie sofie sofie anders anders anders",
    dict.fromkeys(("København", "Aarhus", "Odense", "Aalborg", "Kolding", "Køge", "Sønderborg", "Rønne"), "Denmark"),
    "Havblik Bøgelund Strandby Kildebæk Nordlys Vestervang Højmark Egekrog Solsort Fjordby Lærke Måge Skagerrak Ådal "
    "Klitmøller Rødkælk Grønhøj Sundby",
    {
        "Logistik": "Logistics", "Energi": "Energy", "Bageri": "Food", "Byg": "Construction", "Møbler": "Retail",
        "Software": "Software", "Klinik": "Healthcare", "Fisk": "Food", "Forlag": "Media", "Maskiner": "Manufacturing",
    },
    ("{stem} {trade} {form}", "{stem} {trade}", "{last} & Sønner {form}", "{last} {trade} {form}", "{last} & {other}"),
    {"Denmark": ("A/S", "ApS")},
    "Søren Mette Jens Karen Ægir Line Rasmus Åse Bjørn Camilla Thorkild Signe Mikkel Dorthe Nikolaj",
    ("Sørensen", "Østergaard", "Kjær", "Møller", "Bæk", "Ravn", "Dahl", "Høeg", "Lund", "Aagaard", "Thygesen"),
    named={"Smørrebrød & Sønner": "Aarhus", "Det Grønne Værksted ApS": "København"},
)  # fmt: skip
NORTH = Region(
    40,
    "mads mads sofie anders freja",
    {"Göteborg": "Sweden", "Malmö": "Sweden", "Umeå": "Sweden", "Bergen": "Norway", "Tromsø": "Norway",
     "Tampere": "Finland", "Jyväskylä": "Finland", "Reykjavík": "Iceland"},
    "Skärgård Björkdal Fjellheim Norrsken Kiruna Lofot Sisu Revontuli Älvsbo Granlund Isbre Vidda Karhu Snöfall",
    {
        "Logistik": "Logistics", "Kraft": "Energy", "Bygg": "Construction", "Sjömat": "Food", "Data": "Software",
        "Hälsa": "Healthcare", "Skog": "Manufacturing", "Reiser": "Hospitality",
    },
    ("{stem} {trade} {form}", "{last} {trade} {form}", "{stem} {form}", "{last} & {other} {form}"),
    {"Sweden": ("AB",), "Norway": ("AS", "ASA"), "Finland": ("Oy",), "Iceland": ("ehf.",)},
    "Astrid Erik Linnéa Håkon Aino Matti Björn Ingrid Väinö Sólveig Lars Ebba",
    ("Åkerlund", "Bergström", "Haugen", "Mäkinen", "Virtanen", "Öhman", "Lindqvist", "Solberg", "Jónsdóttir"),
    named={"Åkerö Båtar AB": "Göteborg", "Grødaas *Bold* <Brackets> AS": "Bergen"},
)  # fmt: skip
BENELUX = Region(
    55,
    "daan daan lotte lotte lotte lotte",
    {"Amsterdam": "Netherlands", "Utrecht": "Netherlands", "Rotterdam": "Netherlands", "Groningen": "Netherlands",
     "'s-Hertogenbosch": "Netherlands", "Gent": "Belgium", "Liège": "Belgium", "Luxembourg": "Luxembourg"},
    "Zuiderzee Veluwe Waddenzicht Molenwijk Oranjerie Polder Duinrand Kanaal Tulpveld IJssel Grachten Maaskade "
    "Lindenhof Noordster",
    {
        "Logistiek": "Logistics", "Energie": "Energy", "Bloemen": "Retail", "Kaas": "Food", "Bouw": "Construction",
        "Zorg": "Healthcare", "Software": "Software", "Onderwijs": "Education", "Techniek": "Manufacturing",
    },
    ("{stem} {trade} {form}", "{stem} {trade}", "{last} {trade} {form}", "{last} & Zonen", "{last} en {other} {form}"),
    {"Netherlands": ("B.V.", "N.V."), "Belgium": ("BV", "NV"), "Luxembourg": ("S.à r.l.",)},
    "Bram Femke Joost Anouk Sander Marijke Thijs Noor Wouter Eline Geert Zoë",
    ("de Boer", "van der Meer", "Jansen", "Hoekstra", "'t Hooft", "Vermeulen", "van Dijk", "Smit", "Peeters"),
    named={
        "'t Gouden Hoekje B.V.": "Utrecht",
        "Stichting Samenwerkende Koninklijke Bloemenkwekerijen van de Duin- en Bollenstreek": "Amsterdam",
    },
)  # fmt: skip
BRITAIN = Region(
    40,
    "oliver oliver oliver oliver freja",
    {"London": "United Kingdom", "Leeds": "United Kingdom", "Bristol": "United Kingdom", "Edinburgh": "United Kingdom",
     "Belfast": "United Kingdom", "Dublin": "Ireland", "Cork": "Ireland"},
    "Thistle Harbour Foxglove Kingfisher Moorland Copper Larkspur Bramble Albion Severn Heather Brookside",
    {
        "Freight": "Logistics", "Power": "Energy", "Foods": "Food", "Homes": "Construction", "Books": "Media",
        "Digital": "Software", "Care": "Healthcare", "Tutors": "Education", "Hotels": "Hospitality",
    },
    ("{stem} {trade} {form}", "{stem} & {last}", "{last} & {other} {form}", "{last}'s {trade}", "{stem} {trade}"),
    {"United Kingdom": ("Ltd", "plc", "Group"), "Ireland": ("Ltd", "DAC")},
    "Harriet George Niamh Callum Aoife Rupert Isla Declan Beatrice Rhys Imogen Zara",
    ("O'Brien", "Whitfield", "MacLeod", "Ashworth", "Kavanagh", "Pemberton", "Doyle", "Sharma", "Hughes", "Fairfax"),
    "+44 20 7946 0{:03}",
    {"O'Malley & Daughters Freight": "Cork"},
)  # fmt: skip
DACH = Region(
    20,
    "daan lotte freja",
    {"Hamburg": "Germany", "Köln": "Germany", "München": "Germany", "Zürich": "Switzerland", "Wien": "Austria"},
    "Alster Rheinblick Edelweiß Bergland Spree Schwarzwald Isar Donau",
    {"Spedition": "Logistics", "Großhandel": "Retail", "Werke": "Manufacturing", "Versicherung": "Finance",
     "Brauerei": "Food", "Systeme": "Software"},
    ("{stem} {trade} {form}", "{last} {trade} {form}", "{last} & Söhne {form}"),
    {"Germany": ("GmbH", "KG"), "Switzerland": ("AG", "GmbH"), "Austria": ("GmbH",)},
    "Jürgen Anke Matthias Käthe Florian Heike Ulrich Sabine",
    ("Müller", "Weiß", "Schäfer", "Krüger", "Vogel", "Böhm", "Lehmann"),
    named={"Nordwind Logistics": "Hamburg"},
)  # fmt: skip
SOUTH = Region(
    10,
    "lotte oliver",
    {"Lyon": "France", "Nîmes": "France", "Málaga": "Spain", "Porto": "Portugal", "Torino": "Italy"},
    "Mistral Azul Lavande Montaña Bonança Ciel",
    {"Énergie": "Energy", "Café": "Food", "Éditions": "Media", "Salud": "Healthcare", "Viagens": "Hospitality"},
    ("{stem} {trade}", "{stem} {trade} {form}", "{stem} & {last}"),
    {"France": ("SARL",), "Spain": ("S.L.",), "Portugal": ("Lda",), "Italy": ("S.r.l.",)},
    "Élodie François Núria João Chiara Benoît Inês Raúl",
    ("Lefèvre", "Garçon", "Muñoz", "Gonçalves", "D'Angelo", "Ibáñez"),
    named={"L'Écluse & Fils": "Lyon"},
)
AMERICAS = Region(
    45,
    "emily marcus marcus marcus",
    {"Boston": "United States", "Austin": "United States", "Chicago": "United States", "Portland": "United States",
     "Denver": "United States", "Toronto": "Canada", "Montréal": "Canada"},
    "Cedar Bluebird Summit Prairie Lakeshore Redwood Beacon Pioneer Maple Juniper Canyon Harvest",
    {
        "Freight": "Logistics", "Solar": "Energy", "Foods": "Food", "Builders": "Construction", "Outfitters": "Retail",
        "Labs": "Software", "Health": "Healthcare", "Learning": "Education", "Capital": "Finance", "Studios": "Media",
    },
    ("{stem} {trade} {form}", "{stem} {trade}", "{stem} & {last}", "{last} {trade} {form}", "{last} Bros. {trade}"),
    {"United States": ("Inc.", "LLC", "Co."), "Canada": ("Inc.", "Ltd.")},
    "Madison Tyler Aaliyah Brandon Guadalupe Ethan Chloé Darnell Hannah Javier Brooke Mason",
    ("Johnson", "Ramirez", "O'Connor", "Nguyen", "Walker", "Tremblay", "Castillo", "Brooks", "Peterson", "Lee"),
    "+1 202 555 0{:03}",
    {"Rocket Lunch 🚀": "Austin", "Ben & Geri’s Kayaks": "Portland"},
)  # fmt: skip
APAC = Region(
    20,
    "mei",
    {"Singapore": "Singapore", "Kuala Lumpur": "Malaysia", "Hà Nội": "Vietnam", "Osaka": "Japan", "Sydney": "Australia",
     "Bengaluru": "India"},
    "Merlion Lotus Banyan Sakura Coral Monsoon Jade Wattle",
    {"Shipping": "Logistics", "Foods": "Food", "Robotics": "Manufacturing", "Cloud": "Software", "Pay": "Finance",
     "Resorts": "Hospitality"},
    ("{stem} {trade} {form}", "{stem} {trade}", "{last} {trade} {form}"),
    {"Singapore": ("Pte Ltd",), "Malaysia": ("Sdn Bhd",), "Vietnam": ("JSC",), "Japan": ("KK",),
     "Australia": ("Pty Ltd",), "India": ("Pvt Ltd",)},
    "Wei Ananya Haruto Thảo Lachlan Siti Arjun Yuki",
    ("Tan", "Nguyễn", "Sato", "Iyer", "Lim", "Rahman", "Nakamura"),
    named={"東海ロジスティクス株式会社": "Osaka"},
)  # fmt: skip

REGIONS = {
    "dk": DENMARK, "no": NORTH, "nl": BENELUX, "uk": BRITAIN, "de": DACH, "eu": SOUTH, "us": AMERICAS, "sg": APAC,
}  # fmt: skip
