#!/usr/bin/env python3
"""Measures the coder on annotated documents and prints docs/accuracy.md. Not a test: floors stand in the tests.

usage: accuracy.py --shared DIR [--binary target/release/chancery] > docs/accuracy.md

Reads DIR/gold/dev.jsonl (real documents, never trained on) and the held-out briefs train/authored/h*.txt (fiction in the
manner of DIR/seed, written by one and annotated blind by another, never trained on).
"""
import argparse, glob, json, os, subprocess, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def evaluate(binary, gold):
    figures = json.loads(subprocess.run([binary, "eval", "--json", gold], check=True, capture_output=True, text=True).stdout)
    listed = subprocess.run([binary, "eval", "--errors", gold], check=True, capture_output=True, text=True).stdout
    causes = next(l for l in listed.splitlines() if l.startswith("missed trigger"))
    return figures, causes


def row(name, f):
    cells = []
    for k in ("type", "dyad", "full"):
        low, high = f[k]["interval"]
        cells.append(f"{f[k]['f1']:.3f} [{low:.2f}, {high:.2f}]")
    return f"| {name} | {f['type']['gold']} | {f['type']['coded']} | " + " | ".join(cells) + f" | {f['status']:.3f} | {f['filed_as_done']:.3f} |"


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("--binary", default="target/release/chancery")
    a = a.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        held = os.path.join(tmp, "held.jsonl")
        files = sorted(glob.glob(os.path.join(HERE, "../train/authored/h*.txt")))
        with open(held, "w") as f:
            subprocess.run(["python3", os.path.join(HERE, "../train/authored.py"), "--gold", *files], check=True, stdout=f)
        sets = [("real documents (gold/dev.jsonl)", os.path.join(a.shared, "gold/dev.jsonl")), ("held-out briefs (train/authored/h*.txt)", held)]
        results = [(name, *evaluate(a.binary, path)) for name, path in sets]
    print("# How right the coder is\n\nWritten by `python3 benches/accuracy.py --shared DIR`; single figures come from `chancery eval FILE`. Intervals (95 %) from\nresampling documents. *type*: an act of the right type in the right sentence; *dyad*: and the same countries as actors and as\nrecipients; *full*: and the same status. *status* is the share of acts found that have the right status, *filed as done* the share\nof acts future, hypothetical or negated for which the same act stands coded as reported.\n")
    print("| documents | acts | coded | type F1 | dyad F1 | full F1 | status | filed as done |\n|---|---|---|---|---|---|---|---|")
    for name, f, _ in results: print(row(name, f))
    print("\n## Errors by cause\n")
    for name, _, causes in results: print(f"- {name}: {causes}")
    for name, f, _ in results:
        print(f"\n## {name}\n\n| type | acts | coded | P | R | F1 |\n|---|---|---|---|---|---|")
        for t, v in f["per_type"].items(): print(f"| {t} | {v['gold']} | {v['coded']} | {v['p']:.2f} | {v['r']:.2f} | {v['f1']:.2f} |")
        print("\n| status | acts found | right |\n|---|---|---|")
        for s, (share, n) in f["per_status"].items(): print(f"| {s} | {n} | {'-' if share is None else format(share, '.2f')} |")


if __name__ == "__main__":
    main()
