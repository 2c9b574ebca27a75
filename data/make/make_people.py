#!/usr/bin/env python3
"""Makes data/actors/{people,terms}.tsv.

    python3 data/make/make_people.py --shared DIR

Reads DIR/data/leaders (REIGN, MIT; CIA World Leaders of 2019-06, facts of a work of the US government), DIR/data/factbook
(CC0), DIR/data/us_state_history (US public domain), DIR/data/phoenix_dicts (PETRARCH2 dictionaries, MIT) and
recalled.txt beside this script. Needs data/countries (make_countries.py) and data/actors/nouns.tsv.

`source` of a term: recalled; reign (month of the end known, its last day taken); factbook (in office on 2026-05-01);
pocom; phoenix (an open span ends with the dictionary, 2014-01-30); seen (CIA: in office in June 2019, begin and end not known).
"""
import argparse, calendar, collections, csv, datetime, gzip, io, json, pathlib, re, tarfile, unicodedata

HERE = pathlib.Path(__file__).resolve().parent.parent
FAMILY_FIRST = {"CHN", "KOR", "PRK", "TWN", "HKG", "VNM", "KHM", "SGP"}
PREMIER = set("GBR CAN AUS NZL IND JPN ITA NLD BEL LUX DNK NOR SWE ISL GRC ESP PRT ISR JAM TTO BRB BHS BLZ GRD LCA VCT ATG KNA DMA MYS SGP THA BGD NPL MLT HUN CZE SVK SVN EST LVA BGR ALB MKD PNG SLB VUT TUV MUS LSO ETH KHM".split())
CHANCELLOR = {"DEU", "AUT"}
PRESIDENT = set("USA MEX GTM HND SLV NIC CRI PAN COL VEN ECU PER BRA BOL PRY CHL ARG URY DOM FRA CYP RUS UKR BLR KAZ UZB TKM TJK KGZ AZE KOR TWN PHL IDN EGY SYR TUN DZA NGA GHA CIV SEN MLI NER BEN TGO CMR GAB CAF TCD COG COD UGA KEN TZA BDI RWA AGO MOZ ZMB ZWE MWI ZAF NAM BWA MDG SYC GNQ GMB SLE LBR GIN ERI DJI SDN SSD GUY PLW FSM MHL NRU KIR".split())
MONARCH = {"SAU": "King", "MAR": "King", "JOR": "King", "SWZ": "King", "OMN": "Sultan", "BRN": "Sultan", "QAT": "Emir", "KWT": "Emir", "BHR": "King", "BTN": "King"}
# Groups in arms, and walks of life outside the state, by the words of recalled.txt.
ARMED = r"\b(guerrilla|militant|insurgent|militia|taliban|haqqani network|islamic jihad|al-shabaab|boko haram|farc|eln|auc|shining path|mrta|zapatista|contra|m19|unita|renamo|ruf|lurd|lra|m23|rcd|mlc|fdlr|tplf|olf|oromo liberation army|splm-n|splm|slm|jem|fano|tamil tiger|jaish-e-mohammed|lashkar-e-taiba|hizbul mujahideen|abu sayyaf|milf|mnlf|npa|free aceh|fretilin|maoist|nscn|ulfa|khalistan|arakan army|kia|knu|kla|nla|chechen rebel|ira|eta|jnim|mnla|ansar dine|northern alliance|kdp peshmerga|ypg|sdf|al-nusra|free syrian army|mojahedin|jemaah islamiyah|anti-balaka|seleka|polisario front|al-qassam brigades|kataib hezbollah|badr organization|khmer rouge|hizb-i-islami|ethnic armed group)"
WALKS = (
    (r"dissident|presidential candidate|protest leader", "OPP"),
    (r"cartel|drug lord|gang leader|mafia|arms dealer", "CRM"),
    (r"archbishop|patriarch|cardinal|dalai lama|grand mufti|grand ayatollah|cleric|bishop|chief rabbi|grand imam|preacher", "REL"),
    (r"journalist|publisher|editor|broadcaster|wikileaks", "JRN"),
    (r"businessman|businesswoman|oligarch|chief executive officer|media owner|founder of (tesla|microsoft|facebook|amazon|telegram|alibaba)", "BUS"),
    (r"union leader|trade unionist", "LAB"),
    (r"human rights|campaigner|lawyer|whistleblower|community leader|indigenous leader|chess champion|writer|nobel|aid chief|philanthropist", "CVL"),
    (r"^(senator|member of congress|congress(man|woman)|member of parliament|member of the european parliament|parliamentary leader|committee chair)", "LEG"),
    (r"spy chief|director of national intelligence", "SPY"),
    (r"police chief|fbi director", "COP"),
    (r"^former\b|^first lady|royal|prince in exile|crown prince in exile", "ELI"),
)
# First and last name together do not make a person here.
LINEAGE = FAMILY_FIRST | set("SAU ARE QAT KWT BHR OMN JOR YEM IRQ LBY SOM SDN MRT PAK AFG BGD IDN MYS BRN MMR MNG ETH ERI DJI TCD COM MDV LKA FSM KIR TON WSM".split())
WORDS = set("green hope may brown day rice bush king young wise price rich field moon noble long gold love stone church bishop prince wood hill park banks wells rivers lake forest white black gray grey small little strong good sun an no to so he do in as is son van von de la le el al bin ben dos san saint st junior note christian major marine just power key english french german holland israel jordan chad paris london washington lincoln jackson march april june august friday monday will bill grant mark frank faith justice court judge pope cook baker smith hunter fisher mason carter turner taylor cooper walker parker page best first last west east north south summer winter snow frost fox wolf bear bird hawk swan rose reed marsh moore miller minister general secretary union party states house law wall street bank well peace war".split())


def fold(s):
    s = "".join(c for c in unicodedata.normalize("NFKD", s) if not unicodedata.combining(c))
    for a, b in (("ø", "o"), ("Ø", "O"), ("ł", "l"), ("Ł", "L"), ("ı", "i"), ("đ", "d"), ("Đ", "D"), ("ß", "ss"), ("æ", "ae"), ("ə", "a"), ("’", ""), ("'", ""), ("`", "")):
        s = s.replace(a, b)
    return re.sub(r"[^a-z0-9]+", " ", s.lower()).strip()


def slug(s):
    return fold(s).replace(" ", "-")


def title(s):
    """KING JUAN_CARLOS -> King Juan Carlos; al-, bin and the like stay small."""
    out = []
    for w in s.split():
        w = "-".join(("al" if p.lower() == "al" else "el" if p.lower() == "el" else p.capitalize()) if p.isupper() or p.islower() else p for p in w.split("-"))
        w = re.sub(r"\b(Mc|O')([a-z])", lambda m: m[1] + m[2].upper(), w)
        out.append(w.lower() if w.lower() in ("bin", "bint", "ibn", "de", "da", "dos", "van", "von", "der", "la") and out else w)
    return " ".join(out)


def apart(p, start, end):
    """Whether no term of recalled.txt (or other term) of the person touches the span."""
    return not any(t[3] <= end and (not t[4] or t[4] >= start) for t in p["terms"] if t[5] != "seen")


def last_day(year, month):
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"


class People:
    def __init__(self):
        self.by_key = {}
        self.surname = collections.defaultdict(set)
        self.ends = {}

    def find(self, name, country):
        key = (fold(name), country)
        p = self.by_key.get(key)
        # "Jair Messias B." is "Jair B." of the same country, where names are built that way.
        words = fold(name).split()
        ends = (words[0], words[-1], country) if len(words) > 1 and country not in LINEAGE else None
        if p is None and ends and ends in self.ends and (len(words) > 2) != (len(fold(self.ends[ends]["name"]).split()) > 2):
            p = self.by_key[key] = self.ends[ends]
            p["aliases"].add(name)
        if p is None:
            p = self.by_key[key] = {"name": name, "country": country, "aliases": set(), "short": set(), "terms": []}
            if ends:
                self.ends.setdefault(ends, p)
        return p

    def alias(self, p, full=(), short=()):
        for a in full:
            if a and fold(a) != fold(p["name"]):
                p["aliases"].add(a)
                self.by_key.setdefault((fold(a), p["country"]), p)
        for s in short:
            if len(fold(s)) > 1:
                p["short"].add(s)
                self.surname[p["country"], fold(s)].add(id(p))

    def of_surname(self, country, surname):
        ids = self.surname.get((country, fold(surname)), ())
        seen = {id(p): p for p in self.by_key.values() if id(p) in ids}
        return list(seen.values())

    def term(self, p, office, sector, start, end, source):
        t = (p["country"], office, sector, start, end, source)
        if t not in p["terms"]:
            p["terms"].append(t)


def sector_of(office):
    o = office.lower()
    if re.search(r"opposition|activist|^first minister of x", o):
        return "CVL" if "activist" in o else "OPP"
    if re.search(r"\b(rebel|pkk|hamas|hezbollah|houthi|hts|al-qaeda|islamic state|libyan national army|bosnian serb) (leader|commander)", o) or "rapid support" in o:
        return "REB"
    if re.search(r"wagner|quds|army chief|joint chiefs|army commander", o):
        return "MIL"
    if re.search(r"speaker|majority leader|minority leader|president of (the )?(senate|parliament|national assembly|legislat)", o):
        return "LEG"
    if re.search(r"chief justice|prosecutor|supreme court|judge", o):
        return "JUD"
    if re.search(r"cia director|intelligence chief|director of central intelligence", o):
        return "SPY"
    if re.search(r"party (leader|official)", o):
        return "PTY"
    return "GOV"


def sector_told(office):
    """The sector of an office of recalled.txt."""
    o = office.lower()
    if re.search(ARMED + r" (leader|commander|chief|spokesman)", o):
        return "REB"
    if re.search(r"^(leader|president|prime minister) of (the )?(donetsk|luhansk|abkhazia|south ossetia|transnistria|nagorno-karabakh|northern cyprus|somaliland|polisario)", o):
        return "PRE"
    if re.search(r"guards commander|fedayeen saddam|(air force|navy) (chief|commander)|(army|military|navy|air force|coast guard) spokes", o):
        return "MIL"
    return next((s for pattern, s in WALKS if re.search(pattern, o)), None) or sector_of(office)


def office_of(raw, country):
    """The CIA's office in the words of nouns.tsv, where it is one of those; else in the source's words."""
    o = re.sub(r"\s+", " ", raw.replace("&", "and").replace("Govt.", "Government").replace("Intl.", "International").replace("Dep.", "Deputy")).strip()
    low = o.lower()
    if re.match(r"(deputy|vice minister|minister of state|assistant|junior|state minister|parliamentary|under)", low) and not low.startswith("deputy prime"):
        return o
    first = [
        (r"^(minister|secretary|cabinet secretary|federal minister|federal councillor|chief) .*(foreign|external) (affairs|relations|and commonwealth)|^sec(retary)?\. of state for foreign|minister of international relations and cooperation|minister of foreign", "Foreign Secretary" if country in ("GBR", "MEX") else "Foreign Minister"),
        (r"^secretary of state$", "Secretary of State" if country == "USA" else o),
        (r"^(minister|secretary|cabinet secretary|federal minister|sec\.) .*\bdefen[cs]e", "Defense Secretary" if country in ("GBR", "USA", "MEX", "PHL") else "Defense Minister"),
        (r"^(minister|federal minister) .*(interior|home affairs|internal affairs)", "Interior Minister"),
        (r"^(minister|federal minister) .*\bfinance", "Finance Minister"),
        (r"^secretary of the treasury", "Treasury Secretary"),
        (r"^(minister|federal minister) .*\bjustice", "Justice Minister"),
        (r"^(minister|federal minister) .*\b(trade|commerce)", "Trade Minister"),
        (r"^(minister|federal minister) .*\bhealth", "Health Minister"),
        (r"^(minister|federal minister) .*\b(energy|petroleum|oil)\b", "Energy Minister"),
        (r"^(minister|federal minister) .*\bagriculture", "Agriculture Minister"),
        (r"^(minister|federal minister) .*\beconom", "Economy Minister"),
        (r"^(minister|federal minister) .*\benvironment", "Environment Minister"),
        (r"^premier( of|$)|^prime minister", "Prime Minister"),
        (r"^president( of the (republic|swiss confederation|state))?$|^(interim|acting) president$", "President"),
        (r"^(first |second |executive )?vice president", "Vice President"),
        (r"^deputy prime minister|^vice premier", "Deputy Prime Minister"),
        (r"^(governor|president|chairman|chmn\.).*\b(central bank|reserve bank|bank of|national bank|monetary authority)", "Central Bank Governor"),
        (r"^(chancellor|king|queen|emperor|sultan|amir|emir|grand duke|pope|taoiseach|supreme leader)$", o.replace("Amir", "Emir")),
        (r"permanent representative to the un", "UN Ambassador"),
        (r"^ambassador to the us", "Ambassador to the United States"),
        (r"^attorney general", "Attorney General"),
        (r"^(national security adviser|national security advisor)", "National Security Adviser"),
    ]
    for pattern, office in first:
        if re.search(pattern, low):
            return office
    return o


def capitals(name):
    """'Fumio KISHIDA' -> ('Fumio Kishida', 'Kishida'): the sources write the family name in capitals."""
    name = re.sub(r"\(.*?\)|\[.*?\]|\"[^\"]*\"", " ", name)
    name = re.sub(r"^(Acting|Interim|Transitional|Captain|Dr\.?|Gen\.?|Lt\.?|Col\.?|Maj\.?|Brig\.?|Adm\.?|Sir|Dame|Ret\.?|,| )+ ", "", " " + name).strip(" ,")
    words = name.split()
    caps = [w for w in words if len(re.sub(r"[^A-Za-zÀ-ž]", "", w)) > 1 and re.sub(r"[^\w]", "", re.split(r"[-']", w)[0]).isupper() and not re.fullmatch(r"[IVX]+|II|III|IV|VI+|XVI|XIV", w.strip(","))]
    full = title(" ".join(words).replace(",", ""))
    return full, title(" ".join(caps)) if 0 < len(caps) <= 3 else ""


def phoenix(shared, people):
    """Names with dates of the PETRARCH2 dictionary: (country, name) -> [(code, from, to)]."""
    text = tarfile.open(shared / "phoenix_dicts/petrarch2_dictionaries.tar.gz").extractfile("petrarch2/data/dictionaries/Phoenix.Countries.actors.txt").read().decode("utf-8", "replace")
    name, out = None, {}

    def day(s):
        s = s.strip()
        if not re.fullmatch(r"\d{6}|\d{8}", s):
            return None
        if len(s) == 6:
            s = ("20" if int(s[:2]) < 30 else "19") + s
        y, m, d = int(s[:4]), int(s[4:6]), int(s[6:])
        return f"{y:04d}-{m:02d}-{min(d, calendar.monthrange(y, m)[1]):02d}" if 1 <= m <= 12 and d >= 1 and 1900 < y < 2030 else None

    for line in text.splitlines():
        if line.startswith(("#", "+")) or not line.strip():
            continue
        if not line[0].isspace():
            name = re.split(r"\s|\[", line)[0].strip("_").replace("_", " ")
        if name is None:
            continue
        for code, span in re.findall(r"\[([A-Z]{3}[A-Z]*)\s*([<>]?[\d-]*)\]", line):
            if not span or not code[3:].startswith("GOV") or code[3:9] == "GOVBUS":
                continue
            if span[0] == ">":
                start, end = day(span[1:]), "2014-01-30"
            elif span[0] == "<":
                continue
            else:
                a, _, b = span.partition("-")
                start, end = day(a), day(b)
            if start and end and start <= end:
                out.setdefault((code[:3], name), []).append((start, end, "MIL" if code[6:9] == "MIL" and False else "GOV"))
    return out


def main():
    arg = argparse.ArgumentParser()
    arg.add_argument("--shared", required=True, type=pathlib.Path)
    shared = arg.parse_args().shared / "data"
    states = [l.rstrip("\n").split("\t") for l in open(HERE / "countries/countries.tsv") if l[0] != "#"]
    cow = {}
    for s in sorted(states, key=lambda s: s[12] != ""):
        cow.setdefault(s[3], s[0])
    by_name = {}
    for l in open(HERE / "countries/names.tsv"):
        c = l.rstrip("\n").split("\t")
        if c[1] == "name":
            by_name.setdefault(fold(c[2]), c[0])
    people = People()
    closed = set()

    for line in open(pathlib.Path(__file__).parent / "recalled.txt", encoding="utf-8"):
        if line.startswith("#") or not line.strip():
            continue
        parts = [p.strip() for p in line.strip().split(";")]
        names = parts[1].split("|")
        p = people.find(names[0], parts[0])
        people.alias(p, [n for n in names[1:] if n[0] != "~"], [n[1:] for n in names[1:] if n[0] == "~"])
        closed.add(id(p))
        for t in parts[2:]:
            office, start, end = re.fullmatch(r"(.+) (\d{4}-\d\d-\d\d) (\S+)", t).groups()
            people.term(p, office, sector_told(office) if parts[0] not in ("UNO", "IGO", "EUR") or "Prosecutor" in office else "IGO", start, "" if end == "-" else end, "recalled")
            if parts[0] in ("ISM", "NGO"):
                p["terms"] = [(c, o, "REB" if c == "ISM" else "NGO", a, b, s) for c, o, _, a, b, s in p["terms"]]

    # A monarch of several realms, a president of territories too, is a person of the country that recalled.txt gives.
    home_of = collections.defaultdict(set)
    for key, country in people.by_key:
        if country not in ("UNO", "IGO", "EUR", "NGO", "ISM"):
            home_of[key].add(country)

    def elsewhere(full, code):
        return home_of.get(fold(full)) and code not in home_of[fold(full)]

    # CIA, June 2019
    for r in csv.DictReader(io.TextIOWrapper(gzip.open(shared / "leaders/cia_world_leaders_2019-06.csv.gz"), "utf-8")):
        country = r["country"]
        if "," in country:
            a, b = country.split(",", 1)
            country = f"{b.strip()} {a}"
        code = by_name.get(fold(country)) or by_name.get(fold(country.replace("The ", "")))
        if not code or not r["name"].strip():
            continue
        full, short = capitals(r["name"])
        if len(full.split()) < 2 and not short or elsewhere(full, code):
            continue
        p = people.find(full, code)
        if short and fold(short) not in WORDS:
            people.alias(p, [], [short])
        if code in FAMILY_FIRST and short and full.split()[0] == short:
            people.alias(p, [" ".join(full.split()[1:] + [short])] if len(full.split()) == 2 else [])
        office = office_of(r["office"], code)
        # The list is slow to let go of an office that recalled.txt knows to have ended.
        stale = any(t[5] == "recalled" and (t[1] == office or "2019-02" < t[4] < "2019-06-01" or t[1] == "President" and "2012" < t[4] < "2019-06-01") for t in p["terms"]) or "Eternal" in office
        if id(p) not in closed or apart(p, "2019-06-01", "2019-06-30") and not stale:
            people.term(p, office, sector_of(office), "2019-06-01", "2019-06-30", "seen")

    # Factbook, May 2026
    months = {m: i for i, m in enumerate("January February March April May June July August September October November December".split(), 1)}
    gec = {s[5].upper(): s[0] for s in states if s[5]}
    for line in gzip.open(shared / "factbook/factbook_political_actors.jsonl.gz", "rt"):
        d = json.loads(line)
        code = gec.get(d["gec"].upper())
        if not code:
            continue
        ex = d.get("executive") if isinstance(d.get("executive"), dict) else {}
        dip = d.get("dip_us") if isinstance(d.get("dip_us"), dict) else {}
        for text, default in ((ex.get("chief of state"), "President"), (ex.get("head of government"), "Prime Minister"), (dip.get("chief of mission"), "Ambassador")):
            if not isinstance(text, str) or "vacant" in text:
                continue
            m = re.match(r"(?:note.*?\| )?((?:Acting |Interim |Transitional |Transition )?(?:Vice |Supreme |Grand |Federal |State |Deputy |Crown |Captain |Governor |Chief |Co-|Prime |First )*(?:President|Minister|King|Queen|Emperor|Sultan|Amir|Emir|Duke|Prince|Chancellor|Premier|Leader|Taoiseach|Pope|Chairman|Ambassador|Executive|Governor|Councilor))\s+(.+?)\s*\(since (.+?)\)", text)
            if not m:
                continue
            office = m[1].replace("Amir", "Emir").replace("Premier", "Prime Minister")
            office = re.sub(r"^(Acting|Interim|Transitional|Transition|Federal) ", "", office)
            since = re.match(r"(?:(\d+) )?(?:(\w+) )?(\d{4})$", m[3])
            if not since:
                continue
            start = f"{since[3]}-{months.get(since[2], 1):02d}-{int(since[1] or 1):02d}"
            if not since[2]:
                start = f"{since[3]}-12-31"  # the year alone: surely from its end on
            full, short = capitals(m[2])
            if len(full) < 3 or ";" in full or elsewhere(full, code):
                continue
            p = people.find(full, code)
            if short and fold(short) not in WORDS:
                people.alias(p, [], [short])
            if office == "Ambassador":
                office = "Ambassador to the United States"
            if id(p) not in closed:
                people.term(p, office, "GOV", start, "", "factbook")

    # US ambassadors and principals. An end that is missing for someone not of the last holders is the successor's day, at
    # most two years on.
    starts = collections.defaultdict(list)
    for r in csv.DictReader(io.TextIOWrapper(gzip.open(shared / "us_state_history/us_chiefs_of_mission_and_principals.csv.gz"), "utf-8")):
        starts[r["unit"], r["role"]].append(r["started"] or r["appointed"])
    for r in csv.DictReader(io.TextIOWrapper(gzip.open(shared / "us_state_history/us_chiefs_of_mission_and_principals.csv.gz"), "utf-8")):
        start = r["started"] or r["appointed"]
        if not start or start < "1989" or r["role"].startswith(("charge", "acting", "principal-officer")):
            continue
        name = re.sub(r" \(.*?\)", "", r["person_name"])
        bare = re.sub(r",? (Jr\.?|Sr\.?|II|III|IV)$", "", name)
        words = bare.split()
        short = words[-1]
        unit = r["unit"].replace("-", " ")
        if r["kind"] == "missions-countries":
            office = "Ambassador to " + title(unit)
        elif r["kind"] == "missions-orgs":
            office = "UN Ambassador" if r["unit"] == "representative-to-un" else title(unit).replace(" To ", " to ").replace("Un", "UN")
        elif r["unit"] == "secretary":
            office = "Secretary of State"
        else:
            office = title(unit)
            for a, b in ((" For ", " of State for "), ("Mgmt", "Management"), (" And ", " and "), ("Deputy Secretary", "Deputy Secretary of State"), (" Of ", " of "), (" At ", " at "), ("Econ Business Ag", "Economic Affairs")):
                office = office.replace(a, b)
            office = re.sub(r"^(Assistant|Under) Secretary (?!of State)", r"\1 Secretary of State for ", office)
        middle = [w for w in words[1:-1] if len(w.strip(".")) > 1]
        p = people.find(f"{words[0]} {' '.join(middle + [short])}" if middle and len(words) > 3 else name, "USA")
        for other in (name, bare, f"{words[0]} {short}"):
            q = people.by_key.get((fold(other), "USA"))
            if q is not None and q is not p and not p["terms"]:
                p = q
                break
        people.alias(p, [name, bare, f"{words[0]} {short}"] if len(words) > 2 else [bare], [short] if fold(short) not in WORDS else [])
        if id(p) not in closed or not office.startswith(("Secretary of State", "UN Ambassador")):
            start = (start + "-01-01")[:10] if len(start) == 4 else (start + "-01")[:10]
            end = r["ended"]
            if len(end) in (4, 7):
                end = last_day(int(end[:4]), int(end[5:7] or 12))
            if not end and start < "2023":
                limit = f"{int(start[:4]) + 2}{start[4:8]}{min(int(start[8:10] or 1), 28):02d}"
                end = min([limit] + [x for x in starts[r["unit"], r["role"]] if x > start])
            people.term(p, office, "GOV", start[:10], end if not end or end >= start else "", "pocom")

    # Phoenix: full names with dates, for REIGN's surnames and by themselves
    dated = phoenix(shared, people)
    by_surname = collections.defaultdict(list)
    for (code, name), spans in dated.items():
        words = title(name).split()
        if not 2 <= len(words) <= 5 or any(len(w) < 2 for w in words[-1:]):
            continue
        by_surname[code].append((title(name), {fold(w) for w in re.split(r"[ -]", name)} | {fold(words[-1]), fold(" ".join(words[-2:]))}, spans))

    # REIGN
    reign = list(csv.DictReader(open(shared / "leaders/REIGN_leaderlist_2021-03.csv", encoding="utf-8", errors="replace")))
    by_state = collections.defaultdict(list)
    for r in reign:
        if r["ccode"] and r["syear"]:
            by_state[r["ccode"]].append(r)
    unnamed = 0
    for c, rows in by_state.items():
        code = {"260": "DEU", "255": "DEU", "345": "SRB", "340": "SRB", "678": "YEM", "816": "VNM"}.get(c) or cow.get(c)
        if code is None or c == "265" or c == "817":
            continue
        rows.sort(key=lambda r: (int(r["syear"]), int(r["smonth"] or 1), int(r["sdate"] or 1)))
        for i, r in enumerate(rows):
            start = f"{int(r['syear']):04d}-{int(r['smonth'] or 1):02d}-{min(int(r['sdate'] or 1), 28):02d}"
            if r["eyear"]:
                end = last_day(int(r["eyear"]), int(r["emonth"] or 12))
            else:
                end = "2021-02-28"
            if end < "1985" or end < start:
                continue
            if i + 1 < len(rows):
                n = rows[i + 1]
                nxt = f"{int(n['syear']):04d}-{int(n['smonth'] or 1):02d}-{min(int(n['sdate'] or 1), 28):02d}"
                if start < nxt <= end:
                    end = nxt
            country = code
            if code == "RUS" and start < "1991-12-25":
                continue
            leader = re.sub(r"\(.*?\)", "", r["leader"]).strip(" ,")
            key = fold(leader)
            if elsewhere(leader, code):
                continue  # an occupier
            near = [p for p in people.of_surname(country, leader)]
            full_hit = people.by_key.get((key, country))
            p = full_hit
            if p is None:
                strong = [q for q in near if any(a <= end and (not b or b >= start) for _, o, _, a, b, _ in q["terms"] if re.search(r"President|Prime|Chancellor|King|Leader|Emir|Sultan|Taoiseach|General Secretary|Pope|Chief", o))]
                strong = [q for q in strong if id(q) in closed] or strong
                p = strong[0] if len(strong) == 1 else None
            if p is None:
                best = [n for n, toks, spans in by_surname[country] if (set(key.split()) <= toks or key in toks) and any(a <= end and b >= start for a, b, _ in spans)]
                exact = [n for n in best if fold(n).split()[-1] == key.split()[-1] or country in FAMILY_FIRST and fold(n).split()[0] == key.split()[0]]
                best = exact or best
                name = best[0] if len(best) == 1 or best and len(key.split()) == 1 else None
                if name is None:
                    name = leader
                    unnamed += len(leader.split()) == 1
                p = people.find(name, country)
            if fold(leader) not in WORDS and len(leader.split()) <= 2:
                people.alias(p, [], [leader])
            if id(p) in closed:
                continue
            office = "Prime Minister" if country in PREMIER else "Chancellor" if country in CHANCELLOR else "President" if country in PRESIDENT else MONARCH.get(country, "Leader")
            if any(s == "factbook" and o in ("President", "Prime Minister", "King", "Emir", "Sultan") and a <= last_day(int(start[:4]), int(start[5:7])) for _, o, _, a, b, s in p["terms"]):
                continue
            people.term(p, office, "GOV", start, end, "reign")

    for country, rows in by_surname.items():
        for name, _, spans in rows:
            if max(b for _, b, _ in spans) < "1990" or re.match(r"(?i)a\.?k\.?a", name):
                continue
            p = people.by_key.get((fold(name), country))
            if p is None:
                p = people.find(name, country)
                words = name.split()
                short = words[0] if country in FAMILY_FIRST else words[-1]
                if fold(short) not in WORDS:
                    people.alias(p, [], [short])
            elif p["terms"] and id(p) in closed:
                # Told by day: of the dictionary's spans only what comes before those terms, or stands apart.
                for a, b, _ in spans:
                    first = min([t[3] for t in p["terms"] if t[5] == "recalled" and a < t[3] <= b], default=None)
                    if first:
                        b = str(datetime.date.fromisoformat(first) - datetime.timedelta(1))
                    if apart(p, a, b) and b[:7] > a[:7] and b > "1990":
                        people.term(p, "", "GOV", a, b, "phoenix")
                continue
            elif p["terms"]:
                continue  # known with offices
            merged = []
            for a, b, _ in sorted(spans):
                if merged and a[:4] <= str(int(merged[-1][1][:4]) + 1):
                    merged[-1][1] = max(b, merged[-1][1])
                else:
                    merged.append([a, b])
            for a, b in merged:
                people.term(p, "", "GOV", a, b, "phoenix")

    seen, rows = {}, []
    for p in people.by_key.values():
        if id(p) in seen or not p["terms"]:
            continue
        seen[id(p)] = p
        rows.append((f"person:{slug(p['name'])}-{p['country']}", p))
    rows.sort(key=lambda r: r[0])
    out, last = [], None
    for i, p in rows:
        if i == last or not slug(p["name"]):
            continue
        last = i
        out.append((i, p))
    with open(HERE / "actors/people.tsv", "w") as f:
        f.write("# Persons and their names; ~ marks a name used alone. Made by data/make/make_people.py; offices in terms.tsv.\n#id\tname\taliases\n")
        for i, p in out:
            short = sorted({s for s in p["short"] if fold(s) not in WORDS or any(t[5] == "recalled" for t in p["terms"])} - {p["name"]})
            f.write(f"{i}\t{p['name']}\t{'|'.join(sorted(p['aliases']) + ['~' + s for s in short])}\n")
    n = 0
    with open(HERE / "actors/terms.tsv", "w") as f:
        f.write("# Offices held. Made by data/make/make_people.py, which says what each source stands for.\n#id\tcountry\toffice\tsector\tfrom\tto\tsource\n")
        for i, p in out:
            for t in sorted(p["terms"], key=lambda t: (t[3], t[4] or "9", t[1])):
                f.write("\t".join((i, *t)) + "\n")
                n += 1
    print(len(out), "persons,", n, "terms,", unnamed, "leaders known by surname only")


if __name__ == "__main__":
    main()
