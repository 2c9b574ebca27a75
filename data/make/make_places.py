#!/usr/bin/env python3
"""Makes data/places/{cities,regions,waters}.tsv.

    python3 data/make/make_places.py --shared DIR

Reads DIR/data/geonames (GeoNames, CC BY 4.0): places of at least 15,000 people and the capitals, first-order divisions.
A region's coordinates are the middle of the box that holds its places, or by hand: for reckoning, not a point to draw.
Waters and regions that cross borders are written by hand below and in lands.txt, their middles rounded to half a degree.
A city of at least 100,000 people is also known by those of the source's other names that are its first words ("Acapulco"), and in
lands of other scripts by those that spell the same otherwise, unless a region, a state or a larger place has that name.
"""
import argparse, collections, csv, difflib, io, pathlib, re, unicodedata, zipfile

HERE = pathlib.Path(__file__).resolve().parent.parent
# English names that the source's own name does not give, and old names still in use: GeoNames id, names.
OLD = {  # (country, folded name): further names
    ("UA", "kyiv"): "Kiev", ("IN", "mumbai"): "Bombay", ("IN", "chennai"): "Madras", ("IN", "kolkata"): "Calcutta", ("IN", "bengaluru"): "Bangalore",
    ("IN", "new delhi"): "Delhi", ("IN", "varanasi"): "Benares", ("MM", "yangon"): "Rangoon", ("MM", "nay pyi taw"): "Naypyidaw|Naypyitaw", ("VN", "ho chi minh city"): "Saigon",
    ("RU", "saint petersburg"): "Leningrad|St. Petersburg|St Petersburg", ("CN", "beijing"): "Peking", ("CN", "guangzhou"): "Canton", ("CN", "urumqi"): "Urumchi",
    ("UA", "kharkiv"): "Kharkov", ("UA", "lviv"): "Lvov", ("UA", "odesa"): "Odessa", ("UA", "zaporizhzhia"): "Zaporizhia|Zaporozhye|Zaporizhzhya", ("UA", "dnipro"): "Dnipropetrovsk|Dnepropetrovsk",
    ("UA", "mykolayiv"): "Mykolaiv|Nikolaev", ("UA", "bakhmut"): "Artemivsk", ("UA", "luhansk"): "Lugansk", ("UA", "chernihiv"): "Chernigov", ("UA", "kropyvnytskyi"): "Kirovohrad",
    ("YE", "sanaa"): "Sana'a|Sana", ("YE", "al hudaydah"): "Hodeidah|Hudaydah|Hodeida", ("YE", "taizz"): "Taiz", ("SY", "damascus"): "Dimashq", ("SY", "homs"): "Hims", ("SY", "hamah"): "Hama", ("SY", "dara"): "Daraa|Deraa", ("SY", "ar raqqah"): "Raqqa|Al-Raqqah|Raqqah",
    ("SY", "dayr az zawr"): "Deir ez-Zor|Deir Ezzor|Deir al-Zour", ("SY", "al qamishli"): "Qamishli", ("SY", "kobani"): "Ayn al-Arab", ("IQ", "al mawsil al jadidah"): "", ("IQ", "mosul"): "Al Mawsil", ("IQ", "al fallujah"): "Fallujah|Falluja", ("IQ", "ramadi"): "Ar Ramadi", ("IQ", "al basrah al qadimah"): "", ("IQ", "basrah"): "Basra", ("IQ", "erbil"): "Arbil|Irbil", ("IQ", "kirkuk"): "", ("IQ", "an nasiriyah"): "Nasiriyah", ("IQ", "as sulaymaniyah"): "Sulaymaniyah|Sulaimaniyah", ("IQ", "najaf"): "An Najaf",
    ("LY", "banghazi"): "Benghazi", ("LY", "misratah"): "Misrata", ("LY", "az zawiyah"): "Zawiya", ("LY", "surt"): "Sirte", ("LY", "darnah"): "Derna", ("LY", "ajdabiya"): "Ajdabiyah",
    ("EG", "al jizah"): "Giza", ("EG", "giza"): "Gizah", ("EG", "al `arish"): "El Arish|Arish", ("EG", "arish"): "El Arish", ("EG", "suez"): "As Suways", ("EG", "port said"): "Bur Said", ("EG", "sharm el-sheikh"): "Sharm el Sheikh|Sharm al-Sheikh",
    ("SA", "jeddah"): "Jidda|Jiddah", ("SA", "mecca"): "Makkah", ("SA", "medina"): "Madinah|Al Madinah", ("QA", "doha"): "Ad Dawhah", ("LB", "tyre"): "Sour", ("LB", "sidon"): "Saida", ("LB", "ra's bayrut"): "",
    ("PS", "gaza"): "Gaza City", ("PS", "east jerusalem"): "", ("PS", "jenin"): "Janin", ("PS", "rafah"): "Rafa", ("PS", "khan yunis"): "Khan Younis|Khan Yunus", ("PS", "hebron"): "Al Khalil", ("IL", "tel aviv"): "Tel Aviv-Yafo", ("IL", "beersheba"): "Be'er Sheva",
    ("TR", "istanbul"): "Constantinople", ("TR", "gaziantep"): "Antep", ("TR", "sanliurfa"): "Urfa", ("KZ", "astana"): "Nur-Sultan", ("GE", "tbilisi"): "Tiflis", ("MD", "chisinau"): "Kishinev", ("BY", "gomel"): "Homyel|Homel", ("BY", "hrodna"): "Grodno",
    ("CN", "lhasa"): "", ("CN", "macau"): "", ("BD", "dhaka"): "Dacca", ("PK", "peshawar"): "", ("AF", "kabul"): "", ("AF", "kandahar"): "Qandahar", ("AF", "mazar-e sharif"): "Mazar-i-Sharif|Mazar e Sharif", ("AF", "jalalabad"): "", ("AF", "kunduz"): "Konduz", ("AF", "herat"): "Hirat",
    ("IR", "tehran"): "Teheran", ("IR", "isfahan"): "Esfahan", ("DE", "koln"): "Cologne", ("DE", "munchen"): "Munich", ("DE", "nurnberg"): "Nuremberg", ("DE", "hannover"): "Hanover", ("IT", "napoli"): "Naples", ("IT", "torino"): "Turin", ("IT", "milano"): "Milan", ("IT", "roma"): "Rome", ("IT", "genova"): "Genoa", ("IT", "firenze"): "Florence", ("IT", "venezia"): "Venice",
    ("CH", "geneve"): "Geneva", ("CH", "zurich"): "", ("BE", "antwerpen"): "Antwerp", ("BE", "brussels"): "Bruxelles|Brussel", ("NL", "the hague"): "Den Haag|Hague", ("PT", "lisbon"): "Lisboa", ("ES", "sevilla"): "Seville", ("ES", "zaragoza"): "Saragossa", ("RS", "belgrade"): "Beograd", ("XK", "pristina"): "Prishtina", ("XK", "mitrovica"): "Kosovska Mitrovica", ("PL", "warsaw"): "Warszawa", ("PL", "krakow"): "Cracow", ("AT", "vienna"): "Wien", ("GR", "thessaloniki"): "Salonika", ("CY", "nicosia"): "Lefkosia",
    ("US", "washington"): "Washington, D.C.|Washington DC|Washington D.C.", ("US", "new york city"): "New York|NYC|Manhattan", ("US", "los angeles"): "L.A.", ("MX", "mexico city"): "Ciudad de México", ("PH", "quezon city"): "", ("PH", "marawi city"): "Marawi", ("NG", "maiduguri"): "", ("SO", "mogadishu"): "Muqdisho", ("SO", "kismayo"): "Kismaayo", ("SD", "khartoum"): "", ("SD", "al fashir"): "El Fasher|Al Fasher", ("SD", "el fasher"): "Al Fasher|Al Fashir", ("ET", "mekele"): "Mekelle|Mek'ele", ("ER", "asmara"): "Asmera", ("TD", "n'djamena"): "Ndjamena",
    ("CD", "kinshasa"): "Leopoldville|Léopoldville", ("CI", "abidjan"): "", ("ML", "tombouctou"): "Timbuktu", ("KR", "busan"): "Pusan", ("KR", "incheon"): "Inchon", ("KP", "kaesong"): "Kaesŏng", ("JP", "kyoto"): "", ("TW", "kaohsiung"): "", ("HK", "hong kong"): "", ("NP", "kathmandu"): "Katmandu", ("MN", "ulan bator"): "Ulaanbaatar", ("LK", "colombo"): "", ("CO", "bogota"): "", ("CO", "cartagena"): "", ("BR", "sao paulo"): "",
}
WATERS = """
Adriatic Sea||water||43 15|Aegean Sea||water||39 25|Andaman Sea||water||10 96|Arabian Sea||water||15 65|Aral Sea||water||45 60|Arctic Ocean|the Arctic|water||85 0|Atlantic Ocean|Atlantic|water||0 -30
Baltic Sea|the Baltic|water||58 20|Barents Sea||water||74 36|Bay of Bengal||water||15 88|Bay of Biscay||water||45 -4|Bering Sea||water||58 -178|Bering Strait||water||66 -169|Black Sea||water||43 34|Bosphorus|Bosporus|water|TUR|41 29
Caribbean Sea|Caribbean|water||15 -75|Caspian Sea||water||42 50.5|Celebes Sea||water||3 122|Coral Sea||water||-18 152|Dardanelles||water|TUR|40 26.5|Dead Sea||water||31.5 35.5|East China Sea||water||30 125|East Sea||water||40 135
English Channel|the Channel|water||50 -2|Gulf of Aden||water||12.5 48|Gulf of Aqaba||water||29 34.5|Gulf of Guinea||water||1 3|Gulf of Mexico||water||25 -90|Gulf of Oman||water||24.5 58.5|Gulf of Thailand||water||10 102|Gulf of Tonkin||water||20 108
Indian Ocean||water||-20 80|Ionian Sea||water||38 19|Irish Sea||water||53.5 -5|Kerch Strait||water||45.5 36.5|Lake Chad||water||13 14|Lake Victoria||water||-1 33|Malacca Strait|Strait of Malacca|water||4 100|Mediterranean Sea|Mediterranean|water||35 18
Mekong River|Mekong|water||15 105|North Sea||water||56 3|Northern Sea Route||water|RUS|75 100|Pacific Ocean|Pacific|water||0 -160|Panama Canal||water|PAN|9 -79.5|Persian Gulf|Arabian Gulf|water||27 51|Philippine Sea||water||20 130|Red Sea||water||20 38
Sea of Azov||water||46 36.5|Sea of Japan||water||40 135|Sea of Marmara||water|TUR|40.5 28|Sea of Okhotsk||water||55 150|Scarborough Shoal|Panatag Shoal|water||15 117.5|Second Thomas Shoal|Ayungin Shoal|water||9.5 116|South China Sea|West Philippine Sea|water||14 115
Southern Ocean||water||-65 0|Strait of Gibraltar||water||36 -5.5|Strait of Hormuz|Straits of Hormuz|water||26.5 56.5|Bab el-Mandeb|Bab al-Mandab|water||12.5 43.5|Suez Canal||water|EGY|30.5 32.5|Sulu Sea||water||8 120|Taiwan Strait|Taiwan Straits|water||24.5 119.5
Timor Sea||water||-11 127|Tyrrhenian Sea||water||40 12|Yellow Sea|West Sea|water||36 123|Luzon Strait||water||20.5 121|Nile|Nile River|water||22 31|Danube|Danube River|water||45 20|Euphrates||water||35 40|Dnipro River|Dnieper|water||49 32|Kattegat||water||57 11.5
Abkhazia||region|GEO|43 41|Alaska||region|USA|64 -153|Amazon|Amazonia|region||-4 -62|Anbar||region|IRQ|33 42|Balkans|Western Balkans|region||43 20.5|Balochistan|Baluchistan|region|PAK|28 65.5|Basque Country||region|ESP|43 -2.5|Caucasus|South Caucasus|region||42 45
Central America||region||13 -86|Central Asia||region||42 65|Chechnya||region|RUS|43.5 45.5|Crimea|Crimean Peninsula|region|UKR|45.5 34.5|Darfur||region|SDN|13 25|Donbas|Donbass|region|UKR|48.5 38|East Africa||region||0 37|Eastern Europe||region||50 28|Europe||region||50 15
Africa||region||5 20|Asia||region||40 90|Middle East||region||30 45|Southeast Asia|South East Asia|region||5 110|South Asia||region||23 78|East Asia||region||37 115|Latin America||region||-10 -65|North Africa||region||27 10|West Africa||region||11 -4|Sub-Saharan Africa||region||0 20
Gaza Strip|Gaza|region|PSE|31.5 34.5|Golan Heights|Golan|region||33 36|Horn of Africa||region||8 45|Idlib Province||region|SYR|36 36.5|Iberia||region||40 -4|Indo-Pacific||region||0 110|Iraqi Kurdistan|Kurdistan Region|region|IRQ|36 44|Kashmir|Jammu and Kashmir|region||34 76.5|Korean Peninsula||region||38 127
Kuril Islands|Northern Territories|region||46 150|Maghreb||region||32 3|Mesopotamia||region||33 44|Nagorno-Karabakh|Nagorno Karabakh|region|AZE|40 46.5|Niger Delta||region|NGA|5 6.5|North America||region||45 -100|Northern Cyprus||region|CYP|35.5 33.5|Northern Ireland||region|GBR|54.5 -6.5
Ogaden||region|ETH|7 44|Paracel Islands||region||16.5 112|Patagonia||region||-44 -69|Sahel||region||15 5|Sahara||region||23 10|Scandinavia||region||62 15|Siberia||region|RUS|60 100|Sinai|Sinai Peninsula|region|EGY|29.5 34|Somaliland||region|SOM|9.5 46|South America||region||-15 -60
South Ossetia||region|GEO|42.5 44|Spratly Islands|Spratlys|region||8.5 112|Senkaku Islands|Diaoyu Islands|region||25.5 123.5|Dokdo|Takeshima|region||37 132|Swat Valley||region|PAK|35 72.5|Tibet||region|CHN|31.5 88|Tigray||region|ETH|14 39|Transnistria||region|MDA|47 29.5|West Bank||region|PSE|32 35.5
Western Europe||region||48 5|Xinjiang||region|CHN|41 85|Scotland||region|GBR|56.5 -4|England||region|GBR|52.5 -1.5|Wales||region|GBR|52.5 -3.5|Kurdistan||region||37 43|Okinawa||region|JPN|26.5 128|Guantanamo Bay||region|CUB|20 -75|Silicon Valley||region|USA|37.5 -122|Vojvodina||region|SRB|45.5 20
Catalonia|Catalunya|region|ESP|41.5 1.5|Crimean coast||region|UKR|44.5 34|Waziristan|North Waziristan|region|PAK|33 70|Helmand||region|AFG|31.5 64|Kandahar Province||region|AFG|31.5 65.5|Rakhine|Rakhine State|region|MMR|20 93.5|Mindanao||region|PHL|8 125|Aceh||region|IDN|4 97|Punjab||region||31 74
"""


def fold(s):
    return "".join(c for c in unicodedata.normalize("NFKD", s) if not unicodedata.combining(c)).lower().replace("'", "").replace("’", "")


# Lands whose names reach English through another script, each in several spellings.
SCRIPTS = set("AE AF AM AZ BD BG BH BY CN CY DZ EG ER ET GE GR HK IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MA MK MM MN MR NP OM PK PS QA RS RU SA SD SY TH TJ TM TN TW UA UZ YE".split())
# Middles, to half a degree, of large regions whose cities all lie in one part.
MIDDLES = {
    "AU.01": (-35.5, 149), "AU.02": (-32, 147), "AU.03": (-19.5, 133.5), "AU.04": (-22.5, 144.5), "AU.05": (-30, 135.5), "AU.06": (-42, 146.5), "AU.07": (-37, 144.5), "AU.08": (-25.5, 122),
    "CA.01": (55, -115), "CA.02": (54.5, -125), "CA.03": (55, -97), "CA.04": (46.5, -66.5), "CA.05": (53, -60), "CA.07": (45, -63), "CA.08": (50, -85), "CA.09": (46.5, -63.5), "CA.10": (53, -70), "CA.11": (54.5, -106), "CA.12": (63, -135), "CA.13": (65, -121), "CA.14": (70, -90),
    "US.AK": (64, -153), "BR.04": (-4, -64.5), "BR.16": (-4, -53), "BR.14": (-13, -56), "BR.15": (-18.5, -44.5), "BR.31": (-10, -48.5), "CN.06": (35.5, 96), "CN.20": (44, 113.5),
}
# Short forms of regions: GeoNames code, names.
SHORT = {"AU.01": "ACT", "AU.02": "NSW", "AU.03": "NT", "CA.02": "BC", "CA.05": "Newfoundland", "CA.09": "PEI"}


def first_names(shared):
    """Names of regions and states, which no city takes as a further name."""
    for line in open(shared / "regionInfo.tsv", encoding="utf-8"):
        yield from line.split("\t")[1:3]
    for line in open(HERE / "countries/names.tsv", encoding="utf-8"):
        yield from line.split("\t")[2:3]


def middle(points):
    """The middle of the box that holds the points; over the date line where that box is the smaller one."""
    lats, lons = zip(*points)
    if max(lons) - min(lons) > 180: lons = [x % 360 for x in lons]
    half = lambda xs: (min(xs) + max(xs)) / 2
    return f"{half(lats):.2f}", f"{(half(lons) + 180) % 360 - 180:.2f}"


def main():
    arg = argparse.ArgumentParser()
    arg.add_argument("--shared", required=True, type=pathlib.Path)
    shared = arg.parse_args().shared / "data/geonames"
    z = zipfile.ZipFile(shared / "cities15000.zip")
    rows, places, box = [], [], collections.defaultdict(list)
    for line in io.TextIOWrapper(z.open("cities15000.txt"), "utf-8"):
        c = line.rstrip("\n").split("\t")
        gid, name, ascii_name, alts, lat, lon, code, cc, adm, pop = int(c[0]), c[1], c[2], c[3], float(c[4]), float(c[5]), c[7], c[8], c[10], int(c[14])
        box[cc, adm].append((lat, lon))
        if code in ("PPLX", "PPLH", "PPLQ", "PPLW") or (pop < 15000 and not code.startswith("PPLC")):
            continue
        names = [ascii_name] if fold(ascii_name) != fold(name) else []
        places.append((pop, cc, name, adm, lat, lon, gid, names, alts.split(",")))
    places.sort(key=lambda p: (-p[0], p[6]))
    taken = {fold(n) for n in first_names(shared)} | {fold(n) for p in places for n in (p[2], *p[7])}
    old = dict(OLD)
    for pop, cc, name, adm, lat, lon, gid, names, others in places:
        # Old names are the largest place's of that name.
        names += [n for n in old.pop((cc, fold(name)), "").split("|") if n]
        if pop >= 100_000:
            plain = [n for n in others if re.fullmatch(r"[A-Z][a-z'-]+( [A-Za-z][a-z'-]*)*", n) and len(n) > 4 and fold(n) not in taken]
            like = lambda n: cc in SCRIPTS and difflib.SequenceMatcher(None, fold(n), fold(name)).ratio() >= 0.6
            plain = [n for n in plain if fold(name).startswith(fold(n) + " ") or like(n)]
            names += plain
            taken |= {fold(n) for n in plain}
        names = sorted({fold(n): n for n in names}.values())
        rows.append((cc, fold(name), [name, cc, adm, f"{lat:.3f}", f"{lon:.3f}", str(gid), str(pop), "|".join(names)]))
    rows.sort(key=lambda r: (r[0], r[1], r[2][5]))
    head = "# GeoNames (https://www.geonames.org), CC BY 4.0, of 2025-11-19\n"
    with open(HERE / "places/cities.tsv", "w") as f:
        f.write(head + "#name\tcc\tadmin1\tlat\tlon\tgeonameid\tpopulation\taliases\n")
        f.writelines("\t".join(r[2]) + "\n" for r in rows)
    regions = []
    for line in open(shared / "regionInfo.tsv", encoding="utf-8"):
        if line.startswith("#"):
            continue
        cells = line.rstrip("\n").split("\t")
        if len(cells) != 4:
            continue
        code, name, ascii_name, gid = cells
        cc, adm = code.split(".", 1)
        alias = re.sub(r" (Oblast'?|Province|Governorate|Region|District|County|Prefecture|Department|Voivodeship|Muhafazah?|Sheng|Autonomous Region|Republic|Krai|State|Canton|Emirate|Municipality|Parish)$", "", name)
        alias = re.sub(r"^(Provincia de|Province of|Departamento de|State of|Région de|Republic of|Muhafazat|Estado de|Emirate of) ", "", alias)
        lat, lon = map(str, MIDDLES[code]) if code in MIDDLES else middle(box[cc, adm]) if box[cc, adm] else ("", "")
        regions.append([cc, adm, name, gid, lat, lon, "|".join(n for n in (alias if alias != name else "", SHORT.get(f"{cc}.{adm}", "")) if n)])
    regions.sort()
    with open(HERE / "places/regions.tsv", "w") as f:
        f.write(head + "#cc\tcode\tname\tgeonameid\tlat\tlon\taliases\n")
        f.writelines("\t".join(r) + "\n" for r in regions)
    waters = []
    cells = WATERS.replace("\n", "|").strip("|").split("|")
    for i in range(0, len(cells), 5):
        name, alias, kind, code, where = cells[i:i + 5]
        waters.append([name, alias, kind, code, *where.split()])
    known = {n for w in waters for n in (w[0], *w[1].split("|"))}
    for line in open(HERE / "make/lands.txt", encoding="utf-8"):
        if not line.startswith("#"):
            name, alias, code, where = line.rstrip("\n").split("|", 3) 
            if name not in known:
                waters.append([name, alias, "region", code, *where.split()])
    waters.sort()
    with open(HERE / "places/waters.tsv", "w") as f:
        f.write("# Seas, straits, rivers and regions across borders. By hand; middles to half a degree.\n#name\taliases\tkind\tcountry\tlat\tlon\n")
        f.writelines("\t".join(r) + "\n" for r in waters)
    print(len(rows), "cities,", len(regions), "regions,", len(waters), "waters")


if __name__ == "__main__":
    main()
