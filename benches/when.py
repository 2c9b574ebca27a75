#!/usr/bin/env python3
"""Measures the finder of time expressions on GUM's dates and prints tables. Not a test.

usage: when.py --shared DIR [--reader target/release/examples/when] [--errors] [--write]

DIR/data/gum_dates: sentences with dates annotated by hand, in ten genres. Two halves of the documents, by a hash of the id: errors are
looked at in half A only (--errors), half B is held out. *given*: of the annotated spans, those whose first and last day come out right
(a month without a year: its months and days). *strictly*: the same without the allowances named below, which were made after half A
had been looked at. *found*: the finder looks for them itself; a span found that touches an annotated
one and has its days is right, so is a range of two annotated ones and "since X" or "the end of X" where X alone is annotated. Clock times have no
day and are left out. Where the annotation goes two ways both are right: years before Christ with and without a year 0, seasons that end
with their third month or within the next. An end that it leaves open is not compared.
"""
import argparse, calendar, collections, gzip, hashlib, json, os, re, subprocess

from figures import keep

CAUSES = [("clock time within a day", r"^\d{1,2}[:.]\d\d|o'clock"), ("before Christ", r"\b(bc|bce)\b|thousand years ago|\d,?000 years ago"),
          ("season", r"spring|summer|autumn|\bfall\b|winter"), ("part of a period", r"^(the )?(early|late|later|mid|middle|end|first half|beginning|turn)\b"),
          ("decade or century", r"\d0'?s$|centur|ties$"), ("counted from another day", r"later|earlier|\bafter\b|\bbefore\b|following|same|that (year|day|month|time)"),
          ("counted from the document", r"\bago\b|\b(last|past|next|this|coming|recent)\b"), ("day of the week", r"^(mon|tues|wednes|thurs|fri|satur|sun)day"),
          ("today and the like", r"today|yesterday|tomorrow|tonight|now\b"), ("day or month with a year", r"[a-z].*\b\d{3,4}$|^\d{1,2}[a-z ].*\d{4}"),
          ("day or month without a year", r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"), ("bare year", r"^'?\d{2,4}$"),
          ("duration", r"\b(years?|months?|weeks?|days|hours?)$")]


def half(document): return "AB"[int(hashlib.sha256(document.encode()).hexdigest(), 16) % 2]


def joined(tokens):
    """The sentence without GUM's blanks before marks and around hyphens, and where each token begins and ends."""
    text, at, quoted = "", [], False
    for n, t in enumerate(tokens):
        before = tokens[n - 1] if n else ""
        tight = not n or t in list(".,;:)]%?!") or before in list("([$") or re.match(r"^['’](s|re|ve|ll|d|m)$|^n['’]t$", t) or "-" in (t, before) or t == "/" or before == "/"
        tight = tight or t == "–" and before[-1:].isdigit() or before == "–" and n > 1 and tokens[n - 2][-1:].isdigit() and t[:1].isdigit()
        if t == '"':
            tight = tight or quoted
            quoted = not quoted
        elif before == '"': tight = tight or quoted
        text += "" if tight else " "
        at.append((len(text), len(text) + len(t)))
        text += t
    return text, at


def bound(value, last):
    """(year or None, month, day) of one end: `last` of what the value leaves open."""
    if value.startswith("--"): y, rest = None, value[2:].split("-")
    else:
        m = re.match(r"^(-?\d+)(?:-(\d\d))?(?:-(\d\d))?", value)
        y, rest = int(m[1]), [x for x in m.groups()[1:] if x]
    month = int(rest[0]) if rest else 12 if last else 1
    day = int(rest[1]) if len(rest) > 1 else calendar.monthrange(y if y and y > 0 else 2023, month)[1] if last else 1
    return y, month, day


def same(gold, days, season=False, strictly=False):
    """Whether both ends are right; one that the annotation leaves open is not compared, or must be open too."""
    if not days: return False
    a = gold.get("when") or gold.get("from") or gold.get("notBefore")
    b = gold.get("when") or gold.get("to") or gold.get("notAfter")
    for value, told, last in ((a, days[0], False), (b, days[1], True)):
        if strictly and (value is None) != (told is None): return False
        if value is None: continue
        if told is None: return False
        y, m, d = bound(value, last)
        ty, tm, td = bound(re.sub(r"^-00", "-", told), last)
        if last and season and (y, m) in ((ty, tm + 1), (None, tm + 1), (None, tm)): continue
        if y is None and (m, d) != (tm, td) and not (m == tm == 2 and d >= 28 and td >= 28): return False
        if y is not None and y < 0 and abs(y - ty) > 1: return False
        if y is not None and y >= 0 and (y, m, d) != (ty, tm, td): return False
    return True


def inside(days, gold):
    """Whether the days lie within the annotated stretch: "the end of 1990" where "1990" is annotated."""
    a, b = gold.get("when") or gold.get("from") or "-", gold.get("when") or gold.get("to") or "-"
    if None in days or "-" in (a[0], b[0], days[0][0]): return False
    return bound(a, False) <= bound(days[0], False) and bound(days[1], True) <= bound(b, True)


def cause(text): return next((name for name, p in CAUSES if re.search(p, text.lower())), "an event's name and other words")


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("--reader", default="target/release/examples/when")
    a.add_argument("--errors", action="store_true", help="list the errors of half A")
    a.add_argument("--write", action="store_true", help="into models/coder/measured.json")
    a = a.parse_args()
    documents = collections.defaultdict(list)
    for line in gzip.open(os.path.join(a.shared, "data/gum_dates/gum_dates.permissive.jsonl.gz"), "rt", encoding="utf8"):
        d = json.loads(line)
        documents[d["doc"], d["doc_date"]].append(d)
    asked = []
    for (_, date), sentences in documents.items():
        rows = []
        for s in sentences:
            text, at = joined(s["tokens"])
            rows.append({"text": text, "spans": [[at[x["start"]][0], at[x["end"] - 1][1]] for x in s["dates"]]})
        asked.append({"date": date, "sentences": rows})
    out = subprocess.run([a.reader], input="".join(json.dumps(d) + "\n" for d in asked), check=True, capture_output=True, text=True).stdout
    count, causes, genres = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter), collections.defaultdict(lambda: ([0, 0], [0, 0]))
    for ((doc, date), sentences), question, answer in zip(documents.items(), asked, map(json.loads, out.splitlines())):
        n, why = count[half(doc)], causes[half(doc)]
        def show(kind, row, text, gold, got):
            if a.errors and half(doc) == "A": print(f"{kind}\t{doc} {date}\t{text}\t{' '.join(gold.values())}\t{got}\t{row['text'][:260]}")
        for s, row, told in zip(sentences, question["sentences"], answer):
            gold = [(x, span, g) for x, span, g in zip(s["dates"], row["spans"], told["given"])]
            days = [(x, span, g) for x, span, g in gold if x["kind"] == "date"]
            for x, span, g in days:
                n["spans"] += 1
                right = same(x["attrs"], g, cause(x["text"]) == "season")
                n["given"] += right
                n["strictly"] += same(x["attrs"], g, strictly=True)
                genre = genres[doc.split("_")[1]]
                genre["A" < half(doc)][0] += right; genre["A" < half(doc)][1] += 1
                if not right:
                    why[cause(x["text"])] += 1
                    show("given: " + cause(x["text"]), row, x["text"], x["attrs"], g)
            hit = set()
            for span, got in told["found"]:
                touched = [(k, x, sp, g) for k, (x, sp, g) in enumerate(days) if sp[0] < span[1] and span[0] < sp[1]]
                clock = any(x["kind"] == "time" and sp[0] < span[1] and span[0] < sp[1] for x, sp, _ in gold)
                if got is None or clock and not touched: continue
                n["coded"] += 1
                right = [k for k, x, sp, g in touched if same(x["attrs"], got, cause(x["text"]) == "season") or (None in got or inside(got, x["attrs"])) and sp[0] > span[0] and same(x["attrs"], g, cause(x["text"]) == "season")]
                if not right and len(touched) == 2:
                    (first, x, _, _), (second, y, _, _) = touched
                    both = {"from": x["attrs"].get("when") or x["attrs"].get("from", "--13"), "to": y["attrs"].get("when") or y["attrs"].get("to", "--13")}
                    if "--13" not in both.values() and same(both, got): right = [first, second]
                n["right"] += bool(right)
                hit.update(right)
                if not right: show("found: other days" if touched else "found: not annotated", row, row["text"][span[0]:span[1]], touched[0][1]["attrs"] if touched else {}, got)
            n["recalled"] += len(hit)
    figures = {}
    print("| half | spans | given: right | strictly | found: P | R | F1 |\n|---|---|---|---|---|---|---|")
    total = sum(count.values(), collections.Counter())
    for name, n in (("A", count["A"]), ("B", count["B"]), ("both", total)):
        p, r = n["right"] / n["coded"], n["recalled"] / n["spans"]
        figures[name] = {"spans": n["spans"], "given": round(n["given"] / n["spans"], 4), "strictly": round(n["strictly"] / n["spans"], 4), "p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r), 4)}
        print(f"| {name} | {n['spans']} | {n['given'] / n['spans']:.3f} | {n['strictly'] / n['spans']:.3f} | {p:.3f} | {r:.3f} | {2 * p * r / (p + r):.3f} |")
    for name in "AB": print(f"\nerrors of half {name}: " + ", ".join(f"{k} {v}" for k, v in causes[name].most_common()))
    print("\nby genre, A and B: " + ", ".join(f"{g} {r}/{k} {s}/{m}" for g, ((r, k), (s, m)) in sorted(genres.items())))
    if a.write: keep(when={"figures": figures, "causes": sum(causes.values(), collections.Counter()), "genres": {g: [round((a[0] + b[0]) / (a[1] + b[1]), 3), a[1] + b[1]] for g, (a, b) in sorted(genres.items())}})


if __name__ == "__main__":
    main()
