#!/usr/bin/env python3
"""Names taken at random from a PETRARCH dictionary of actors, asked with the dictionary given, and without it. Not a test.

usage: own_names.py [--binary target/release/chancery] [-n 1000] [--seed 1] [--errors] DICTIONARY

A case is a name or further name and a day for which exactly one country is told: the middle of the days of a code, today for codes without.
Right: the country (and the sector, where the code's second part is GOV, MIL, ELI, REB, OPP, JUD, LEG, COP, SPY) as read here from the code,
apart from the program's own reader. Names are asked with capitals at the beginning of every word, a name of one word up
to five letters all in capitals. Also prints the processor time
and memory that one question costs (five runs, the least time, the most memory).
"""
import argparse, csv, datetime, json, os, random, re, subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
OTHER = {"TMP": "TLS", "KSV": "KOS", "KNT": "KNA", "USR": "SUN", "ROM": "ROU", "IMY": "IMN", "SRP": "SRB", "ZAR": "COD", "PAL": "PSE", "GZA": "PSE",
         "FRY": "YUG", "MTN": "MNE", "BUR": "MMR", "FRN": "FRA", "WSB": "PSE"}
SECTORS = "GOV MIL ELI REB OPP JUD LEG COP SPY".split()
ISO = {r[0] for r in csv.reader(open(os.path.join(HERE, "../data/countries/countries.tsv"), encoding="utf8"), delimiter="\t")}


def country(code):
    first = code[:3]
    if first == "IGO": return "UNO" if "UNO" in code else "EUR" if "EEC" in code else "IGO"
    if first == "MNC": return "MNC"
    if first == "IMG": return "ISM"
    if first == "NGO":
        later = [code[i:i + 3] for i in range(3, len(code), 3)]
        home = [c for c in later if c in ISO and c != "MUS"]  # Muslim, not Mauritius
        if home: return home[0]
        return "NGO"
    return first if first in ISO else OTHER.get(first)


def day(d):
    if len(d) == 6: d = ("20" if int(d[:2]) <= 30 else "19") + d
    return datetime.date(int(d[:4]), int(d[4:6]), int(d[6:8]))


def entries(path):
    names, codes = [], []
    for line in open(path, encoding="latin1"):
        line = line.split("#")[0].strip()
        if not line: continue
        if line[0] not in "+[":
            if names and codes: yield names, codes
            names, codes = [], []
        name = line.split("[")[0].strip().lstrip("+").replace("_", " ").strip()
        if name and line[0] != "[": names.append(name)
        for code, days in re.findall(r"\[([A-Z]{3,})\s*([<>]?\s*\d*\s*-?\s*\d*)\]", line):
            try:
                d = days.replace(" ", "")
                if not d: codes.append((code, datetime.date.min, datetime.date.max, True))
                elif d[0] == "<": codes.append((code, datetime.date.min, day(d[1:]) - datetime.timedelta(1), False))
                elif d[0] == ">": codes.append((code, day(d[1:]), datetime.date.max, False))
                else:
                    begin, end = map(day, d.split("-"))
                    codes.append((code, begin, end, False))
            except ValueError: pass
    if names and codes: yield names, codes


def cases(path, n, rng):
    told = {}
    for names, codes in entries(path):
        for name in names: told.setdefault(name, []).extend(codes)
    out, pool = [], sorted(told)
    rng.shuffle(pool)
    for name in pool:
        if not re.fullmatch(r"[A-Z .'-]{3,}", name): continue
        code, a, b, always = rng.choice(told[name])
        if always: when = datetime.date(2014, 1, 1)
        elif a == datetime.date.min: when = b - datetime.timedelta(30)
        elif b == datetime.date.max: when = a + datetime.timedelta(30)
        else: when = a + (b - a) / 2
        dated = [c for c in told[name] if not c[3] and c[1] <= when <= c[2]]
        valid = dated or [c for c in told[name] if c[3]]
        countries = {country(c[0]) for c in valid}
        if len(countries) != 1 or None in countries: continue
        sectors = {c[0][3:6] if c[0][3:6] in SECTORS else None for c in valid}
        sector = sectors.pop() if len(sectors) == 1 and not code.startswith(("IGO", "NGO", "MNC", "IMG")) else None
        text = name if re.fullmatch("[A-Z]{2,5}", name) else re.sub("[A-Z][A-Z']*", lambda w: w[0].capitalize(), name)
        out.append({"id": len(out), "text": text, "date": str(when), "context": None, "country": countries.pop(), "sector": sector})
        if len(out) == n: break
    return out


def ask(binary, options, asked):
    lines = "".join(json.dumps({k: c[k] for k in ("id", "text", "date", "context")}) + "\n" for c in asked)
    out = subprocess.run([binary, "actor", *options], input=lines, capture_output=True, text=True)
    return [json.loads(l) for l in out.stdout.splitlines()]


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--binary", default="target/release/chancery")
    a.add_argument("-n", type=int, default=1000)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--errors", action="store_true")
    a.add_argument("dictionary")
    a = a.parse_args()
    asked = cases(a.dictionary, a.n, random.Random(a.seed))
    print(f"{os.path.basename(a.dictionary)}: {len(asked)} names, seed {a.seed}\n| | country | country and sector |\n|---|---|---|")
    for label, options in (("with the dictionary", ["--actors", a.dictionary]), ("without", [])):
        got = ask(a.binary, options, asked)
        right = [g["country"] == c["country"] for g, c in zip(got, asked)]
        both = [r and (c["sector"] is None or g["sector"] == c["sector"]) for r, g, c in zip(right, got, asked)]
        print(f"| {label} | {sum(right) / len(asked):.3f} | {sum(both) / len(asked):.3f} |")
        if a.errors and options:
            for g, c, ok in zip(got, asked, both):
                if not ok: print(f"  {c['text']} {c['date']}: {g['country']} {g['sector']} not {c['country']} {c['sector']} | {'; '.join(g['why'])}")
    for label, options in (("with the dictionary", ["--actors", a.dictionary]), ("without", [])):
        best, most = 9e9, 0
        for _ in range(5):
            child = subprocess.Popen([a.binary, "actor", *options, "Peru"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            _, _, used = os.wait4(child.pid, 0)
            best, most = min(best, used.ru_utime + used.ru_stime), max(most, used.ru_maxrss)
        print(f"one question {label}: {best * 1000:.0f} ms of a processor, at most {most / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
