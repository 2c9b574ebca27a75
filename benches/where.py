#!/usr/bin/env python3
"""Measures where places lie on GeoVirus and prints tables. Not a test.

usage: where.py --shared DIR [--asker target/release/examples/places] [--binary target/release/chancery] [--errors] [--write]

DIR/data/geovirus: paragraphs of news of diseases, with places annotated by hand and their coordinates from Wikipedia. Two halves of the
articles, by a hash of the address: errors are looked at in half A only (--errors), half B is held out. *given*: the annotated names
are asked with the text that they stand in; right is an answer within 161 km (100 miles), and no answer is wrong. Countries and larger
regions have middles far from each other in any two sources, so they are counted apart. *found*: the places of the acts that
`chancery code` finds in the texts, where they touch an annotated name.
"""
import argparse, collections, csv, gzip, hashlib, io, json, math, os, re, subprocess, unicodedata, urllib.parse
import xml.etree.ElementTree as ET

from figures import keep

NEAR = 161


def half(article): return "AB"[int(hashlib.sha256(article.encode()).hexdigest(), 16) % 2]


def fold(s): return "".join(c for c in unicodedata.normalize("NFKD", s) if not unicodedata.combining(c)).lower()


def apart(a, b):
    """Kilometres between two points."""
    (p, q), (r, s) = [[math.radians(x) for x in y] for y in (a, b)]
    return 12742 * math.asin(math.sqrt(math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2))


def kinds(shared):
    """The kind of a place by the title of its page (country, region, or town for all that is neither), and a country's code."""
    at = os.path.join(shared, "data/geonames")
    rows = lambda name: csv.reader((l for l in open(os.path.join(at, name), encoding="utf8") if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
    countries = {fold(r[4]): r[1] for r in rows("countryInfo.tsv") if len(r) > 4} | {
        "republic of ireland": "IRL", "democratic republic of the congo": "COD", "republic of the congo": "COG", "republic of macedonia": "MKD", "north macedonia": "MKD",
        "ivory coast": "CIV", "czech republic": "CZE", "east timor": "TLS", "vatican city": "VAT", "people's republic of china": "CHN", "turkey": "TUR", "swaziland": "SWZ",
        "cape verde": "CPV", "the gambia": "GMB", "the bahamas": "BHS", "burma": "MMR", "state of palestine": "PSE", "georgia (country)": "GEO"}
    regions = {fold(r[2]) for r in rows("regionInfo.tsv") if len(r) > 2}
    short = lambda s: re.sub(r" (province|region|state|oblast|prefecture|governorate|department|district)$", "", s)
    regions |= {short(r) for r in regions}
    words = re.compile(r"\b(africa|asia|europe|america|oceania|middle east|caribbean|scotland|england|wales|northern ireland|balkans|sea|ocean|gulf|strait|river|lake|province|region|state|oblast|prefecture|governorate|territory|coast|peninsula)\b")
    def kind(page):
        title = fold(urllib.parse.unquote(page.rsplit("/", 1)[-1]).replace("_", " "))
        bare = re.sub(r" \(.*\)$|,.*$", "", title)
        if title in countries: return "country", countries[title]
        if "city" in title or "(town)" in title or "," in title: return "town", None
        return "region" if bare in regions or short(bare) in regions or words.search(bare) or "(u.s. state)" in title else "town", None
    return kind


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("--asker", default="target/release/examples/places")
    a.add_argument("--binary", default="target/release/chancery")
    a.add_argument("--errors", action="store_true", help="list the errors of half A")
    a.add_argument("--write", action="store_true", help="into models/coder/measured.json")
    a = a.parse_args()
    kind = kinds(a.shared)
    articles = []
    for x in ET.fromstring(gzip.open(os.path.join(a.shared, "data/geovirus/GeoVirus.xml.gz")).read()).findall("article"):
        places = [{t: p.findtext(t) for t in ("name", "start", "end", "lat", "lon", "page")} for p in x.iter("location")]
        articles.append((x.findtext("source"), x.findtext("text"), places))
    asked = "".join(json.dumps({"text": text, "names": [p["name"] for p in places]}) + "\n" for _, text, places in articles)
    out = subprocess.run([a.asker], input=asked, check=True, capture_output=True, text=True).stdout
    rows, named, causes, found = collections.defaultdict(list), collections.defaultdict(list), collections.defaultdict(collections.Counter), collections.Counter()
    for (source, text, places), answers in zip(articles, map(json.loads, out.splitlines())):
        for p, got in zip(places, answers):
            right = (float(p["lat"]), float(p["lon"]))
            off = apart(right, (got["lat"], got["lon"])) if got and got["lat"] is not None else None
            k, code = kind(p["page"])
            if code: named[half(source)].append(bool(got) and got["precision"] == "country" and got["country"] == code)
            rows[half(source), k].append(off)
            if off is None or off > NEAR:
                why = ("known without coordinates" if got else "ambiguous, left open" if got is False else "name not known") if off is None else "middle of a large land" if k != "town" and off < 1500 else "another place of the name"
                causes[half(source)][f"{k}: {why}"] += 1
                if a.errors and half(source) == "A":
                    print(f"{k}: {why}\t{p['name']}\t{p['page'].rsplit('/', 1)[-1]}\t{right}\t{got}\t{'' if off is None else round(off)} km")
    stories = "".join(json.dumps({"id": str(n), "date": None, "title": None, "text": text}) + "\n" for n, (_, text, _) in enumerate(articles))
    out = subprocess.run([a.binary, "code", "--min-confidence", "0", "-"], input=stories, check=True, capture_output=True, text=True).stdout
    for m in map(json.loads, out.splitlines()):
        p = m["place"]
        if not p: continue
        source, text, places = articles[int(m["document"]["id"])]
        gold = [g for g in places if int(g["start"]) < p["span"][1] and p["span"][0] < int(g["end"])]
        if not gold: continue
        found["places of acts"] += 1
        if p["lat"] is None: found["not known"] += 1
        elif min(apart((float(g["lat"]), float(g["lon"])), (p["lat"], p["lon"])) for g in gold) <= NEAR or p["precision"] == "country" and any(kind(g["page"])[1] == p["country"] for g in gold): found["right"] += 1
        else: found["wrong"] += 1
    figures = {}
    print("| half | kind | names | within 161 km | no answer | of answers | median error of answers, km |\n|---|---|---|---|---|---|---|")
    for name, halves in (("A", "A"), ("B", "B"), ("both", "AB")):
        for k in ("town", "region", "country", "all"):
            offs = [o for h in halves for x in ("town", "region", "country") if k in (x, "all") for o in rows[h, x]]
            told = sorted(o for o in offs if o is not None)
            row = {"names": len(offs), "within": round(sum(o <= NEAR for o in told) / len(offs), 4), "none": len(offs) - len(told), "answers": round(sum(o <= NEAR for o in told) / len(told), 4), "median": round(told[len(told) // 2], 1)}
            figures[f"{name}, {k}"] = row
            print(f"| {name} | {k} | {row['names']} | {row['within']:.3f} | {row['none']} | {row['answers']:.3f} | {row['median']:.0f} |")
    for name in "AB": print(f"\nerrors of half {name}: " + ", ".join(f"{k} {v}" for k, v in causes[name].most_common()))
    print("\ncountries that are the right ones: " + ", ".join(f"half {h} {sum(named[h])} of {len(named[h])}" for h in "AB"))
    print("\nfound: " + ", ".join(f"{k} {v}" for k, v in found.items()))
    if a.write: keep(where={"figures": figures, "countries": [sum(named["A"] + named["B"]), len(named["A"] + named["B"])], "causes": sum(causes.values(), collections.Counter()), "found": found})


if __name__ == "__main__":
    main()
