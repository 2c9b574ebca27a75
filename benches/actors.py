#!/usr/bin/env python3
"""Measures actor resolution on cases written from the world, not from the gazetteer, and prints a table. Not a test.

usage: actors.py [--binary target/release/chancery] [--errors] [CASES.jsonl]

A case: {"id", "text", "date", "context", "country", "sector", "kind"}; null where nobody could know. `benches/held/actors.jsonl`
(650 cases) is held out: nothing is tuned to it. `benches/held/actors_dev.jsonl` (230 cases by the same hand) may be looked at.
Intervals: 95 % of 1,000 resamples of the cases.
"""
import argparse, collections, json, os, random, subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


def answers(binary, cases):
    asked = "".join(json.dumps({k: c[k] for k in ("id", "text", "date", "context")}) + "\n" for c in cases)
    out = subprocess.run([binary, "actor"], input=asked, check=True, capture_output=True, text=True).stdout
    return {a["id"]: a for a in map(json.loads, out.splitlines())}


def interval(hits, rng):
    if not hits: return "-"
    means = sorted(sum(rng.choices(hits, k=len(hits))) / len(hits) for _ in range(1000))
    return f"{sum(hits) / len(hits):.3f} [{means[25]:.2f}, {means[974]:.2f}]"


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--binary", default="target/release/chancery")
    a.add_argument("--errors", action="store_true", help="list the cases that came out wrong")
    a.add_argument("cases", nargs="?", default=os.path.join(HERE, "held/actors.jsonl"))
    a = a.parse_args()
    cases = [json.loads(l) for l in open(a.cases, encoding="utf8") if l.strip()]
    told, rng = answers(a.binary, cases), random.Random(0)
    rows = collections.defaultdict(lambda: ([], []))
    invented = []
    for c in cases:
        got = told[c["id"]]
        country, sector = got["country"] == c["country"], got["sector"] == c["sector"]
        if c["country"] is None: invented.append(got["country"] is not None)
        for kind in (c["kind"], "all with a country" if c["country"] else "all without"):
            rows[kind][0].append(country); rows[kind][1].append(sector)
        if a.errors and not (country and sector):
            print(f"{c['id']} {c['kind']} '{c['text']}' {c['date']}: {got['country']} {got['sector']} not {c['country']} {c['sector']} | {c['context']} | {'; '.join(got['why']) if isinstance(got['why'], list) else got['why']}")
    print("| kind | cases | country | sector |\n|---|---|---|---|")
    for kind, (countries, sectors) in sorted(rows.items(), key=lambda r: (r[0].startswith("all"), r[0])):
        print(f"| {kind} | {len(countries)} | {interval(countries, rng)} | {interval(sectors, rng)} |")
    print(f"\nA country invented for a name that nobody can know: {sum(invented)} of {len(invented)}.")


if __name__ == "__main__":
    main()
