#!/usr/bin/env python3
"""Fits the coder's confidence to how often it is right, chooses the default threshold, and prints how reliable it is. Not a test.

usage: calibrate.py --shared DIR [--binary target/release/chancery] [--write]

Right: type, parties and status as annotated. Fitted on documents that were not trained on (train/authored/h*.txt and the share of
DIR/gold/train.jsonl that train.py holds out), shown on DIR/gold/dev.jsonl. `--write` writes models/coder/calibration.json and the
reliability into measured.json; then build again. Two numbers are fitted (slope and intercept of a logistic curve) and one chosen: the
threshold that gives the best sum of the F1 of type and of full (chosen for full alone it cost more of type than it gained).
"""
import argparse, hashlib, json, math, os, subprocess, sys, tempfile

from figures import briefs, keep

HERE = os.path.dirname(os.path.abspath(__file__))
FILE = os.path.join(HERE, "../models/coder/calibration.json")
HELD = 0.08  # train.py --holdout


def coded(binary, documents, tools):
    """[(confidence, right, of the right type)] of every mention, and the number of annotated acts."""
    from gold_form import bounds
    from score_events import match, same_dyad
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as f:
        for d in documents: f.write(json.dumps({k: d.get(k) for k in ("id", "date", "title", "source", "url")} | {"text": " ".join(d["sentences"])}) + "\n")
        f.flush()
        out = subprocess.run([binary, "code", "--min-confidence", "0", f.name], check=True, capture_output=True, text=True).stdout
    by_doc, rows, acts = {}, [], 0
    for m in map(json.loads, out.splitlines()): by_doc.setdefault(m["document"]["id"], []).append(m)
    entities = lambda xs: [{"t": x["text"], "c": x["country"], "s": x["sector"]} for x in xs]
    for d in documents:
        spans = bounds(d["sentences"])
        gold = [e for e in d["events"] if e["actor"]]
        acts += len(gold)
        events = []
        for m in by_doc.get(d["id"], []):
            at = m["trigger"]["span"][0]
            s = next((i for i, (a, b) in enumerate(spans) if a <= at <= b), None)
            events.append(dict(s=s, tr=m["trigger"]["text"], type=m["event"], of=m["of"], status=m["status"], actor=entities(m["actor"]), recipient=entities(m["recipient"]), p=m["confidence"]))
        right, typed = set(), set()
        for s in {e["s"] for e in events}:
            for g, c in match([e for e in gold if e["s"] == s], [e for e in events if e["s"] == s], lambda e: e["type"]):
                typed.add(id(c))
                if same_dyad(g, c) and g["status"] == c["status"]: right.add(id(c))
        rows += [(e["p"], id(e) in right, id(e) in typed) for e in events]
    return rows, acts


def logit(p):
    p = min(max(p, 0.005), 0.995)
    return math.log(p / (1 - p))


def fit(rows):
    """Slope and intercept by gradient steps on the log loss."""
    a, b = 1.0, 0.0
    for _ in range(20000):
        ga = gb = 0.0
        for x, y in rows:
            e = 1 / (1 + math.exp(-(a * x + b))) - y
            ga += e * x; gb += e
        a -= 0.5 * ga / len(rows); b -= 0.5 * gb / len(rows)
        if abs(ga) + abs(gb) < 1e-4 * len(rows): break
    return a, b


def best_threshold(rows, acts):
    f1 = lambda t, what: 2 * sum(r[what] for r in rows if r[0] >= t) / max(1, acts + sum(r[0] >= t for r in rows))
    return max((round(t / 100, 2) for t in range(0, 80)), key=lambda t: (round(f1(t, 1) + f1(t, 2), 4), -t)), f1


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("--binary", default="target/release/chancery")
    a.add_argument("--write", action="store_true")
    a = a.parse_args()
    sys.path.insert(0, os.path.join(a.shared, "tools"))
    now = json.load(open(FILE))
    read = lambda path: [json.loads(l) for l in open(path, encoding="utf8") if l.strip()]
    share = lambda i: int(hashlib.sha256(i.encode()).hexdigest()[:8], 16) / 2**32
    held = [d for d in read(os.path.join(a.shared, "gold/train.jsonl")) if share(d["id"]) < HELD]
    rows, acts = coded(a.binary, [json.loads(l) for l in briefs().splitlines()] + held, a.shared)
    # What the binary's own calibration did is undone first.
    raw = [((logit(p) - now["intercept"]) / now["slope"], r, t) for p, r, t in rows]
    slope, intercept = fit([(x, r) for x, r, _ in raw])
    curve = lambda x: 1 / (1 + math.exp(-(slope * x + intercept)))
    threshold, f1 = best_threshold([(round(curve(x), 2), r, t) for x, r, t in raw], acts)
    print(f"slope {slope:.3f} intercept {intercept:.3f} threshold {threshold} (F1 of type and full there {f1(threshold, 2):.3f} {f1(threshold, 1):.3f}, without a threshold {f1(0, 2):.3f} {f1(0, 1):.3f}; {len(rows)} mentions, {acts} acts)")
    dev, acts = coded(a.binary, read(os.path.join(a.shared, "gold/dev.jsonl")), a.shared)
    shown = [(curve((logit(p) - now["intercept"]) / now["slope"]), r) for p, r, _ in dev]
    print("\n| confidence | mentions | said | right |\n|---|---|---|---|")
    edges = [0, 0.2, 0.4, 0.6, 0.8, 1.01]
    off, reliability = 0.0, []
    for low, high in zip(edges, edges[1:]):
        part = [(p, r) for p, r in shown if low <= p < high]
        if part:
            said, right = sum(p for p, _ in part) / len(part), sum(r for _, r in part) / len(part)
            off += abs(said - right) * len(part) / len(shown)
            reliability.append([low, min(high, 1), len(part), round(said, 2), round(right, 2)])
            print(f"| {low:.1f} to {min(high, 1):.1f} | {len(part)} | {said:.2f} | {right:.2f} |")
    print(f"\nWeighted difference of said and right: {off:.3f} ({len(shown)} mentions of gold/dev.jsonl).")
    if a.write:
        keep(reliability=dict(rows=reliability, difference=round(off, 3), mentions=len(shown), threshold=threshold))
        json.dump(dict(slope=round(slope, 4), intercept=round(intercept, 4), threshold=threshold), open(FILE, "w")); open(FILE, "a").write("\n")


if __name__ == "__main__":
    main()
