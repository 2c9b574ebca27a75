#!/usr/bin/env python3
"""Times `chancery code` over a corpus and prints a table: the figures of docs/speed.md. Not a test.

usage: speed.py --shared DIR [--binary target/release/chancery] [--rounds 3]

Reads DIR/data/statedept_pr. Each row is the best of the rounds, with the rounds interleaved, since machines are noisy;
peak memory is the process's largest resident set. The corpus is also read four times over (every text made different by
a last sentence) to show that memory does not grow with it.
"""
import argparse, glob, gzip, json, os, subprocess, sys, tempfile, time


def stories(folder):
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl*"))):
        with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf8") as f:
            yield from (json.loads(line) for line in f if line.strip())


def run(binary, path, threads):
    begun = time.time()
    process = subprocess.Popen([binary, "code", "--threads", str(threads), path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{binary} failed on {path}:\n{said}")
    return time.time() - begun, usage.ru_maxrss / 1024, said


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("--binary", default="target/release/chancery")
    a.add_argument("--rounds", type=int, default=3)
    a = a.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        once, four = os.path.join(tmp, "once.jsonl"), os.path.join(tmp, "four.jsonl")
        text_of = lambda d: d.get("text") or d.get("content") or ""
        documents = list(stories(os.path.join(a.shared, "data/statedept_pr")))
        size = sum(len(text_of(d).encode()) for d in documents) / 1e6
        with open(once, "w") as f, open(four, "w") as g:
            for d in documents:
                f.write(json.dumps(d) + "\n")
            for k in range(4):
                for n, d in enumerate(documents):
                    g.write(json.dumps({**d, "id": f"{k}-{n}", "text": f"{text_of(d)}\n\nCopy {k}."}) + "\n")
        rows = {}
        for _ in range(a.rounds):
            for name, path, threads in (("1 thread", once, 1), ("2 threads", once, 2)):
                seconds, peak, said = run(a.binary, path, threads)
                best = rows.get(name)
                rows[name] = min(best, (seconds, peak, said)) if best else (seconds, peak, said)
        sentences = int(next((w.split()[0] for l in rows["1 thread"][2].splitlines() for w in [l.strip()] if w.endswith("sentences")), "0").replace(",", ""))
        print(f"statedept_pr: {len(documents)} documents, {sentences} sentences, {size:.2f} MB of text")
        print("| | seconds | sentences/s | documents/s | MB/s | peak memory |\n|---|---|---|---|---|---|")
        for name, (seconds, peak, _) in rows.items():
            print(f"| {name} | {seconds:.1f} | {sentences / seconds:.0f} | {len(documents) / seconds:.0f} | {size / seconds:.3f} | {peak:.0f} MiB |")
        seconds, peak, _ = run(a.binary, four, 2)
        print(f"| 2 threads, four times the corpus | {seconds:.1f} | {4 * sentences / seconds:.0f} | {4 * len(documents) / seconds:.0f} | {4 * size / seconds:.3f} | {peak:.0f} MiB |")


if __name__ == "__main__":
    main()
