#!/usr/bin/env python3
"""Reads and checks the authored training documents (`train/authored/*.txt`).

A file holds documents, a document sentences, a sentence the events that it tells:

    == peru-0001 2023-04-05 | Peru and Chile sign fishing pact      (id, date or -, optional title)
    > Peru and Chile signed a fishing treaty in Lima on Monday.
    * SUPPORT | reported | signed | Peru:PER:GOV + Chile:CHL:GOV | - | economic | place=Lima date=2023-04-03
    > Chile may send two frigates to help Peru, officials said.
    * AID | hypothetical | may send | Chile:CHL:GOV | Peru:PER:GOV | military |
    > The weather was fine.                                          (no event: no line)

An event line has seven fields: TYPE, TYPE/mode, TYPE>OF or TYPE/mode>OF; status; trigger; actors; recipients; contexts
(by comma); options (place=, date=, thread=; `_` stands for a blank within a value). `-` is none. Words of actors,
triggers and places are exact parts of the sentence. An actor is words:country:sector, country `-` where unknown; actors
are joined by ` + `. A `#` line is a comment. Labels follow the code book (see train/README.md).

usage: authored.py FILE...            check, print what is wrong and a table of coverage
       authored.py --gold FILE...     print the gold form, one JSON document a line
"""
import collections, json, re, sys

TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
STATUSES = "reported future hypothetical negated historical".split()
MODES = dict(
    CONSULT="visit third-party multilateral phone", RETREAT="withdraw release disarm ceasefire access resign", REQUEST="assist change yield meet",
    REJECT="assist change yield meet", ACCUSE="disapprove investigate allege", THREATEN="restrict arrest relations expel territory violence",
    PROTEST="demo riot strike hunger boycott obstruct vandalize", SANCTION="convict expel withdraw discontinue", MOBILIZE="troops weapons police militia",
    COERCE="seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    ASSAULT="abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone heavy-weapons crowd-control unconventional")
MODES = {k: v.split() for k, v in MODES.items()}
CONTEXTS = """military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal reparations human_rights
rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters
natural_resource environment technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking""".split()
SECTORS = "GOV MIL COP JUD LEG OPP PTY REB SPY CVL BUS JRN EDU LAB NGO IGO CRM UAF REF REL AGR PRE ELI SOC OTH MED PRM UNK".split()
WITH_OF = {"AGREE", "CONCEDE", "REQUEST", "REJECT", "THREATEN"}
FUTURE_IS_AGREE = {"CONSULT", "SUPPORT", "COOPERATE", "AID"}


def entities(field, sentence, where, errors):
    out = []
    for part in ([] if field == "-" else field.split(" + ")):
        m = re.fullmatch(r"(.+):([A-Z]{3}|-):([A-Z]{3})", part.strip())
        if not m:
            errors.append(f"{where}: actor '{part}' is not words:COUNTRY:SECTOR"); continue
        words, country, sector = m.groups()
        if words not in sentence: errors.append(f"{where}: actor '{words}' is not in the sentence")
        if sector not in SECTORS: errors.append(f"{where}: unknown sector {sector}")
        out.append(dict(t=words, c=None if country == "-" else country, s=sector))
    return out


def event(line, s, sentence, where, errors):
    fields = [f.strip() for f in line.split("|")]
    if len(fields) == 6: fields.append("")
    if len(fields) != 7:
        errors.append(f"{where}: {len(fields)} fields, not 7"); return None
    head, status, trigger, actors, recipients, contexts, options = fields
    m = re.fullmatch(r"([A-Z]+)(?:/([a-z-]+))?(?:>([A-Z]+))?", head)
    if not m:
        errors.append(f"{where}: cannot read '{head}'"); return None
    kind, mode, of = m.groups()
    if kind not in TYPES: errors.append(f"{where}: unknown type {kind}")
    if mode and mode not in MODES.get(kind, []): errors.append(f"{where}: {kind} has no mode {mode}")
    if of and (of not in TYPES or kind not in WITH_OF): errors.append(f"{where}: {kind} of {of}")
    if status not in STATUSES: errors.append(f"{where}: unknown status {status}")
    if status == "future" and kind in FUTURE_IS_AGREE: errors.append(f"{where}: future {kind} is AGREE>{kind}")
    if status == "future" and kind == "RETREAT": errors.append(f"{where}: future RETREAT is CONCEDE>RETREAT")
    if trigger not in sentence: errors.append(f"{where}: trigger '{trigger}' is not in the sentence")
    ctx = [] if contexts in ("-", "") else [c.strip() for c in contexts.split(",")]
    for c in ctx:
        if c not in CONTEXTS: errors.append(f"{where}: unknown context {c}")
    opts = dict(place=None, date=None, thread=None)
    for o in ([] if options in ("-", "") else options.split()):
        k, _, v = o.partition("=")
        if k not in opts: errors.append(f"{where}: unknown option {o}"); continue
        opts[k] = v.replace("_", " ")
    if opts["place"] and opts["place"] not in sentence: errors.append(f"{where}: place '{opts['place']}' is not in the sentence")
    e = dict(s=s, tr=trigger, type=kind, of=of, mode=mode, status=status, actor=entities(actors, sentence, where, errors),
             recipient=entities(recipients, sentence, where, errors), ctx=ctx, **opts)
    if not e["actor"]: errors.append(f"{where}: an event needs an actor")
    return e


def read(path):
    """Returns (documents in the gold form, errors as 'file:line: text')."""
    docs, errors, seen = [], [], set()
    for n, line in enumerate(open(path, encoding="utf8"), 1):
        line, where = line.rstrip("\n"), f"{path}:{n}"
        if not line.strip() or line.startswith("#"): continue
        if line.startswith("== "):
            head, _, title = line[3:].partition("|")
            ident, _, date = head.strip().partition(" ")
            if ident in seen: errors.append(f"{where}: id {ident} twice")
            seen.add(ident)
            docs.append(dict(id=ident, source="authored", url=None, date=None if date.strip() in ("", "-") else date.strip(), title=title.strip() or None, sentences=[], events=[]))
        elif line.startswith("> ") and docs:
            docs[-1]["sentences"].append(line[2:].strip())
        elif line.startswith("* ") and docs and docs[-1]["sentences"]:
            s = docs[-1]["sentences"]
            e = event(line[2:], len(s) - 1, s[-1], where, errors)
            if e: docs[-1]["events"].append(e)
        else:
            errors.append(f"{where}: cannot read this line")
    return docs, errors


if __name__ == "__main__":
    gold, files = "--gold" in sys.argv, [a for a in sys.argv[1:] if a != "--gold"]
    docs, errors = [], []
    for f in files:
        d, e = read(f); docs += d; errors += e
    for e in errors: print(e, file=sys.stderr)
    if gold:
        for d in docs: print(json.dumps(d, ensure_ascii=False))
    else:
        ev = [e for d in docs for e in d["events"]]
        print(f"{len(docs)} documents, {sum(len(d['sentences']) for d in docs)} sentences, {len(ev)} events, {len(errors)} errors")
        for t in TYPES:
            c = collections.Counter(e["status"] for e in ev if e["type"] == t)
            print(f"  {t:10} {sum(c.values()):4}  " + "  ".join(f"{s} {c[s]}" for s in STATUSES))
    sys.exit(2 if errors else 0)
