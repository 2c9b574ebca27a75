"""Swaps states in a document: the same sentences, told of others.

Names, adjectives, peoples and capitals of `data/countries` are replaced together and alike in the whole document, so that
"Peru ... Lima ... Peruvian" becomes "Kenya ... Nairobi ... Kenyan". Persons keep their names: the network never sees who
they are, only where they stand.
"""
import os, re

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = ("name", "adjective", "people", "capital")


class Swapper:
    def __init__(self, folder=os.path.join(HERE, "../data/countries")):
        forms = {}
        for line in open(os.path.join(folder, "countries.tsv"), encoding="utf8"):
            f = line.rstrip("\n").split("\t")
            if not line.startswith("#") and f[3] and not f[11]:  # states of today
                forms[f[0]] = {"name": f[6], "capital": f[8]}
        for line in open(os.path.join(folder, "names.tsv"), encoding="utf8"):
            f = line.rstrip("\n").split("\t")
            if f[0] in forms and f[1] in ("adjective", "people"): forms[f[0]].setdefault(f[1], f[2])
        whole = lambda v: all(k in v and re.fullmatch(r"[A-Z][\w .'-]+", v[k]) for k in KINDS) and v["people"] != v["adjective"]
        self.forms = {c: v for c, v in sorted(forms.items()) if whole(v)}
        self.pool = [c for c, v in self.forms.items() if len(v["name"]) < 14]
        self.of = {v[k]: (c, k) for c, v in self.forms.items() for k in KINDS}
        words = sorted(self.of, key=len, reverse=True)
        self.pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")

    def __call__(self, doc, rng):
        text = " ".join([doc.get("title") or "", *doc["sentences"]])
        found = sorted({self.of[m][0] for m in self.pattern.findall(text)})
        if not found: return doc
        new = dict(zip(found, rng.sample([c for c in self.pool if c not in found], len(found))))

        def words(s):
            def other(m):
                country, kind = self.of[m.group()]
                return self.forms[new[country]][kind] if country in new else m.group()
            return s and self.pattern.sub(other, s)

        party = lambda x: {**x, "t": words(x["t"]), "c": new.get(x["c"], x["c"])}
        events = [{**e, "tr": words(e["tr"]), "place": words(e.get("place")), "actor": [party(x) for x in e["actor"]],
                   "recipient": [party(x) for x in e["recipient"]]} for e in doc["events"]]
        return {**doc, "title": words(doc.get("title")), "sentences": [words(s) for s in doc["sentences"]], "events": events}
