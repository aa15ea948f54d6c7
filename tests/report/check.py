#!/usr/bin/env python3
"""Checks a report against the extraction records it was made from, sharing no code with the program.

    check.py report.json records.jsonl [report.html]

Every number of the JSON is computed again: coverage, origins, weights, strengths, ranks, stories, p and q, verdicts.
Every footnote's words must stand in the article at their place; every event of the records that lies in the report's
days must be told. The page must be well-formed, have no dead anchor, and load nothing. Prints what is wrong; exit code 1."""
import collections
import datetime
import json
import math
import re
import sys
import xml.etree.ElementTree as ElementTree

SPANS = 5
WORD = re.compile(r"[^\W_]+")


# ---- what the documents say ---------------------------------------------------------------------------

def words(text):
    return [w.lower() for w in WORD.findall(text)]


def shingles(ws, n=5):
    return {tuple(ws[i:i + n]) for i in range(len(ws) - n + 1)}


def in_runs(ws, other):
    """How many of the words stand in runs of five or more that the other text has, too."""
    covered = set()
    for i in range(len(ws) - 4):
        if tuple(ws[i:i + 5]) in other:
            covered.update(range(i, i + 5))
    return len(covered)


class Sets:
    def __init__(self):
        self.parent = {}

    def find(self, x):
        self.parent.setdefault(x, x)
        while self.parent[x] != x:
            x = self.parent[x]
        return x

    def join(self, x, y):
        x, y = self.find(x), self.find(y)
        if x != y:
            self.parent[max(x, y)] = min(x, y)


def read_records(path):
    records = {}
    for line in open(path, encoding="utf-8"):
        r = json.loads(line)
        if "doc" in r:
            records.setdefault(r["doc"]["id"], r)
    latest = {}
    for r in records.values():                       # of one address the later version counts
        d = r["doc"]
        if d.get("url"):
            key = (d.get("modified") or d.get("date") or "", d["date"] or "", d["id"])
            if d["url"] not in latest or key > latest[d["url"]][0]:
                latest[d["url"]] = (key, d["id"])
    keep = {i for i, r in records.items() if not r["doc"].get("url") or latest[r["doc"]["url"]][1] == i}
    return {i: records[i] for i in sorted(keep)}


def origins_of(records):
    """Copies of one another: by words, all pairs."""
    sets, ws, grams = Sets(), {}, {}
    for i, r in records.items():
        ws[i] = words(r["text"])
        grams[i] = shingles(ws[i])
        sets.find(i)
    ids = list(records)
    for n, x in enumerate(ids):
        for y in ids[n + 1:]:
            both = len(grams[x] & grams[y])
            if not both:
                continue
            least = min(len(grams[x]), len(grams[y]))
            short, long_ = (x, y) if len(ws[x]) <= len(ws[y]) else (y, x)
            if (both / (len(grams[x]) + len(grams[y]) - both) >= .5 or both / least >= .8
                    or in_runs(ws[short], grams[long_]) >= .7 * len(ws[short])):
                sets.join(x, y)
    return sets


def evidence_sets(evidence, records, origins):
    """Pieces of evidence by place → root; independent ones have roots of their own."""
    sets = Sets()
    sentences = [words(e["quote"]) for e in evidence]
    for i, e in enumerate(evidence):
        sets.find(i)
        for k in range(i):
            f = evidence[k]
            joined = origins.find(e["article"]) == origins.find(f["article"])
            short, long_ = sorted((sentences[i], sentences[k]), key=len)
            joined |= len(short) >= 8 and in_runs(short, shingles(long_)) >= .6 * len(short)
            if joined:
                sets.join(i, k)
    # Credits of an agency: its own text first, then those that credit it, a day or less apart.
    first = {}
    for own in (True, False):
        for i, e in enumerate(evidence):
            d = records[e["article"]]["doc"]
            agency = d.get("agency")
            if not agency or (d.get("source") == agency) != own:
                continue
            k = first.setdefault(agency, i)
            if own or k == i:
                continue
            a, b = d["date"], records[evidence[k]["article"]]["doc"]["date"]
            if a == b or (a and b and abs((day(a) - day(b)).days) <= 1):
                sets.join(i, k)
    return [sets.find(i) for i in range(len(evidence))]


# ---- arithmetic ---------------------------------------------------------------------------------------

def day(s):
    return datetime.date.fromisoformat(s)


def six(x):
    return float("%.6g" % x)


def same_number(x, y):
    return abs(x - y) <= 1e-5 * max(1, abs(x), abs(y))


def first_and_last(date):
    if re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        return day(date), day(date)
    if "W" in date:
        y, w = date.split("-W")
        monday = datetime.date.fromisocalendar(int(y), int(w), 1)
        return monday, monday + datetime.timedelta(6)
    if re.fullmatch(r"\d{4}-\d\d", date):
        y, m = map(int, date.split("-"))
        return datetime.date(y, m, 1), (datetime.date(y + m // 12, m % 12 + 1, 1) - datetime.timedelta(1))
    return datetime.date(int(date), 1, 1), datetime.date(int(date), 12, 31)


def binomial_test(k, n, p):
    if n == 0:
        return 1.0
    chance = [math.comb(n, i) * p ** i * (1 - p) ** (n - i) for i in range(n + 1)]
    return min(1.0, sum(c for c in chance if c <= chance[k] * (1 + 1e-7)))


def rates_test(k, n, k0, n0):
    return binomial_test(k, k + k0, n / (n + n0)) if n and n0 else 1.0


class Checker:
    def __init__(self, report, records):
        self.r, self.records, self.bad = report, records, []
        self.origins = origins_of(records)
        head = report["report"]
        days = (day(head["until"]) - day(head["since"])).days + 1
        self.spans = []
        for s in range(SPANS):
            until = day(head["until"]) - datetime.timedelta(s * days)
            self.spans.append((until - datetime.timedelta(days - 1), until))
        self.as_of = head["as_of"]
        self.rate = head["false_discovery_rate"]
        self.events = {e["id"]: e for e in report["events"]}

    def say(self, condition, text):
        if not condition:
            self.bad.append(text)

    def equal(self, what, found, expected):
        ok = same_number(found, expected) if isinstance(expected, float) else found == expected
        self.say(ok, "%s: %r, should be %r" % (what, found, expected))

    def known(self, d):
        return not (self.as_of and d["date"] and d["date"] > self.as_of)

    def span_of_day(self, a, b=None):
        for s, (since, until) in enumerate(self.spans):
            if since <= a <= until and since <= (b or a) <= until:
                return s
        return None

    # ---- coverage ----

    def coverage(self):
        docs = [r["doc"] for r in self.records.values() if self.known(r["doc"])]
        dated = [d for d in docs if d["date"]]
        outlets = [collections.defaultdict(list), collections.defaultdict(list)]
        for s in range(SPANS):
            of = [d for d in dated if self.span_of_day(day(d["date"])) == s]
            self.equal("articles of span %d" % s, self.r["spans"][s]["articles"], len(of))
            self.equal("origins of span %d" % s, self.r["spans"][s]["origins"], len({self.origins.find(d["id"]) for d in of}))
            for d in of:
                if s < 2:
                    outlets[s][d["source"]].append(d)
        self.common = set(outlets[0]) & set(outlets[1])
        for s in range(2):
            n = {self.origins.find(d["id"]) for o in self.common for d in outlets[s][o]}
            self.equal("common origins of span %d" % s, self.r["spans"][s]["common_origins"], len(n))
        self.equal("outlets", sorted(o["outlet"] or "" for o in self.r["outlets"]),
                   sorted(o or "" for o in set(outlets[0]) | set(outlets[1])))
        for o in self.r["outlets"]:
            for s, suffix in enumerate(("", "_before")):
                of = outlets[s].get(o["outlet"], [])
                self.equal("articles of %s" % o["outlet"], o["articles" + suffix], len(of))
                self.equal("origins of %s" % o["outlet"], o["origins" + suffix], len({self.origins.find(d["id"]) for d in of}))
        c, span = self.r["coverage"], self.r["spans"][0]
        self.equal("copies", c["copies"], span["articles"] - span["origins"])
        self.equal("undated", c["undated"], sum(not d["date"] for d in docs))
        has = {d["date"] for d in dated}
        last = min(self.spans[0][1], day(self.as_of)) if self.as_of else self.spans[0][1]
        self.equal("gaps", c["gaps"], [str(x) for n in range((last - self.spans[0][0]).days + 1)
                                       for x in [self.spans[0][0] + datetime.timedelta(n)] if str(x) not in has])
        self.equal("first", self.r["report"]["first"], not any(day(d["date"]) < self.spans[0][0] for d in dated))

    # ---- events ----

    def event(self, e):
        seen = set()
        for p in e["evidence"]:
            r = self.records.get(p["article"])
            if r is None:
                self.say(False, "%s: no record of article %s" % (e["id"], p["article"]))
                return
            self.say(self.known(r["doc"]), "%s: an article later than the day of the report" % e["id"])
            self.piece(e["id"], p)
            found = [v for v in r["events"] if v["type"] == e["type"]
                     and v["sentence"]["start"] <= p["start"] < v["sentence"]["end"]]
            self.say(found, "%s: no event %s in its sentence" % (e["id"], e["type"]))
            if e["status"] != "happened" or e["voice"] == "outlet":
                self.say(any(v["status"] == e["status"] for v in found) or self.r["report"]["decisions"],
                         "%s: no %s event in its sentence" % (e["id"], e["status"]))
            self.say((p["article"], p["start"]) not in seen, "%s: a sentence twice" % e["id"])
            seen.add((p["article"], p["start"]))
        roots = evidence_sets(e["evidence"], self.records, self.origins)
        e["_roots"] = roots
        self.equal("reports of " + e["id"], e["reports"], len({p["article"] for p in e["evidence"]}))
        self.equal("origins of " + e["id"], e["origins"], len(set(roots)))
        days = [p["date"] for p in e["evidence"] if p["date"]]
        first = str(first_and_last(e["date"])[0]) if e["date"] else min(days) if days else None
        self.equal("day of " + e["id"], e["day"], first)
        span = self.span_of_day(*(first_and_last(e["date"]) if e["date"] else (day(first),))) if first else None
        self.equal("span of " + e["id"], e.get("span"), span)
        layer = "context" if span is None else e["status"] if e["status"] != "happened" else \
                "claimed" if e["voice"] in ("opponent", "unnamed") else "fact"
        self.equal("layer of " + e["id"], e["layer"], layer)
        since, until = self.spans[0]
        told = any(d and since <= day(d) <= until for d in days)
        if e["status"] == "planned" and told and (not e["date"] or first_and_last(e["date"])[1] > until):
            listed = "ahead"
        elif span == 0:
            listed = "span" if e["date"] else "undated"
        elif (re.fullmatch(r"\d{4}-(\d\d-\d\d|W\d\d)", e["date"] or "") and self.spans[-1][0] <= first_and_last(e["date"])[1] < since
              and days and since <= day(min(days)) <= until):
            listed = "late"
        else:
            listed = None
        self.equal("where %s is listed" % e["id"], e["listed"], listed)

    def piece(self, what, p):
        """The words of a piece of evidence stand in the article at their place."""
        r = self.records[p["article"]]
        self.equal("words of " + what, p["quote"], r["text"][p["start"]:p["end"]])
        for m in p["marks"]:
            self.equal("marked words of " + what, m["words"], r["text"][m["start"]:m["end"]])
            self.say(p["start"] <= m["start"] <= m["end"] <= p["end"], what + ": a mark outside of its sentence")
        self.say(r["doc"]["path"] in p["path"].split(" | "), "path of %s: %s" % (what, p["path"]))   # of copies, all
        for key, mine in (("source", "source"), ("date", "date"), ("url", "url")):
            self.equal("%s of %s" % (key, what), p[key], r["doc"][mine])

    def told_completely(self):
        """Every event of the records, of these days and with an actor, stands in the report."""
        told = collections.defaultdict(list)
        for e in self.r["events"]:
            for p in e["evidence"]:
                told[p["article"], e["type"]].append(p)
        for i, r in self.records.items():
            if not r["doc"]["date"] or not self.known(r["doc"]):
                continue
            for v in r["events"]:
                if v["date"] and self.span_of_day(*first_and_last(v["date"])) is None:
                    continue
                if not v["date"] and self.span_of_day(day(r["doc"]["date"])) is None:
                    continue
                if not any(v["sentence"]["start"] <= p["start"] < v["sentence"]["end"] for p in told[i, v["type"]]):
                    self.say(self.r["report"]["decisions"], "%s: event %s (%s) is not in the report" % (i, v["id"], v["type"]))

    # ---- ties ----

    def shares(self, e):
        sources = {p["actor"] for p in e["participants"] if p["role"] == "source" and p["type"] not in ("place", "work")}
        targets = {p["actor"] for p in e["participants"] if p["role"] == "target" and p["type"] not in ("place", "work")}
        actors = sorted(sources | targets)
        if not 2 <= len(actors) <= 8:
            return
        weight = (1 + math.log2(max(1, e["origins"]))) / (len(actors) - 1)
        joint = not targets and e["intensity"] > 0
        for n, x in enumerate(actors):
            for y in actors[n + 1:]:
                if (e["symmetric"] and {x, y} & sources and (not targets or {x, y} & targets)) or (x in sources and y in targets) or (y in sources and x in targets) or joint:
                    yield (x, y), weight

    def stories(self, acts, span, common):
        """Independent articles that tell one of these events; of the common outlets, published in the span."""
        sets, found = Sets(), set()
        for e in acts:
            first = {}
            for p, root in zip(e["evidence"], e["_roots"]):
                d = self.records[p["article"]]["doc"]
                if common and (d["source"] not in self.common or not d["date"] or self.span_of_day(day(d["date"])) != span):
                    continue
                found.add(d["id"])
                sets.join(d["id"], e["evidence"][root]["article"])
                sets.join(d["id"], "origin " + self.origins.find(d["id"]))
        return len({sets.find(d) for d in found})

    def ties(self):
        pairs = collections.defaultdict(lambda: [[] for _ in range(SPANS)])
        for e in self.r["events"]:
            if e["layer"] == "fact":
                for pair, weight in self.shares(e):
                    pairs[pair][e["span"]].append((e, weight))
        self.equal("pairs", sorted((t["a"], t["b"]) if t["a"] < t["b"] else (t["b"], t["a"]) for t in self.r["ties"]), sorted(pairs))
        read = [s for s in range(1, SPANS) if self.r["spans"][s]["articles"]]
        now, before = (self.r["spans"][s]["common_origins"] for s in range(2))
        compared = self.r["report"]["compared"]
        self.equal("compared", compared, not self.r["report"]["first"] and now > 0 and before > 0)
        tested = []
        for t in self.r["ties"]:
            name = "%s – %s" % (t["a"], t["b"])
            acts = pairs[tuple(sorted((t["a"], t["b"])))]
            for s in range(SPANS):
                self.equal("weight of %s in %d" % (name, s), t["weight"][s], six(sum(w for _, w in acts[s])))
                self.equal("cooperation of %s in %d" % (name, s), t["cooperation"][s], six(sum(w for e, w in acts[s] if e["intensity"] > 0)))
                self.equal("conflict of %s in %d" % (name, s), t["conflict"][s], six(sum(w for e, w in acts[s] if e["intensity"] < 0)))
                self.equal("events of %s in %d" % (name, s), sorted((a["id"], a["weight"]) for a in t["acts"] if a["span"] == s),
                           sorted((e["id"], six(w)) for e, w in acts[s]))
            self.equal("mean of " + name, t["mean"], six(sum(t["weight"][s] for s in read) / len(read) if read else 0.0))
            of_now, of_last = [e for e, _ in acts[0]], [e for e, _ in acts[1]]
            self.equal("stories of all outlets of " + name, t["origins"], self.stories(of_now, 0, False))
            self.equal("stories of " + name, t["stories"], self.stories(of_now, 0, True))
            self.equal("stories before of " + name, t["stories_before"], self.stories(of_last, 1, True))
            if compared:
                n = t["stories"] + t["stories_before"]
                self.equal("p of " + name, t["p"], six(rates_test(t["stories"], now, t["stories_before"], before)))
                self.equal("least p of " + name, t["least_p"], six(min(rates_test(0, now, n, before), rates_test(n, now, 0, before))))
                if t["least_p"] <= self.rate:
                    tested.append(t)
            net = [t["cooperation"][s] - t["conflict"][s] for s in range(SPANS)]
            sign = [(x > 1e-9) - (x < -1e-9) for x in net]
            self.equal("sign of " + name, t["sign"], sign[0])
            self.equal("sign before of " + name, t["sign_before"], next((x for x in sign[1:] if x), 0))
        self.equal("tests", self.r["report"]["tests"], len(tested))
        tested.sort(key=lambda t: t["p"])
        q = 1.0
        for i in range(len(tested) - 1, -1, -1):
            q = min(q, tested[i]["p"] * len(tested) / (i + 1))
            self.equal("q of %s – %s" % (tested[i]["a"], tested[i]["b"]), tested[i]["q"], six(q))
        for t in self.r["ties"]:
            self.equal("verdict on %s – %s" % (t["a"], t["b"]), t["change"], self.verdict(t, compared, now, before))

    def verdict(self, t, compared, now, before):
        w = t["weight"]
        if not compared or (not w[0] and not w[1]):
            return None
        sure = t["least_p"] <= self.rate and t["q"] <= self.rate
        if w[0] and not w[1]:
            return None if not t["stories"] else "back" if any(w[2:]) else "new"
        if w[1] and not w[0]:
            return "gone" if t["stories_before"] else None
        if t["least_p"] > self.rate:
            return "too few"
        if not sure:
            return "level"
        return "stronger" if t["stories"] * before > t["stories_before"] * now else "weaker"

    # ---- actors ----

    def actors(self):
        strength = collections.defaultdict(lambda: [0.0] * SPANS)
        ties = collections.Counter()
        for t in self.r["ties"]:
            for x in (t["a"], t["b"]):
                for s in range(SPANS):
                    strength[x][s] += t["weight"][s]
                ties[x] += t["weight"][0] > 0
        self.equal("actors", sorted(a["id"] for a in self.r["actors"]), sorted(strength))
        by_type = collections.defaultdict(list)
        for a in self.r["actors"]:
            by_type[a["type"]].append(a)
        for a in self.r["actors"]:
            for s in range(SPANS):
                self.equal("strength of %s in %d" % (a["id"], s), a["strength"][s], strength[a["id"]][s])
            self.equal("ties of " + a["id"], a["ties"], ties[a["id"]])
            for s, key in enumerate(("rank", "rank_before")):
                rank = 1 + sum(b["strength"][s] > a["strength"][s] + 1e-9 for b in by_type[a["type"]]) if a["strength"][s] else 0
                self.equal("%s of %s" % (key, a["id"]), a[key], rank)
            if "rank_low" in a:
                self.say(1 <= a["rank_low"] <= a["rank_high"], "interval of %s" % a["id"])
        members = collections.Counter(m for c in self.r["communities"] for m in c["members"])
        for a in self.r["actors"]:
            self.equal("community of " + a["id"], members[a["id"]], int("community" in a))
        for c in ("claimed", "denied"):
            self.equal(c, self.r["coverage"][c], sum(e.get("span") == 0 and e["layer"] == c and e["listed"] is not None for e in self.r["events"]))
        for key, listed in (("late", "late"), ("ahead", "ahead"), ("events_without_day", "undated")):
            self.equal(key, self.r["coverage"][key], sum(e["listed"] == listed for e in self.r["events"]))
        for s in range(SPANS):
            self.equal("facts of span %d" % s, self.r["spans"][s]["facts"],
                       sum(e.get("span") == s and e["layer"] == "fact" for e in self.r["events"]))

    # ---- quotes, contradictions, notes, text ----

    def said(self):
        for n, u in enumerate(self.r["quotes"]):
            articles = {s["evidence"]["article"] for s in u["said"]}
            self.equal("reports of quote %d" % n, u["reports"], len(articles))
            self.say(1 <= u["origins"] <= len({self.origins.find(a) for a in articles}), "origins of quote %d" % n)
            for s in u["said"]:
                p = s["evidence"]
                self.piece("quote %d" % n, p)
                self.say(any(q["kind"] == "direct" and (q["start"], q["end"]) == (p["start"], p["end"])
                             for q in self.records[p["article"]]["quotes"]), "quote %d: no such quote in the record" % n)
        for n, c in enumerate(self.r["contradictions"]):
            for side in c["sides"]:
                self.piece("contradiction %d" % n, side["evidence"])

    def text(self):
        notes = {n["note"] for n in self.r["notes"]}
        self.equal("numbers of notes", sorted(notes), list(range(1, len(notes) + 1)))
        used = set()
        for block in self.r["text"] + self.r["notes"]:
            for line in block["lines"]:
                found = {int(x) for x in re.findall(r"\[(\d+)\]", line)} & notes
                used |= found
                self.say("{" not in line and "}" not in line, "a brace in: " + line)
        self.say(notes <= used | self.in_pictures, "footnotes that nothing points to: %s" % sorted(notes - used - self.in_pictures))
        for n in self.r["notes"]:
            self.say(n["lines"] or n["evidence"], "an empty footnote %d" % n["note"])
            for p in n["evidence"]:
                self.piece("footnote %d" % n["note"], p)
        if self.r["report"]["first"]:
            change = re.compile(r"\b(new|stronger|weaker|gone|again|last time|last week|turned|no longer|before)\b")
            for block in self.r["text"]:
                if block["kind"] in ("paragraph", "heading", "table"):
                    for line in block["lines"]:
                        plain = re.sub(r"“[^”]*”", "", line)
                        self.say(not change.search(plain), "a word of change in a first week: " + line)
        self.tables()

    def tables(self):
        """Figures of the tables are those of the facts, as people read them."""
        names = {a["id"]: a["name"] for a in self.r["actors"]}
        ties = collections.defaultdict(list)
        for t in self.r["ties"]:
            ties["%s – %s" % (names[t["a"]], names[t["b"]])].append(t)
        actors = collections.defaultdict(list)
        for a in self.r["actors"]:
            actors[a["name"]].append(a)
        for block in self.r["text"]:
            if block["kind"] != "table":
                continue
            n = block["columns"]
            rows = [[re.sub(r"(\[\d+\])+$", "", c) for c in block["lines"][i:i + n]] for i in range(0, len(block["lines"]), n)]
            head = rows[0]
            for row in rows[1:]:
                self.equal("cells of a row", len(row), n)
                if head[0] == "pair" and "weight" in head:
                    value = float(row[head.index("weight")])
                    self.say(any(abs(t["weight"][0] - value) < .006 for t in ties[row[0]]), "table of ties: %s" % row)
                elif "strength" in head and "actor" in head:
                    value = float(row[head.index("strength")])
                    self.say(any(abs(a["strength"][0] - value) < .006 for a in actors[row[head.index("actor")]]), "table of actors: %s" % row)
                elif head[0] == "pair" and head[-1] == "sign":
                    value = float(row[head.index("conflict")])
                    self.say(any(abs(t["conflict"][0] - value) < .006 for t in ties[row[0]]), "table of signs: %s" % row)

    def all(self, page=None):
        self.in_pictures = {int(x) for x in re.findall(r'<a href="#n(\d+)">', page)} if page else {n["note"] for n in self.r["notes"]}
        self.coverage()
        for e in self.r["events"]:
            self.event(e)
        if not self.bad:                  # the rest rests on these
            self.told_completely()
            self.ties()
            self.actors()
        self.said()
        self.text()
        return self.bad


# ---- the page -----------------------------------------------------------------------------------------

def check_page(page, records, report=None):
    bad = []
    try:
        root = ElementTree.fromstring(page.replace("<!DOCTYPE html>\n", "", 1))
    except ElementTree.ParseError as e:
        return ["not well-formed: %s" % e]
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    bad += ["id twice: " + i for i, n in collections.Counter(ids).items() if n > 1]
    for e in root.iter():
        tag = e.tag.rsplit("}", 1)[-1]
        for name, value in e.attrib.items():
            local = name.rsplit("}", 1)[-1]
            if local == "href" and value.startswith("#"):
                if value[1:] not in ids:
                    bad.append("dead anchor " + value)
            elif local == "href" and (tag != "a" or not re.match(r"https?://", value)):
                bad.append("href %s in %s" % (value, tag))
            elif local in ("src", "srcset", "data", "poster", "background", "action") or local.startswith("on") or "url(" in value:
                bad.append("%s loads or runs: %s=%s" % (tag, local, value))
        if tag in ("script", "link", "iframe", "object", "embed", "img", "base", "form"):
            bad.append("element %s" % tag)
        if tag == "style" and ("url(" in (e.text or "") or "@import" in (e.text or "")):
            bad.append("a style that loads")
        if tag == "q" and e.get("data-article"):
            text = "".join(e.itertext())
            r = records.get(e.get("data-article"))
            if not r or r["text"][int(e.get("data-start")):int(e.get("data-end"))] != text:
                bad.append("not in its article: " + text[:80])
        if tag == "svg":
            names = [c.tag.rsplit("}", 1)[-1] for c in e]
            if names[:2] != ["title", "desc"] or e.get("role") != "img":
                bad.append("a picture without title and description")
        if tag == "table" and not e.find("{*}caption").text:
            bad.append("a table without caption")
    if "default-src 'none'" not in page:
        bad.append("no Content-Security-Policy")
    if report:
        text = re.sub(r"\s+", " ", "".join(root.itertext()))
        for block in report["text"]:
            for line in block["lines"]:
                plain = re.sub(r"\s+", " ", re.sub(r"[“”]", "", line)).strip()
                if plain and plain not in re.sub(r"[“”]", "", text):
                    bad.append("in the JSON, not on the page: " + plain[:100])
    return bad


def main():
    report = json.load(open(sys.argv[1], encoding="utf-8"))
    records = read_records(sys.argv[2])
    page = open(sys.argv[3], encoding="utf-8").read() if len(sys.argv) > 3 else None
    bad = Checker(report, records).all(page)
    if page:
        bad += check_page(page, records, report)
    for line in bad[:40]:
        print(line)
    print("%d wrong; %d events, %d ties, %d actors, %d footnotes looked at" % (len(bad), len(report["events"]), len(report["ties"]),
                                                                               len(report["actors"]), len(report["notes"])))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
