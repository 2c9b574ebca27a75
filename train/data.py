"""Gold documents to training windows.

A window is what the encoder reads at once: `[CLS] title [SEP] sentence [SEP] sentence ... [SEP]`, at most `MAX_PIECES`
word pieces. The first sentence may be context only (the last of the window before). The Rust coder builds its windows by
the same rules (crates/coder/src/window.rs).
"""
import json, random, re

import numpy as np

import labels as L
from authored import read as read_authored
from names import positions

MAX_PIECES, MAX_TITLE, MAX_CONTEXT = 224, 32, 64
IGNORE = -100


def load(path):
    """Documents in the gold form, from .jsonl (gold) or .txt (authored)."""
    if str(path).endswith(".jsonl"):
        return [json.loads(line) for line in open(path, encoding="utf8") if line.strip()]
    docs, errors = read_authored(path)
    if errors:
        raise SystemExit("\n".join(errors))
    return docs


def find(words, sentence, near=None):
    """Byte-free [start, end) of `words` in the sentence at word boundaries; of several the one nearest to `near`."""
    spans = [m.span() for m in re.finditer(re.escape(words), sentence)]
    whole = [s for s in spans if not (s[0] and sentence[s[0] - 1].isalnum() and words[0].isalnum())
             and not (s[1] < len(sentence) and sentence[s[1]].isalnum() and words[-1].isalnum())]
    spans = whole or spans
    if not spans:
        return None
    if near is None:
        return spans[0]
    return min(spans, key=lambda s: min(abs(s[0] - near[1]), abs(near[0] - s[1])))


class Tokenized:
    """A sentence in word pieces; `first[i]` says whether piece i begins a word."""

    def __init__(self, tokenizer, text):
        e = tokenizer.encode(text, add_special_tokens=False)
        self.ids, self.offsets = e.ids, e.offsets
        words = e.word_ids
        self.first = [i == 0 or words[i] != words[i - 1] for i in range(len(words))]

    def piece_at(self, start):
        """Index of the word-first piece that covers character `start`."""
        best = None
        for i, (a, b) in enumerate(self.offsets):
            if a <= start < b or a >= start:
                best = i
                break
        if best is None:
            return None
        while best > 0 and not self.first[best]:
            best -= 1
        return best

    def pieces(self, span):
        """Word-first pieces inside the span."""
        first = self.piece_at(span[0])
        if first is None:
            return []
        return [i for i in range(first, len(self.ids)) if self.first[i] and (i == first or self.offsets[i][0] < span[1])]


class Sentence:
    """A tokenized sentence and its gold, as piece indices."""

    def __init__(self, tokenizer, text, events):
        self.text, self.tok = text, Tokenized(tokenizer, text)
        self.named = positions(self.tok, text)  # states, by piece
        n = len(self.tok.ids)
        self.trigger = [0 if f else IGNORE for f in self.tok.first]
        self.mention = list(self.trigger)
        self.events, self.mentions = [], {}
        taken = set()
        for e in events:
            if not e["actor"]:
                continue
            at = find(e["tr"], text)
            pieces = self.tok.pieces(at) if at else []
            if not pieces or pieces[0] in taken:
                continue
            taken.add(pieces[0])
            for k, i in enumerate(pieces):
                if k == 0 or self.trigger[i] == 0:
                    self.trigger[i] = L.TRIGGER.index(e["type"]) if k == 0 else 1
            roles = {}
            for role in ("recipient", "actor"):
                for x in e[role]:
                    span = find(x["t"], text, at)
                    ps = self.tok.pieces(span) if span else []
                    if not ps:
                        continue
                    m = self.mentions.setdefault(ps[0], dict(pieces=ps, span=span, countries=set(), sector=x["s"], text=x["t"]))
                    m["countries"].add(x["c"])
                    roles[ps[0]] = L.ROLE.index(role)
            place = find(e["place"], text, at) if e.get("place") else None
            ps = self.tok.pieces(place) if place else []
            if ps and ps[0] not in self.mentions:
                roles[ps[0]] = L.ROLE.index("place")
                for k, i in enumerate(ps):
                    self.mention[i] = 3 if k == 0 else 4
            sides = {x["c"]: L.SIDE.index(side) for role, side in (("recipient", "to"), ("actor", "by")) for x in e[role] if x["c"]}
            self.events.append(dict(piece=pieces[0], roles=roles, sides=sides, status=L.STATUS.index(e["status"]), of=L.OF.index(e["of"] or "-"),
                                    mode=L.MODE.index(e["mode"] or "-") if (e["mode"] or "-") in L.MODE else 0, ctx=[L.CONTEXT.index(c) for c in e["ctx"] if c in L.CONTEXT]))
        for first, m in sorted(self.mentions.items(), key=lambda kv: -len(kv[1]["pieces"])):
            for k, i in enumerate(m["pieces"]):
                self.mention[i] = 1 if k == 0 else 2
        for first in self.mentions:
            self.mention[first] = 1
        # None: nobody has said what this sentence tells of any undertaking.
        self.steps = None if events else []

    def tell(self, steps, parties):
        """The steps that words of this sentence prove, and whose they are; what acts it tells is then not known."""
        self.trigger, self.mention = ([IGNORE] * len(self.tok.ids) for _ in range(2))
        self.steps = [(self.tok.pieces((a, b)), L.STEP.index(state), thread, parties[thread]) for a, b, state, thread in steps]
        return self


class Doc:
    def __init__(self, tokenizer, d):
        title = Tokenized(tokenizer, d.get("title") or "")
        self.id, self.title, self.named = d["id"], title.ids[:MAX_TITLE], positions(title, d.get("title") or "")
        self.sentences = [Sentence(tokenizer, s, [e for e in d["events"] if e["s"] == i]) for i, s in enumerate(d["sentences"])]
        if "steps" in d: self.sentences = [s.tell(t, d["parties"]) for s, t in zip(self.sentences, d["steps"])]


def ledger(path):
    """Series of articles with their ledger (`ledger/*.jsonl`), each as a list of documents without labels of acts.

    Each sentence of a document has `steps`: (start, end, state, commitment) of the words that prove a step; `parties` says for
    each commitment which side a country is on (1 undertakes it, 2 is the other side).
    """
    out = []
    for line in open(path, encoding="utf8"):
        d = json.loads(line)
        docs = []
        for a in sorted(d["articles"], key=lambda a: a["date"]):
            spans = sentences(a["text"])
            steps = [[] for _ in spans]
            for c in d["commitments"]:
                for s in c["steps"]:
                    if s["article"] != a["id"]: continue
                    m = re.search(r"\s+".join(map(re.escape, s["quote"].split())), a["text"])
                    for k, (x, y) in enumerate(spans):
                        if m and x <= m.start() < y:
                            steps[k].append((m.start() - x, min(m.end(), y) - x, s["state"], d["id"] + c["id"]))
            parties = {d["id"] + c["id"]: {**{x: 2 for x in c["to"]}, **{x: 1 for x in c["by"]}} for c in d["commitments"]}
            docs.append(dict(id=a["id"], title=a["title"], parties=parties, sentences=[a["text"][x:y] for x, y in spans], events=[], steps=steps))
        out.append(docs)
    return out


def sentences(text):
    """[start, end) of the sentences of plain text."""
    from standoff import stops
    return [(a, b) for a, b in stops(text) if text[a:b].strip()]


CLS, SEP, PAD = 101, 102, 0


class Window:
    """Piece ids and where each sentence begins; `coded` says which sentences are to be coded here."""

    def __init__(self, title, sentences, context, named):
        self.ids, self.at = [CLS], []
        self.named = [(1 + p, country) for p, country in named.items() if p < len(title)]  # states, by position
        if title:
            self.ids += title + [SEP]
        for k, s in enumerate(sentences):
            self.at.append(len(self.ids))
            self.named += [(len(self.ids) + p, country) for p, country in s.named.items()]
            self.ids += s.tok.ids + [SEP]
        self.sentences, self.context = sentences, context
        self.ids = self.ids[:512]
        self.named = [(p, country) for p, country in self.named if p < 512]


def windows(doc, budget=MAX_PIECES, with_title=True, start=0):
    """Splits a document. Greedy: sentences are added while they fit; the last sentence of a window is the context of the next."""
    out, title = [], doc.title if with_title else []
    i, n = start, len(doc.sentences)
    while i < n:
        room = budget - 1 - (len(title) + 1 if title else 0)
        block, context = [], 0
        if i > 0 and len(doc.sentences[i - 1].tok.ids) <= MAX_CONTEXT:
            block, context = [doc.sentences[i - 1]], 1
            room -= len(doc.sentences[i - 1].tok.ids) + 1
        begun = i
        while i < n and (i == begun or len(doc.sentences[i].tok.ids) + 1 <= room):
            room -= len(doc.sentences[i].tok.ids) + 1
            block.append(doc.sentences[i])
            i += 1
        out.append(Window(title, block, context, doc.named))
    return out


def random_windows(doc, rng):
    """Windows of random size, for training: short and long contexts, with and without a title."""
    return windows(doc, budget=rng.choice([48, 128, MAX_PIECES, MAX_PIECES, MAX_PIECES]), with_title=rng.random() > 0.3)


def batch(ws):
    """Pads windows and lays out their targets as arrays."""
    n = max(len(w.ids) for w in ws)
    b = len(ws)
    ids = np.zeros((b, n), np.int64)
    mask = np.zeros((b, n), np.float32)
    trigger = np.full((b, n), IGNORE, np.int64)
    mention = np.full((b, n), IGNORE, np.int64)
    ev, pairs, men, links, steps, idle, sides = [], [], [], [], [], np.zeros((b, n), np.float32), []
    for k, w in enumerate(ws):
        ids[k, :len(w.ids)], mask[k, :len(w.ids)] = w.ids, 1
        earlier = []  # mentions of earlier sentences: (position, countries)
        for j, s in enumerate(w.sentences):
            at = w.at[j]
            m = min(len(s.tok.ids), n - at, len(w.ids) - at)
            if m <= 0:
                continue
            named = [(at + f, x) for f, x in sorted(s.mentions.items()) if f < m]
            for pos, x in named:
                for p, other in earlier + [q for q in named if q[0] < pos]:
                    links.append((k, pos, p, float(bool(x["countries"] & other["countries"] - {None}))))
                # And to every name of a state in the window, but in its own words.
                own, before = {at + q for q in x["pieces"]}, {p for p, _ in earlier + named if p < pos}
                links += [(k, pos, p, float(country in x["countries"])) for p, country in w.named if p not in own and p not in before]
            earlier += named
            if j < w.context:
                continue
            trigger[k, at:at + m], mention[k, at:at + m] = s.trigger[:m], s.mention[:m]
            if s.steps is not None:
                idle[k, at:at + m] = s.tok.first[:m]
                for pieces, state, thread, parties in s.steps:
                    if pieces and pieces[-1] < m: steps.append((k, [at + p for p in pieces], state, thread, [(p, parties.get(c, 0)) for p, c in w.named]))
            for pos, x in named:
                men.append((k, pos, L.SECTOR.index(x["sector"]) if x["sector"] in L.SECTOR else IGNORE, float(len(x["countries"]) > 1)))
            for e in s.events:
                if e["piece"] >= m:
                    continue
                i = at + e["piece"]
                ctx = np.zeros(len(L.CONTEXT), np.float32)
                ctx[e["ctx"]] = 1
                ev.append((k, i, e["status"], e["of"], e["mode"], ctx))
                sides += [(k, i, p, e["sides"].get(country, 0)) for p, country in w.named]
                for q in range(m):
                    if s.tok.first[q]:
                        pairs.append((k, i, at + q, e["roles"].get(q, 0)))
    return dict(ids=ids, mask=mask, trigger=trigger, mention=mention, events=ev, pairs=pairs, mentions=men, links=links, sides=sides, steps=steps, idle=idle)
