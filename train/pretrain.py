#!/usr/bin/env python3
"""Lets the encoder read the kind of text that it is for: hidden words are guessed (masked language modelling).

usage: pretrain.py --shared DIR --save READ.pt [--pieces 2500000]

Texts: releases and news under DIR/data (public domain, CC BY 2.5) and the authored training documents; documents of the
held-out gold (by url, title or a long sentence in common) are left out. all-MiniLM-L6-v2 was last trained to tell whole sentences apart, and has lost some
of what single words need; this gives it back. Only the encoder's weights go on to `helpers.py --start`.
"""
import argparse, glob, json, os, random, time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from tokenizers import Tokenizer

import standoff as S
from data import load
from network import Coder, WIDTH
from train import HALF, MASK, base_model

LENGTH, WORDS, RIVALS = 192, 30522, 2500
SHARES = dict(wikinews=3, statedept_pr=1, whitehouse_pr=1)  # how often a publisher's text is read


def texts(shared):
    held = S.gold_keys(shared, ["dev"])
    for source, times in SHARES.items():
        for d in S.documents(shared, source):
            if d["url"] in held or (d["title"] or "").lower() in held: continue
            if any(S.clean(d["text"][a:b]) in held for a, b in S.split(d["text"])): continue
            for _ in range(times): yield d["title"] + "\n" + d["text"]
    here = os.path.dirname(os.path.abspath(__file__))
    for path in sorted(glob.glob(os.path.join(here, "authored", "[!h]*.txt"))):
        for d in load(path): yield " ".join(d["sentences"])


def blocks(shared, tok, rng, budget):
    """[CLS] pieces [SEP] of LENGTH, documents in random order, one after the other."""
    docs = list(texts(shared))
    rng.shuffle(docs)
    row, out = [], []
    for d in docs:
        row += tok.encode(d, add_special_tokens=False).ids + [102]
        while len(row) >= LENGTH - 2:
            out.append([101] + row[:LENGTH - 2] + [102])
            row = row[LENGTH - 2:]
        if len(out) * LENGTH > budget: break
    return np.array(out, np.int64)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--shared", required=True)
    a.add_argument("--save", required=True)
    a.add_argument("--pieces", type=int, default=2_500_000)
    a.add_argument("--lr", type=float, default=3e-4)
    a.add_argument("--batch", type=int, default=24)
    a.add_argument("--threads", type=int, help="cores to use; all without it")
    a = a.parse_args()
    if a.threads: torch.set_num_threads(a.threads)
    torch.manual_seed(0); rng, noise = random.Random(0), np.random.default_rng(0)
    base = base_model()
    tok = Tokenizer.from_file(os.path.join(base, "tokenizer.json")); tok.no_truncation(); tok.no_padding()
    rows = blocks(a.shared, tok, rng, a.pieces)
    print(f"{len(rows)} blocks of {LENGTH} pieces", flush=True)
    net = Coder()
    with torch.no_grad(): net.load_minilm(os.path.join(base, "model.safetensors"))
    net.words.weight.requires_grad_(False)
    for part in net.modules():
        if isinstance(part, nn.Dropout): part.p = 0.0  # each text is read once: nothing to be learnt by heart
    turn, norm, bias = nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH), nn.Parameter(torch.zeros(WORDS))
    body = [p for n, p in net.named_parameters() if n.startswith(("layers", "positions", "kinds", "norm"))]
    opt = torch.optim.AdamW([dict(params=body, lr=a.lr), dict(params=[*turn.parameters(), *norm.parameters(), bias], lr=a.lr * 3)], weight_decay=0.01, fused=True)
    steps = len(rows) // a.batch
    schedule = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min(1.0, (s + 1) / (0.05 * steps)) * max(0.02, 1 - s / steps))
    begun, seen, right, loss_sum = time.time(), 0, 0, 0.0
    for step in range(steps):
        ids = rows[step * a.batch:(step + 1) * a.batch]
        chosen = (noise.random(ids.shape) < 0.15) & (ids > 102)
        dice = noise.random(ids.shape)
        told = np.where(chosen & (dice < 0.8), MASK, np.where(chosen & (dice > 0.9), noise.integers(1000, WORDS, ids.shape), ids))
        k, i = np.nonzero(chosen)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            h = norm(F.gelu(turn(net.encode(torch.from_numpy(told), None)[k, i])))
            # Against the batch's own words and some at random, not against all: a fifth of the time.
            rivals, want = np.unique(np.concatenate([ids[k, i], noise.integers(1000, WORDS, RIVALS)]), return_inverse=True)
            want = torch.from_numpy(want[:len(k)])
            scores = h @ net.words.weight[rivals].T + bias[rivals]
        loss = F.cross_entropy(scores.float(), want)
        opt.zero_grad(); loss.backward()
        torch.nn.utils.clip_grad_norm_(body, 1.0)
        opt.step(); schedule.step()
        seen += len(k); right += int((scores.argmax(-1) == want).sum()); loss_sum += float(loss.detach()) * len(k)
        if (step + 1) % 50 == 0 or step + 1 == steps:
            print(f"step {step + 1} of {steps} {time.time() - begun:.0f}s loss {loss_sum / seen:.3f} guessed {right / seen:.3f}", flush=True)
            seen, right, loss_sum = 0, 0, 0.0
            keep = ("layers", "words", "positions", "kinds", "norm")
            torch.save({k: v for k, v in net.state_dict().items() if k.startswith(keep)}, a.save)


if __name__ == "__main__":
    main()
