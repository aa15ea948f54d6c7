#!/usr/bin/env python3
"""Draws edges of a graph to be judged by reading: is what it says of two actors what the sentence says?

    edges.py --program build/actorgraph --seed 4 -n 200 PATH...
    edges.py --program build/actorgraph --seed 4 -n 200 --score VERDICTS.tsv PATH...

Builds the full view of PATH and draws n of its edges between two actors that rest on an act or a verb (no
co-occurrence, no offices or other states), at most --most of one relation. The arcs of a symmetric act count as one
edge. An edge's place in the draw is the hash of seed and id: the draw depends on these and the graph alone, and an edge
that goes or comes moves no other.

Prints for each: number, id; relation, label, layer; what the record holds of that sentence (type, trigger,
sources > targets, status, claimant, voice; verb relations); the sentence with --context sentences before it.
An edge is right only if actors, direction, type, status and claim are all right.

VERDICTS.tsv has lines of id, verdict (right | wrong) and cause; --score counts them, and names those that miss.
"""
import argparse
import collections
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

SPACE = "{http://graphml.graphdrawing.org/xmlns}"


def edges(path):
    root = ElementTree.parse(path).getroot()
    names = {k.get("id"): k.get("attr.name") for k in root.iter(SPACE + "key")}
    nodes = {}
    for n in root.iter(SPACE + "node"):
        nodes[n.get("id")] = {names[d.get("key")]: d.text for d in n.iter(SPACE + "data")}
    for e in root.iter(SPACE + "edge"):
        x = {names[d.get("key")]: d.text for d in e.iter(SPACE + "data")}
        x.update(id=e.get("id"), kind=e.get("label"), source=e.get("source"), target=e.get("target"))
        is_state = x["relation"] != "VERB" and not x.get("layer")  # offices, kinship … have no layer
        if x["source"].startswith("event.") or x["target"].startswith("event.") or is_state or x["relation"] == "CO_OCCURS":
            continue
        x["names"] = [nodes[x[end]].get("label") for end in ("source", "target")]
        if x.get("symmetric") == "true" and x["source"] > x["target"]:
            continue
        yield x


def draw(all_edges, seed, n, most):
    def place(e):
        return hashlib.sha256(("%s %s" % (seed, e["id"])).encode("utf-8")).hexdigest()

    drawn, of = [], collections.Counter()
    for e in sorted(all_edges, key=place):
        if len(drawn) < n and of[e["relation"]] < most:
            of[e["relation"]] += 1
            drawn.append(e)
    return drawn


def squeezed(s):
    return re.sub(r"\s+", " ", s).strip()


def findings(record, sentence):
    """What the record holds of the sentence that begins like that, and the index of the sentence."""
    text = record["text"]
    who = {e["id"]: e["name"] for e in record["entities"]}
    start = squeezed(sentence.rstrip("…. "))[:120]
    for i, s in enumerate(record["sentences"]):
        if not squeezed(text[s["start"]:s["end"]]).startswith(start):
            continue
        lines = []
        for v in record["events"]:
            if v["sentence"]["start"] != s["start"]:
                continue
            parts = {r: ", ".join(who[p["entity"]] for p in v["participants"] if p["role"] == r)
                     for r in ("source", "target", "place")}
            lines.append("%s %s [%s] > [%s] @%s %s %s by %s (%s)" % (
                v["type"], text[v["trigger"]["start"]:v["trigger"]["end"]], parts["source"], parts["target"],
                parts["place"], v.get("date") or "-", v["status"], who.get(v.get("claimed_by"), "-"), v["voice"]))
        for r in record["relations"]:
            if r["sentence"]["start"] == s["start"] and not r.get("type"):
                lines.append("VERB %s [%s] > [%s] %s by %s" % (r["verb"], who[r["source"]], who[r["target"]], r["status"],
                                                              who.get(r.get("claimed_by"), "-")))
        return i, lines
    return -1, []


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--program", default="build/actorgraph")
    p.add_argument("--seed", default="4")
    p.add_argument("-n", type=int, default=200)
    p.add_argument("--most", type=int, default=20)
    p.add_argument("--context", type=int, default=2)
    p.add_argument("--score", metavar="VERDICTS")
    p.add_argument("paths", nargs="+")
    o = p.parse_args()

    with tempfile.TemporaryDirectory() as tmp:
        graph, records = os.path.join(tmp, "full.graphml"), os.path.join(tmp, "records.jsonl")
        subprocess.run([o.program, "build", "--quiet", "--view", "full", "-o", graph, *o.paths], check=False)
        drawn = draw(edges(graph), o.seed, o.n, o.most)
        if o.score:
            return score(drawn, o.score)
        subprocess.run([o.program, "extract", "--quiet", "-o", records, *o.paths], check=False)
        wanted, found = {e["article"] for e in drawn if e.get("article")}, {}
        with open(records, encoding="utf-8") as f:
            for line in f:
                r = json.loads(line)
                if "doc" in r and r["doc"].get("path") in wanted:
                    found[r["doc"]["path"]] = r
    for i, e in enumerate(drawn, 1):
        r = found.get(e.get("article"))
        at, lines = findings(r, e["evidence"]) if r else (-1, [])
        print("#%d %s" % (i, e["id"]))
        print("   %s > %s | %s | %s | %s | %s reports" % (*e["names"], e["kind"], e.get("label"), e.get("layer") or "-", e.get("reports")))
        for line in lines:
            print("   : " + line)
        if at >= 0:
            print("   (%s) %s" % (r["doc"].get("date"), squeezed(r["doc"].get("title") or "")))
            for k in range(max(0, at - o.context), at):
                print("   - " + squeezed(r["text"][r["sentences"][k]["start"]:r["sentences"][k]["end"]]))
            print("   = " + squeezed(r["text"][r["sentences"][at]["start"]:r["sentences"][at]["end"]]))
        else:
            print("   = " + (e.get("evidence") or ""))
        print()
    return 0


def score(drawn, path):
    verdicts = {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 1 and cells[1] in ("right", "wrong"):
                verdicts[cells[0]] = cells[1:]
    judged = [(e, verdicts[e["id"]]) for e in drawn if e["id"] in verdicts]
    causes = collections.Counter(v[1] if len(v) > 1 else "" for _, v in judged if v[0] == "wrong")
    right = sum(v[0] == "right" for _, v in judged)
    print("%d drawn, %d judged, %d right (%.1f %%)" % (len(drawn), len(judged), right, 100 * right / max(1, len(judged))))
    for cause, n in causes.most_common():
        print("%4d  %s" % (n, cause))
    for e in drawn:
        if e["id"] not in verdicts:
            print("no verdict: " + e["id"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
