#!/usr/bin/env python3
"""Measures the ledger on series of articles and prints a table. Not a test.

usage: ledger.py --shared DIR [--binary target/release/chancery] [--keep FOLDER] [SCENARIOS.jsonl ...]

Each series is kept in a record of its own, as it was told; DIR/tools/score_ledger.py scores what `chancery commitments` then says.
Without files: DIR/gold/scenarios.jsonl and benches/held/scenarios.jsonl (22 series by someone who had not seen the ledger, frozen before
the first score; fiction). `--keep` leaves the ledgers there to be read.
"""
import argparse, json, os, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHOWN = [("commitment", "f1"), ("parties", "f1"), ("step", "f1"), ("final_state", None), ("date", None), ("due", None), ("amount", None), ("type", None)]


def ledger(binary, scenario):
    with tempfile.TemporaryDirectory() as folder:
        stories, record = os.path.join(folder, "a.jsonl"), os.path.join(folder, "r.db")
        with open(stories, "w") as f:
            for a in scenario["articles"]: f.write(json.dumps({k: a.get(k) for k in ("id", "date", "title", "source", "text")}) + "\n")
        subprocess.run([binary, "add", "--db", record, stories], check=True, capture_output=True)
        return subprocess.run([binary, "commitments", "--db", record, "--format", "jsonl"], check=True, capture_output=True, text=True).stdout


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("--binary", default="target/release/chancery")
    a.add_argument("--keep")
    a.add_argument("files", nargs="*")
    a = a.parse_args()
    files = a.files or [os.path.join(a.shared, "gold/scenarios.jsonl"), os.path.join(HERE, "held/scenarios.jsonl")]
    print("| scenarios | commitments | found | " + " | ".join(k.replace("_", " ") for k, _ in SHOWN) + " | false alarms |\n|" + "---|" * (len(SHOWN) + 4))
    with tempfile.TemporaryDirectory() as folder:
        folder = a.keep or folder
        os.makedirs(folder, exist_ok=True)
        for path in files:
            scenarios = [json.loads(l) for l in open(path, encoding="utf8") if l.strip()]
            out = os.path.join(folder, os.path.basename(os.path.dirname(path)) + "-" + os.path.basename(path))
            with open(out, "w") as f: f.writelines(ledger(a.binary, s) for s in scenarios)
            scored = subprocess.run([sys.executable, os.path.join(a.shared, "tools/score_ledger.py"), path, out, "--json"], check=True, capture_output=True, text=True)
            r = json.loads(scored.stdout)
            show = lambda x: "-" if x is None else f"{x:.2f}"
            cells = [show(r[k][f] if f else r[k]) for k, f in SHOWN]
            c = r["commitment"]
            print(f"| {os.path.basename(os.path.dirname(path))}/{os.path.basename(path)} ({len(scenarios)}) | {c['gold']} | {c['coded']} | " + " | ".join(cells) + f" | {r['false_alarms']} of {r['not_commitments']} |")


if __name__ == "__main__":
    main()
