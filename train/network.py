"""The coder's network: MiniLM (BERT, 384 wide) with token heads and pair heads. One graph, exported as it stands."""
import math

import torch
from torch import nn
import torch.nn.functional as F

import labels as L

WIDTH, HEADS, INNER, PAIR, THREAD = 384, 12, 1536, 64, 64


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.n1, self.n2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, bias):
        b, t, _ = x.shape
        split = lambda y: y.reshape(b, t, HEADS, WIDTH // HEADS).transpose(1, 2)
        q, k, v = split(self.q(x)), split(self.k(x)), split(self.v(x))
        a = (q / math.sqrt(WIDTH // HEADS)) @ k.transpose(-1, -2)
        mixed = torch.softmax(a if bias is None else a + bias, -1) @ v
        x = self.n1(x + self.drop(self.o(mixed.transpose(1, 2).reshape(b, t, WIDTH))))
        return self.n2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Pair(nn.Module):
    """Scores every pair of positions for each of `n` labels: a low-rank bilinear form."""

    def __init__(self, n):
        super().__init__()
        self.n = n
        self.left, self.right = nn.Linear(WIDTH, n * PAIR), nn.Linear(WIDTH, n * PAIR)
        self.bias = nn.Linear(WIDTH, n)

    def forward(self, h):
        b, t, _ = h.shape
        split = lambda y: y.reshape(b, t, self.n, PAIR).transpose(1, 2)
        s = split(self.left(h)) @ split(self.right(h)).transpose(-1, -2) / math.sqrt(PAIR)
        return s + self.bias(h).transpose(1, 2).unsqueeze(2)  # [b, n, from, to]


class Coder(nn.Module):
    """ids, mask -> trigger, mention, status, of, mode, context, sector, joint, step, thread (per token), role, link, side (per pair).

    `thread` is a vector a token: what the act told there is about, so that steps of one undertaking lie close together. It
    is made of the token and of the words that it looks at.
    """

    TOKEN_HEADS = dict(trigger=len(L.TRIGGER), mention=len(L.MENTION), status=len(L.STATUS), of=len(L.OF), mode=len(L.MODE), context=len(L.CONTEXT), sector=len(L.SECTOR), joint=1, step=len(L.STEP))
    OUTPUTS = list(TOKEN_HEADS) + ["role", "link", "side", "thread"]

    def __init__(self, layers=6):
        super().__init__()
        self.words, self.positions, self.kinds = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH), nn.Embedding(2, WIDTH)
        self.norm, self.drop = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        # One hidden layer for all token heads but the tagging ones: cheap, and the heads stop pulling at each other.
        self.act = nn.Linear(WIDTH, WIDTH)
        self.heads = nn.ModuleDict({k: nn.Linear(WIDTH, n) for k, n in self.TOKEN_HEADS.items()})
        self.role, self.link, self.side = Pair(len(L.ROLE)), Pair(1), Pair(len(L.SIDE))
        # Where undertakings stand and what they are about; with `side` taught once more at the end, the encoder as it is.
        self.stage = nn.Linear(WIDTH, WIDTH)
        self.look, self.own, self.seen = Pair(1), nn.Linear(WIDTH, THREAD), nn.Linear(WIDTH, THREAD)

    def encode(self, ids, mask):
        t = ids.shape[1]
        x = self.words(ids) + self.positions.weight[:t] + self.kinds.weight[0]
        x = self.drop(self.norm(x))
        bias = None if mask is None else ((1.0 - mask) * -1e4)[:, None, None, :].to(torch.get_autocast_dtype("cpu") if torch.is_autocast_enabled("cpu") else mask.dtype)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def forward(self, ids, mask=None):
        h = self.encode(ids, mask)  # no mask: windows of one length, nothing padded
        d = self.drop(h)
        a = self.drop(F.gelu(self.act(d)))
        step, thread = self.follow(d, mask)
        given = dict(trigger=d, mention=d)
        out = [step if k == "step" else self.heads[k](given.get(k, a)) for k in self.TOKEN_HEADS]
        return tuple(out + [self.role(d), self.link(d), self.side(d), thread])

    def follow(self, d, mask=None):
        """`step` and `thread` of hidden states."""
        look = self.look(d)[:, 0]
        if mask is not None:
            look = look + ((1.0 - mask) * -1e4)[:, None, :].to(look.dtype)
        thread = self.own(d) + torch.softmax(look, -1) @ self.seen(d)
        return self.heads["step"](self.drop(F.gelu(self.stage(d)))), thread

    def load_minilm(self, path):
        """Weights of all-MiniLM-L6-v2 (Apache-2.0) from its safetensors file."""
        from safetensors.torch import load_file
        w = load_file(path)
        get = lambda k: w[k] if k in w else w["bert." + k]
        own = {"words.weight": "embeddings.word_embeddings.weight", "positions.weight": "embeddings.position_embeddings.weight",
               "kinds.weight": "embeddings.token_type_embeddings.weight", "norm.weight": "embeddings.LayerNorm.weight", "norm.bias": "embeddings.LayerNorm.bias"}
        for i in range(len(self.layers)):
            p = f"encoder.layer.{i}."
            for a, b in dict(q="attention.self.query", k="attention.self.key", v="attention.self.value", o="attention.output.dense",
                             n1="attention.output.LayerNorm", up="intermediate.dense", down="output.dense", n2="output.LayerNorm").items():
                for part in ("weight", "bias"):
                    own[f"layers.{i}.{a}.{part}"] = f"{p}{b}.{part}"
        state = self.state_dict()
        for k, source in own.items():
            state[k].copy_(get(source))
        return self
