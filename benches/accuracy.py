#!/usr/bin/env python3
"""Measures the coder on annotated documents. Not a test: floors stand in the tests.

usage: accuracy.py --shared DIR [--binary target/release/chancery] [--write]

Reads DIR/gold/dev.jsonl (real documents, never trained on) and the held-out briefs train/authored/h*.txt (fiction in the
manner of DIR/seed, written by one and annotated blind by another, never trained on). Prints the figures; `--write` writes them to
models/coder/measured.json, from which card.py writes docs/accuracy.md and models/MODEL_CARD.md.
"""
import argparse, json, os, subprocess, tempfile

from figures import briefs, keep

HERE = os.path.dirname(os.path.abspath(__file__))


def evaluate(binary, gold):
    figures = json.loads(subprocess.run([binary, "eval", "--json", gold], check=True, capture_output=True, text=True).stdout)
    listed = subprocess.run([binary, "eval", "--errors", gold], check=True, capture_output=True, text=True).stdout
    causes = next(l for l in listed.splitlines() if l.startswith("missed trigger"))
    figures["causes"] = {c.rsplit(" ", 1)[0]: int(c.rsplit(" ", 1)[1]) for c in causes.split(", ")}
    return figures


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("--binary", default="target/release/chancery")
    a.add_argument("--write", action="store_true")
    a = a.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        held = os.path.join(tmp, "held.jsonl")
        with open(held, "w") as f: f.write(briefs())
        sets = {"real documents (gold/dev.jsonl)": os.path.join(a.shared, "gold/dev.jsonl"), "held-out briefs (train/authored/h*.txt)": held}
        measured = {name: evaluate(a.binary, path) for name, path in sets.items()}
    for name, f in measured.items():
        row = " ".join(f"{k} {f[k]['f1']:.3f} {f[k]['interval']}" for k in ("type", "dyad", "full"))
        print(f"{name}: {row} status {f['status']:.3f} filed as done {f['filed_as_done']:.3f}\n  {f['causes']}")
    if a.write:
        model = json.load(open(os.path.join(HERE, "../models/coder/config.json")))["model"]
        keep(model=model, sets=measured)


if __name__ == "__main__":
    main()
