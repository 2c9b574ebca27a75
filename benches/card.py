#!/usr/bin/env python3
"""Writes docs/accuracy.md and models/MODEL_CARD.md from models/coder/measured.json and models/card.md.

usage: card.py [--check]      --check writes nothing and fails where a page is not what the figures say

measured.json is written by accuracy.py, calibrate.py, relate.py, when.py and where.py (each with --write), in this order; models/card.md holds the words
of the card, with a line `{figures}` where the figures go.
"""
import json, os, sys

HERE = os.path.dirname(os.path.abspath(__file__))
AT = lambda *p: os.path.join(HERE, "..", *p)


def table(heads, rows):
    return "\n".join(["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)] + ["| " + " | ".join(map(str, r)) + " |" for r in rows])


def over_all(sets):
    def cell(f):
        low, high = f["interval"]
        return f"{f['f1']:.3f} [{low:.2f}, {high:.2f}]"
    rows = [[name, f["type"]["gold"], f["type"]["coded"], cell(f["type"]), cell(f["dyad"]), cell(f["full"]), f"{f['status']:.3f}", f"{f['filed_as_done']:.3f}"] for name, f in sets.items()]
    return table(["documents", "acts", "coded", "type F1", "dyad F1", "full F1", "status", "filed as done"], rows)


def by_code(f):
    types = table(["type", "acts", "coded", "P", "R", "F1"], [[t, v["gold"], v["coded"], f"{v['p']:.2f}", f"{v['r']:.2f}", f"{v['f1']:.2f}"] for t, v in f["per_type"].items()])
    statuses = table(["status", "acts found", "right"], [[s, n, "-" if share is None else f"{share:.2f}"] for s, (share, n) in f["per_status"].items()])
    return types + "\n\n" + statuses


def reliability(r):
    rows = [[f"{low:.1f} to {high:.1f}", n, f"{said:.2f}", f"{right:.2f}"] for low, high, n, said, right in r["rows"]]
    return (table(["confidence", "mentions", "said", "right"], rows) +
            f"\n\nWeighted difference of said and right: {r['difference']:.3f}. Left out by default: mentions below {r['threshold']}, which gives the best F1 of\nfull on the documents that the curve was fitted on.")


def when(w):
    rows = [[h, f["spans"], f"{f['given']:.3f}", f"{f['strictly']:.3f}", f"{f['p']:.3f}", f"{f['r']:.3f}", f"{f['f1']:.3f}"] for h, f in w["figures"].items()]
    genres = ", ".join(f"{g} {share:.2f} ({n})" for g, (share, n) in w["genres"].items())
    return table(["half", "annotated", "given: right", "strictly", "found: P", "R", "F1"], rows) + f"\n\n- by genre, given: {genres}\n- errors, given: " + ", ".join(f"{k} {n}" for k, n in w["causes"].items())


def where(w):
    rows = [[k, f["names"], f"{f['within']:.3f}", f["none"], f"{f['answers']:.3f}", f"{f['median']:.0f} km"] for k, f in w["figures"].items()]
    return (table(["half, kind", "names", "within 161 km", "no answer", "within 161 km of the answers", "median error of answers"], rows) + "\n\n- errors: " + ", ".join(f"{k} {n}" for k, n in w["causes"].items()) +
            "\n- countries that are the right ones: {} of {}".format(*w["countries"]) +
            "\n- places of acts coded that touch an annotated name: " + ", ".join(f"{k} {n}" for k, n in w["found"].items()))


def pages():
    m = json.load(open(AT("models/coder/measured.json"), encoding="utf8"))
    model = json.load(open(AT("models/coder/config.json"), encoding="utf8"))["model"]
    if m["model"] != model: raise SystemExit(f"models/coder/measured.json was measured with model {m['model']}, and {model} is shipped: run accuracy.py, calibrate.py and relate.py with --write")
    measures = over_all(m["sets"]) + "\n\n" + "\n".join(f"- {name}: " + ", ".join(f"{k} {n}" for k, n in f["causes"].items()) for name, f in m["sets"].items())
    relate = table(["pairs of", "pairs", "type macro-F1", "type right", "quad macro-F1", "status right"], m["relate"])
    intro = ("*type*: an act of the right type in the right sentence; *dyad*: and the same countries as actors and as recipients; *full*: and the same\n"
             "status. *status* is the share of acts found that have the right status, *filed as done* the share of acts future, hypothetical or\n"
             "negated for which the same act stands coded as reported. Intervals: 95 %, from resampling documents. Below the table: errors by cause.")
    accuracy = f"""# How right the coder is

Written by `python3 benches/card.py` from what `benches/accuracy.py`, `calibrate.py`, `relate.py`, `when.py` and `where.py` measured of model {model}; single
figures come from `chancery eval FILE`, which also prints every mode with its interval.

{intro}

{measures}

## Is it as sure as it is right?

The confidence of a mention is the probability that its type, parties and status are right; `benches/calibrate.py` fits it on documents that
were not trained on. On gold/dev.jsonl:

{reliability(m["reliability"])}

## A given pair (`chancery relate`)

{relate}
"""
    if "when" in m: accuracy += f"""
## When

Of the time expressions annotated in GUM (`benches/when.py`), how many get the right first and last day where the words are given, and what
the finder finds by itself. Half A of the documents was looked at while the rules were written, half B was not: B is the figure to go by.
*strictly* leaves out what the script allows where the annotation goes two ways, allowances that were made after half A was looked at.

{when(m["when"])}
"""
    if "where" in m: accuracy += f"""
## Where

Of the places annotated in GeoVirus (`benches/where.py`), how many lie within 161 km of where they are; no answer is wrong. Half A of the
articles was looked at (lands and middles of regions were added after its errors), half B was not: B is the figure to go by. Middles of countries and large regions are far apart between any two sources.

{where(m["where"])}
"""
    for name, f in m["sets"].items(): accuracy += f"\n## {name}\n\n{by_code(f)}\n"
    figures = f"{intro}\n\n{measures}\n\n### By code, on real documents\n\n{by_code(next(iter(m['sets'].values())))}\n\n### Confidence\n\n{reliability(m['reliability'])}\n\n### A given pair (`chancery relate`)\n\n{relate}"
    card = open(AT("models/card.md"), encoding="utf8").read().replace("{figures}", figures).replace("{model}", model)
    return {"docs/accuracy.md": accuracy, "models/MODEL_CARD.md": card}


def main():
    wrong = []
    for path, text in pages().items():
        if "--check" not in sys.argv: open(AT(path), "w", encoding="utf8").write(text)
        elif open(AT(path), encoding="utf8").read() != text: wrong.append(path)
    if wrong: raise SystemExit(f"{', '.join(wrong)}: not what models/coder/measured.json says; run python3 benches/card.py")


if __name__ == "__main__":
    main()
