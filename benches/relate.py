#!/usr/bin/env python3
"""Measures `chancery relate` on pairs of held-out documents and prints a table. Not a test.

usage: relate.py --shared DIR [--binary target/release/chancery] [--write]

A pair is an annotated act with one on either side: its sentence, the words of an actor and of a recipient (of two actors where the act is
symmetric), where the sentence tells one act of the two. Sets: the held-out briefs (train/authored/h*.txt) and DIR/gold/dev.jsonl. Pronouns and other words that only point are
pairs too. *type*, *quad*: macro-F1 over the types and quads of the gold; intervals (95 %) from resampling documents.
"""
import argparse, collections, json, os, random, subprocess

from figures import briefs, keep

QUAD = {**dict.fromkeys("AGREE CONSULT SUPPORT CONCEDE".split(), 1), **dict.fromkeys("COOPERATE AID RETREAT".split(), 2),
        **dict.fromkeys("REQUEST ACCUSE REJECT THREATEN".split(), 3), **dict.fromkeys("PROTEST SANCTION MOBILIZE COERCE ASSAULT".split(), 4)}


def pairs(documents):
    for d in documents:
        told = collections.Counter()  # a pair that a sentence tells two acts of has no one answer
        for e in d["events"]:
            told.update({(e["s"], a["t"], b["t"]) for a in e["actor"] for b in e["actor"] + e["recipient"]})
        for n, e in enumerate(d["events"]):
            sides = e["actor"][:1] + (e["recipient"][:1] or e["actor"][1:2])
            if len(sides) == 2 and sides[0]["t"] != sides[1]["t"] and told[e["s"], sides[0]["t"], sides[1]["t"]] == 1:
                question = {"id": f"{d['id']}#{n}", "text": d["sentences"][e["s"]], "source": sides[0]["t"], "target": sides[1]["t"]}
                yield d["id"], question, e


def macro(rows, of):
    gold, told, both = collections.Counter(), collections.Counter(), collections.Counter()
    for g, t in rows:
        gold[of(g)] += 1; told[of(t)] += 1; both[of(g)] += of(g) == of(t)
    return sum(2 * both[k] / (gold[k] + told[k]) for k in gold) / len(gold)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("--binary", default="target/release/chancery")
    a.add_argument("--write", action="store_true", help="into models/coder/measured.json")
    a = a.parse_args()
    measured = []
    sets = {"held-out briefs": briefs().splitlines(), "gold/dev.jsonl": open(os.path.join(a.shared, "gold/dev.jsonl"), encoding="utf8")}
    print("| pairs of | pairs | type macro-F1 | type right | quad macro-F1 | status right |\n|---|---|---|---|---|---|")
    for name, lines in sets.items():
        asked = list(pairs(map(json.loads, lines)))
        out = subprocess.run([a.binary, "relate", "-"], input="".join(json.dumps(q) + "\n" for _, q, _ in asked), check=True, capture_output=True, text=True).stdout
        told = {r["id"]: r for r in map(json.loads, out.splitlines())}
        rows = [(doc, e, told[q["id"]]) for doc, q, e in asked]
        by_doc = collections.defaultdict(list)
        for doc, e, t in rows: by_doc[doc].append((e["type"], t["event"]))
        rng, docs = random.Random(0), list(by_doc)
        def interval(of):
            draws = sorted(macro([r for d in rng.choices(docs, k=len(docs)) for r in by_doc[d]], of) for _ in range(300))
            return f"{macro([r for d in docs for r in by_doc[d]], of):.3f} [{draws[7]:.2f}, {draws[292]:.2f}]"
        right = lambda k, j: sum(e[k] == t[j] for _, e, t in rows) / len(rows)
        cells = [name, len(rows), interval(lambda k: k), f"{right('type', 'event'):.3f}", interval(QUAD.get), f"{right('status', 'status'):.3f}"]
        measured.append(cells)
        print("| " + " | ".join(map(str, cells)) + " |")
    if a.write: keep(relate=measured)


if __name__ == "__main__":
    main()
