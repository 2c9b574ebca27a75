#!/usr/bin/env python3
"""Teaches the encoder who does what, and what happened, on open treebank annotations, before it learns the code book.

usage: helpers.py --shared DIR --save BODY.pt [--epochs 3]

Sources (CC BY-SA 4.0, so the weights are too): PropBank on UD English-EWT (`data/srl_ewt`: predicates and their arguments)
and UDS "It Happened" votes on the same sentences (`data/uds_factuality`). Only the encoder's own weights go on to
`train.py --start`; the heads here are thrown away.
"""
import argparse, gzip, json, os, random, time

import torch
import torch.nn.functional as F
from torch import nn
from tokenizers import Tokenizer

from network import Coder, Pair, WIDTH
from train import HALF, base_model

POS = ["-", "VERB", "NOUN", "ADJ"]
ARGS = ["-", "ARG0", "ARG1", "ARG2", "ARG3", "LOC", "TMP", "MOD", "NEG", "other"]


def label(name):
    name = name.removeprefix("R-").removeprefix("C-").removeprefix("ARGM-")
    if name in ("ARG3", "ARG4", "ARG5", "GOL", "DIR"): return ARGS.index("ARG3")
    return ARGS.index(name) if name in ARGS else ARGS.index("other")


def sentences(shared, tok, part):
    happened = {}
    with gzip.open(os.path.join(shared, "data/uds_factuality/uds_factuality_ewt.jsonl.gz"), "rt") as f:
        for line in f:
            d = json.loads(line)
            votes = happened.setdefault(d["sent_id"], {})
            for p in d.get("preds", []):
                votes[p["i"]] = p
    for line in gzip.open(os.path.join(shared, f"data/srl_ewt/ewt_propbank-{part}.jsonl.gz"), "rt"):
        d = json.loads(line)
        e = tok.encode(d["tokens"], is_pretokenized=True, add_special_tokens=False)
        if not 3 <= len(e.ids) <= 80: continue
        first = {}
        for i, w in enumerate(e.word_ids): first.setdefault(w, i + 1)  # [CLS] stands first
        tags = [-100] * (len(e.ids) + 2)
        for w, i in first.items(): tags[i] = 0
        pairs, facts = [], []
        for p in d["preds"]:
            if p["pos"] not in POS or p["i"] not in first: continue
            at = first[p["i"]]
            tags[at] = POS.index(p["pos"])
            row = {i: 0 for i in first.values()}
            for name, a, b in p["args"]:
                for w in range(a, b):
                    if w in first: row[first[w]] = label(name)
            pairs += [(at, i, k) for i, k in row.items()]
        for w, p in happened.get(d["sent_id"], {}).items():
            votes = p.get("factual")
            if votes is not None and w in first: facts.append((first[w], float(votes)))
        yield [101] + e.ids + [102], tags, pairs, facts


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("--save", required=True)
    a.add_argument("--epochs", type=int, default=3)
    a.add_argument("--start", help="encoder weights of pretrain.py to begin from instead of plain MiniLM")
    a.add_argument("--lr", type=float, default=2e-4)
    a.add_argument("--threads", type=int, help="cores to use; all without it")
    a = a.parse_args()
    if a.threads: torch.set_num_threads(a.threads)
    torch.manual_seed(0); rng = random.Random(0)
    base = base_model()
    tok = Tokenizer.from_file(os.path.join(base, "tokenizer.json")); tok.no_truncation(); tok.no_padding()
    train, dev = list(sentences(a.shared, tok, "train")), list(sentences(a.shared, tok, "dev"))
    print(len(train), "sentences,", sum(len(s[3]) for s in train), "facts", flush=True)
    net = Coder()
    with torch.no_grad(): net.load_minilm(os.path.join(base, "model.safetensors"))
    if a.start: net.load_state_dict(torch.load(a.start), strict=False)
    net.words.weight.requires_grad_(False)
    tag, args, fact = nn.Linear(WIDTH, len(POS)), Pair(len(ARGS)), nn.Linear(WIDTH, 1)
    heads = [*tag.parameters(), *args.parameters(), *fact.parameters()]
    opt = torch.optim.AdamW([dict(params=net.parameters(), lr=a.lr), dict(params=heads, lr=a.lr * 5)], weight_decay=0.01)
    size = 32
    steps = a.epochs * (len(train) // size + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min(1.0, (s + 1) / (0.06 * steps)) * max(0.05, 1 - s / steps))

    def losses(batch):
        n = max(len(s[0]) for s in batch)
        ids, mask, tags = torch.zeros(len(batch), n, dtype=torch.long), torch.zeros(len(batch), n), torch.full((len(batch), n), -100)
        pairs, facts = [], []
        for k, (i, t, p, f) in enumerate(batch):
            ids[k, :len(i)], mask[k, :len(i)], tags[k, :len(i)] = torch.tensor(i), 1, torch.tensor(t)
            pairs += [(k, *x) for x in p]; facts += [(k, *x) for x in f]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            h = net.drop(net.encode(ids, mask))
        h = h.float()
        out = dict(tag=F.cross_entropy(tag(h).flatten(0, 1), tags.flatten(), ignore_index=-100))
        p = torch.tensor(pairs)
        if len(p): out["args"] = F.cross_entropy(args(h)[p[:, 0], :, p[:, 1], p[:, 2]], p[:, 3])
        if facts:
            k, i = torch.tensor([f[0] for f in facts]), torch.tensor([f[1] for f in facts])
            out["fact"] = 0.5 * F.binary_cross_entropy_with_logits(fact(h[k, i])[:, 0], torch.tensor([f[2] for f in facts]))
        return out

    for epoch in range(a.epochs):
        begun, sums = time.time(), {}
        net.train()
        rng.shuffle(train)
        pools = [sorted(train[i:i + 640], key=lambda s: len(s[0])) for i in range(0, len(train), 640)]
        batches = [p[i:i + size] for p in pools for i in range(0, len(p), size)]
        rng.shuffle(batches)
        for b in batches:
            parts = losses(b)
            opt.zero_grad(); sum(parts.values()).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            opt.step(); schedule.step()
            for k, v in parts.items(): sums[k] = sums.get(k, 0) + float(v.detach()) / len(batches)
        net.eval()
        with torch.no_grad():
            held = {}
            for i in range(0, len(dev), 64):
                for k, v in losses(dev[i:i + 64]).items(): held[k] = held.get(k, 0) + float(v) * 64 / len(dev)
        show = lambda d: " ".join(f"{k} {v:.3f}" for k, v in d.items())
        print(f"epoch {epoch + 1} {time.time() - begun:.0f}s {show(sums)} | held out {show(held)}", flush=True)
        keep = ("layers", "words", "positions", "kinds", "norm")
        torch.save({k: v for k, v in net.state_dict().items() if k.startswith(keep)}, a.save)


if __name__ == "__main__":
    main()
