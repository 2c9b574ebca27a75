"""Where a text names a state: by name, adjective, people or capital."""
import os, re

HERE = os.path.dirname(os.path.abspath(__file__))


class Names:
    """States by their names, adjectives, peoples and capitals, as crates/coder/src/sides.rs finds them: none inside a body's name."""

    def __init__(self, folder=os.path.join(HERE, "../data")):
        self.of = {}
        for line in open(os.path.join(folder, "actors/bodies.tsv"), encoding="utf8"):
            f = line.rstrip("\n").split("\t")
            if not line.startswith("#"): self.of.update((n, None) for n in [f[1], *f[2].split("|")] if " " in n)
        for line in open(os.path.join(folder, "countries/names.tsv"), encoding="utf8"):
            f = line.rstrip("\n").split("\t")
            if line.startswith("#") or f[1] not in ("name", "adjective", "people", "person", "capital") or f[1] == "person" and len(f[2]) < 6: continue
            self.of.setdefault(f[2], f[0])
        words = sorted(self.of, key=len, reverse=True)
        self.pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")

    def find(self, text):
        """[(character at which the name begins, country)]"""
        return [(m.start(), self.of[m.group()]) for m in self.pattern.finditer(text) if self.of[m.group()]]


_names = None


def positions(tokenized, text):
    """{word piece at which a name begins: country} of a tokenized text."""
    global _names
    if _names is None: _names = Names()
    out = {}
    for start, country in _names.find(text):
        at = tokenized.piece_at(start)
        if at is not None: out[at] = country
    return out
