#!/usr/bin/env python3
"""Labels on real documents, kept apart from their texts.

The texts stay in the shared data folder; a line of `standoff/*.jsonl` holds a document's url, the offsets (code points) of
its sentences in the text, a hash of that text and, for each event, the code book's labels with offsets into the sentence.

usage: standoff.py --shared DIR pick SOURCE FROM COUNT [WORD]   print documents to annotate (SOURCE: statedept_pr, wikinews, whitehouse_pr;
                                                  not those of gold; WORD: only titles or texts that hold it) as an
                                                  authored file without event lines
       standoff.py --shared DIR pack FILE...      annotated file -> JSON lines without text, on standard output
"""
import argparse, glob, gzip, hashlib, json, os, re, sys

import authored

SENTENCES = 12  # a document's first sentences, as in gold


def documents(shared, source):
    for path in sorted(glob.glob(os.path.join(shared, "data", source, "*.jsonl.gz"))):
        with gzip.open(path, "rt", encoding="utf8") as f:
            yield from (json.loads(line) for line in f)


def gold_keys(shared, names=("train", "dev")):
    keys = set()
    for name in names:
        for line in open(os.path.join(shared, f"gold/{name}.jsonl"), encoding="utf8"):
            d = json.loads(line)
            keys.update(k for k in (d["url"], d["title"] and d["title"].lower()) if k)
            keys.update(s for s in d["sentences"] if len(s) > 60)
    return keys


ABBREVIATION = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sgt|Sen|Rep|Gov|St|No|Jr|Sr|vs|Inc|Ltd|Co|Corp|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)\.$")


def stops(line):
    """[start, end) of the sentences of a line: to a full stop before a capital, abbreviations apart; the rest is the last."""
    out, start = [], 0
    for m in re.finditer(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])", line):
        end = m.start() + len(m.group().rstrip())
        if ABBREVIATION.search(line[start:end]) and not re.search(r"\b[A-Z]{2,}\.$", line[start:end]): continue
        out.append((start, end)); start = m.end()
    return out + [(start, len(line))]


def split(text):
    """[start, end) of sentences: lines, then full stops before a capital."""
    out = []
    for line in re.finditer(r"[^\n]+", text): out += [(line.start() + a, line.start() + b) for a, b in stops(line.group())]
    trimmed = []
    for a, b in out:
        while a < b and text[a].isspace(): a += 1
        while a < b and text[b - 1].isspace(): b -= 1
        if b - a > 25 and any(c.islower() for c in text[a:b]): trimmed.append((a, b))
    return trimmed[:SENTENCES]


def date_of(d):
    from email.utils import parsedate_to_datetime
    if d.get("date"): return d["date"]
    return parsedate_to_datetime(d["pub"]).date().isoformat() if d.get("pub") else None


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def clean(sentence):
    return re.sub(r"\s", " ", sentence)  # same length: offsets stay


def pick(shared, source, start, count, word):
    known = gold_keys(shared)
    done = {json.loads(l)["url"] for p in glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "standoff", "*.jsonl")) for l in open(p)}
    n = 0
    for d in documents(shared, source):
        if d["url"] in known or d["url"] in done or (d["title"] or "").lower() in known: continue
        if word and word.lower() not in (d["title"] + " " + d["text"][:1500]).lower(): continue
        spans = split(d["text"])
        if len(spans) < 3 or any(clean(d["text"][a:b]) in known for a, b in spans): continue
        n += 1
        if n <= start: continue
        if n > start + count: break
        print(f"== {d['url']} {date_of(d) or '-'} | {clean(d['title']).strip()}")
        for a, b in spans: print(f"> {clean(d['text'][a:b])}")


def pack(shared, files):
    texts = {d["url"]: d["text"] for s in ("statedept_pr", "wikinews", "whitehouse_pr") for d in documents(shared, s)}
    for path in files:
        docs, errors = authored.read(path)
        for e in errors: print(e, file=sys.stderr)
        for d in docs:
            text = texts.get(d["id"])
            if text is None: print(f"{path}: {d['id']} is not in the data", file=sys.stderr); continue
            spans = {clean(text[a:b]): (a, b) for a, b in reversed(split(text))}
            if any(s not in spans for s in d["sentences"]):
                print(f"{path}: {d['id']}: a sentence was changed", file=sys.stderr); continue
            at = lambda words, s: [d["sentences"][s].index(words), d["sentences"][s].index(words) + len(words)]
            from data import find
            events = []
            for e in d["events"]:
                s = d["sentences"][e["s"]]
                tr = find(e["tr"], s)
                near = lambda words: list(find(words, s, tr))
                events.append({**e, "tr": list(tr), "place": near(e["place"]) if e.get("place") else None,
                               **{role: [{**x, "t": near(x["t"])} for x in e[role]] for role in ("actor", "recipient")}})
            print(json.dumps({"url": d["id"], "text": digest(text), "sentences": [spans[s] for s in d["sentences"]], "events": events}))


def load(path, shared):
    """Documents in the gold form: the labels joined with the texts they stand on."""
    texts = {d["url"]: d for s in ("statedept_pr", "wikinews", "whitehouse_pr") for d in documents(shared, s)}
    out = []
    for line in open(path, encoding="utf8"):
        d = json.loads(line)
        story = texts[d["url"]]
        if digest(story["text"]) != d["text"]: raise SystemExit(f"{path}: the text of {d['url']} is another one than was annotated")
        sentences = [clean(story["text"][a:b]) for a, b in d["sentences"]]
        words = lambda span, e: span and sentences[e["s"]][span[0]:span[1]]
        events = [{**e, "tr": words(e["tr"], e), "place": words(e["place"], e),
                   **{role: [{**x, "t": words(x["t"], e)} for x in e[role]] for role in ("actor", "recipient")}} for e in d["events"]]
        out.append(dict(id=d["url"], source=None, url=d["url"], date=date_of(story), title=story["title"], sentences=sentences, events=events))
    return out


if __name__ == "__main__":
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("verb", choices=["pick", "pack"])
    a.add_argument("rest", nargs="+")
    a = a.parse_args()
    if a.verb == "pack": pack(a.shared, a.rest)
    else: pick(a.shared, a.rest[0], int(a.rest[1]), int(a.rest[2]), a.rest[3] if len(a.rest) > 3 else None)
