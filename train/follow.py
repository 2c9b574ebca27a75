#!/usr/bin/env python3
"""Teaches a trained network to follow undertakings: where they stand, which sentences belong together, and whose act it is
where the sentence does not say. The encoder and what it knows of acts stay as they are, so that this takes minutes.

usage: follow.py --shared DIR --start NET.pt --save NET.pt [--epochs 12] [--out ../models/coder]

*Steps and threads* are learnt from the series of articles (`ledger/*.jsonl`). *Sides*: half of the parties of real text are
not named in their sentence; a state's name, wherever it stands in the window, is scored against the word of an act (from the
annotated documents) or of a step (from the series, whose commitments say who undertakes and who is the other side). States
are found by `names.py`.
"""
import argparse, glob, hashlib, os, random, re, time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

import data as D
import labels as L
import standoff as S
from names import positions
from network import Coder
from train import base_model, follow, steps as step_losses

HERE = os.path.dirname(os.path.abspath(__file__))


def samples(net, tok, docs, by_step):
    """For each window with acts or steps: (hidden states, [(position of the word, {country: side})], [(position, country)])."""
    out = []
    for d, parties in docs:
        doc = D.Doc(tok, d)
        title = positions(D.Tokenized(tok, d["title"]), d["title"]) if d.get("title") else {}
        known = {id(s): positions(s.tok, s.text) for s in doc.sentences}
        raw = {id(s): [e for e in d["events"] if e["s"] == i] for i, s in enumerate(doc.sentences)}
        for w in D.windows(doc):
            n = len(w.ids)
            named = [(1 + p, c) for p, c in title.items() if p < len(doc.title)]
            for j, s in enumerate(w.sentences): named += [(w.at[j] + p, c) for p, c in known[id(s)].items() if w.at[j] + p < n]
            own = [(j, s) for j, s in enumerate(w.sentences) if j >= w.context]
            if not named or not any(s.events or s.steps for _, s in own): continue
            with torch.no_grad():
                h = net.encode(torch.tensor([w.ids]), None)[0]
                told = torch.softmax(net.follow(h[None])[0][0], -1)[:, 0] if by_step else None
            anchors = []
            for j, s in own:
                if by_step:
                    for pieces, _, thread, _ in s.steps or []:
                        words = [w.at[j] + p for p in pieces if w.at[j] + p < n]
                        if words: anchors.append((min(words, key=lambda x: float(told[x])), parties[thread]))
                else:
                    for e in raw[id(s)]:
                        at = D.find(e["tr"], s.text)
                        piece = s.tok.piece_at(at[0]) if at else None
                        if piece is None or w.at[j] + piece >= n: continue
                        sides = {x["c"]: 2 for x in e["recipient"] if x["c"]}
                        sides.update({x["c"]: 1 for x in e["actor"] if x["c"]})
                        anchors.append((w.at[j] + piece, sides))
            if anchors: out.append((h.half(), anchors, named))
    return out


def read_series(net, tok, series, budgets=(D.MAX_PIECES, 96)):
    """For each series and size of window: what the encoder makes of all its windows, with their labels."""
    out = []
    for docs in series:
        docs = [D.Doc(tok, d) for d in docs]
        for budget in budgets:
            b = D.batch([w for d in docs for w in D.windows(d, budget=budget)])
            with torch.no_grad():
                h = net.encode(torch.from_numpy(b["ids"]), torch.from_numpy(b["mask"]))
            keep = {k: b[k] for k in ("mask", "idle", "steps")}
            out.append((h.half(), keep))
    return out


def scores(pair, h, anchors, named):
    i, j = torch.tensor([a[0] for a in anchors]), torch.tensor([p for p, _ in named])
    left = pair.left(h[i]).reshape(len(i), pair.n, -1).transpose(0, 1)
    right = pair.right(h[j]).reshape(len(j), pair.n, -1).transpose(0, 1)
    s = left @ right.transpose(-1, -2) / left.shape[-1] ** 0.5 + pair.bias(h[i]).T.unsqueeze(2)
    return s.permute(1, 2, 0)  # [anchor, name, side]


def measure(pair, held):
    """F1 of each side over pairs of anchor and state; share of anchors with both sides right."""
    n = Counter()
    for h, anchors, named in held:
        with torch.no_grad(): p = torch.softmax(scores(pair, h.float(), anchors, named), -1)
        for (_, sides), row in zip(anchors, p):
            got = {}
            for (_, c), q in zip(named, row):
                best = got.setdefault(c, torch.zeros(3))
                got[c] = torch.maximum(best, q)
            said = {c: 1 if q[1] >= max(0.5, q[2]) else 2 if q[2] >= 0.5 else 0 for c, q in got.items()}
            want = {c: sides.get(c, 0) for c in got}
            for k in (1, 2):
                n["gold", k] += sum(v == k for v in want.values()); n["said", k] += sum(v == k for v in said.values())
                n["both", k] += sum(said[c] == want[c] == k for c in got)
            n["anchors"] += 1; n["right"] += said == want
    f1 = lambda k: 2 * n["both", k] / max(1, n["gold", k] + n["said", k])
    return f"by {f1(1):.3f} to {f1(2):.3f} all right {n['right'] / max(1, n['anchors']):.3f} of {n['anchors']}"


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("--start", required=True)
    a.add_argument("--save", required=True)
    a.add_argument("--out")
    a.add_argument("--epochs", type=int, default=12)
    a.add_argument("--authored", default="[!h]*.txt", help="which of authored/")
    a.add_argument("--lr", type=float, default=5e-4)
    a.add_argument("--holdout", type=float, default=0.08)
    a.add_argument("--seed", type=int, default=0)
    a = a.parse_args()
    torch.manual_seed(a.seed)
    rng, base = random.Random(a.seed), base_model()
    tok = Tokenizer.from_file(os.path.join(base, "tokenizer.json"))
    tok.no_truncation(); tok.no_padding()
    net = Coder()
    state = torch.load(a.start)
    for part in ("weight", "bias"): state.setdefault(f"stage.{part}", state[f"act.{part}"])
    net.load_state_dict(state, strict=False)
    net.eval()
    share = lambda i: int(hashlib.sha256(i.encode()).hexdigest()[:8], 16) / 2**32
    docs = D.load(os.path.join(a.shared, "gold/train.jsonl"))
    held = [(d, None) for d in docs if share(d["id"]) < a.holdout]
    docs = [d for d in docs if share(d["id"]) >= a.holdout]
    docs += [d for f in sorted(glob.glob(os.path.join(HERE, "standoff", "*.jsonl"))) for d in S.load(f, a.shared)]
    docs += [d for f in sorted(glob.glob(os.path.join(HERE, "authored", a.authored))) for d in D.load(f)]
    told, told_held = [], []
    for f in sorted(glob.glob(os.path.join(HERE, "ledger", "series-*.jsonl"))):
        for series in D.ledger(f):
            (told_held if share(series[0]["id"]) < a.holdout else told).extend((d, d["parties"]) for d in series)
    series = [s for f in sorted(glob.glob(os.path.join(HERE, "ledger", "series-*.jsonl"))) for s in D.ledger(f)]
    held_series = [[D.Doc(tok, d) for d in s] for s in series if share(s[0]["id"]) < a.holdout]
    begun = time.time()
    told_series = read_series(net, tok, [s for s in series if share(s[0]["id"]) >= a.holdout])
    acts, steps = samples(net, tok, [(d, None) for d in docs], False), samples(net, tok, told, True)
    held, told_held = samples(net, tok, held, False), samples(net, tok, told_held, True)
    print(f"{len(told_series)} times series, {len(acts)} windows with acts, {len(steps)} with steps, read in {time.time() - begun:.0f} s", flush=True)
    print("before:", follow(net, held_series), flush=True)
    taught = [p for m in (net.stage, net.heads["step"], net.look, net.own, net.seen) for p in m.parameters()]
    opt = torch.optim.AdamW([dict(params=taught, lr=a.lr), dict(params=net.side.parameters(), lr=1e-3)], weight_decay=0.01)
    first = [g["lr"] for g in opt.param_groups]
    for epoch in range(a.epochs):
        for g, lr in zip(opt.param_groups, first): g["lr"] = lr * (1 - epoch / a.epochs)
        net.train()
        begun, total = time.time(), Counter()
        order = [("series", s) for s in told_series]
        windows = acts + steps * 2
        rng.shuffle(windows)
        order += [("windows", windows[k:k + 16]) for k in range(0, len(windows), 16)]
        rng.shuffle(order)
        for kind, x in order:
            if kind == "series":
                h, b = x
                h, mask = F.dropout(h.float(), 0.1), torch.from_numpy(b["mask"])
                step, thread = net.follow(h, mask)
                parts = step_losses(dict(step=step, thread=thread, trigger=net.heads["trigger"](h)), b)
                loss = sum(parts.values())
            else:
                losses = []
                for h, anchors, named in x:
                    want = torch.tensor([[s.get(c, 0) for _, c in named] for _, s in anchors])
                    s = scores(net.side, F.dropout(h.float(), 0.1), anchors, named)
                    losses.append(F.cross_entropy(s.reshape(-1, len(L.SIDE)), want.flatten(), reduction="sum") / len(named) ** 0.5)
                loss = sum(losses) / len(losses)
            opt.zero_grad(); loss.backward(); opt.step()
            total[kind] += float(loss.detach()); total["n", kind] += 1
        net.eval()
        line = " ".join(f"{k} {total[k] / max(1, total['n', k]):.3f}" for k in ("series", "windows"))
        print(f"epoch {epoch + 1} {time.time() - begun:.0f}s {line}; held out: acts {measure(net.side, held)}; steps {measure(net.side, told_held)}", flush=True)
        if (epoch + 1) % 4 == 0: print("   ", follow(net, held_series), flush=True)
        torch.save(net.state_dict(), a.save)  # after every epoch: a run that is cut short keeps what it has learnt
    if a.out:
        import export
        export.write(net, a.out, base)


if __name__ == "__main__":
    main()
