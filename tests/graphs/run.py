#!/usr/bin/env python3
"""Graphs of the examples from outside: every view, week, level and format.

What Gephi would do to a file is done here: it merges edges of one pair and kind and adds up their
weights, so no such merge may move what is claimed, denied, planned or possible into what happened.
"""
import argparse
import csv
import gzip
import json
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tally  # noqa: E402
from tally import case  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
GEXF = "{http://gexf.net/1.3}"
GEXF12 = "{http://www.gexf.net/1.2draft}"
VIEWS = ["ties", "actors", "knowledge", "cooccurrence", "full"]
WEEKS = [None, "2025-W32", "2025-W33", "2025-W34", "2025-W35"]


def far_chain(start, ties):
    """The shortest chain, by 1/weight, from `start` to the actor that is farthest from it (Dijkstra 1959)."""
    near, before, done = {start: 0.0}, {}, set()
    while len(done) < len(near):
        i = min((k for k in near if k not in done), key=lambda k: (near[k], k))
        done.add(i)
        for s, t, weight in ties:
            j = t if s == i else s if t == i else None
            if j and near[i] + 1 / weight < near.get(j, float("inf")) - 1e-9:
                near[j], before[j] = near[i] + 1 / weight, i
    chain = [max(near, key=lambda k: (near[k], k))]
    while chain[-1] in before:
        chain.append(before[chain[-1]])
    return chain[::-1]


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = path, folder
        self.store = os.path.join(folder, "examples.db")
        done = self.run("add", "--store", self.store, "examples", "--quiet")
        case("the examples go into a store", "" if done.returncode in (0, 3) else done.stderr[-300:])

    def run(self, *args):
        return subprocess.run([self.path, *args], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")

    def export(self, name, *args):
        out = os.path.join(self.folder, name)
        done = self.run("export", "--store", self.store, "--quiet", "-o", out, *args)
        if done.returncode:
            case("export %s %s" % (name, " ".join(args)), done.stderr[-300:] or "code %d" % done.returncode)
        return out


def graphml(path):
    """directed, nodes {id: row}, edges [(source, target, kind, row)]"""
    root = ET.parse(path).getroot()
    names = {k.get("id"): k.get("attr.name") for k in root.iter(GRAPHML + "key")}
    row = lambda e: {names[d.get("key")]: d.text or "" for d in e.iter(GRAPHML + "data")}
    graph = root.find(GRAPHML + "graph")
    return (graph.get("edgedefault") == "directed", {n.get("id"): row(n) for n in graph.iter(GRAPHML + "node")},
            [(e.get("source"), e.get("target"), e.get("label"), row(e)) for e in graph.iter(GRAPHML + "edge")])


def gexf(path, ns=GEXF):
    root = ET.parse(path).getroot()
    titles = {}
    for group in root.iter(ns + "attributes"):
        for a in group.iter(ns + "attribute"):
            titles[group.get("class"), a.get("id")] = a.get("title")
    def row(e, what):
        return {titles[what, v.get("for")]: v.get("value") for v in e.iter(ns + "attvalue") if not v.get("start")}
    graph = root.find(ns + "graph")
    return (graph.get("defaultedgetype") == "directed", {n.get("id"): row(n, "node") for n in graph.iter(ns + "node")},
            [(e.get("source"), e.get("target"), e.get("kind"), dict(row(e, "edge"), weight=e.get("weight"))) for e in graph.iter(ns + "edge")])


def merge_problem(graph):
    """Gephi's rule, edges of one pair and kind: what would be mixed."""
    directed, _, edges = graph
    merged = {}
    for s, t, kind, row in edges:
        key = ((s, t) if directed or s < t else (t, s)) + (kind,)
        merged.setdefault(key, []).append(row)
    for key, rows in merged.items():
        layers = {r.get("layer", "") for r in rows}
        if len(layers) > 1:
            return "%s: layers %s would be merged" % (key, sorted(layers))
        if len(rows) > 1:
            return "%s: %d edges would be merged" % (key, len(rows))
        if layers != {"fact"} and layers != {""} and key[2] in {k for (_, _, k), r in merged.items() if r[0].get("layer") == "fact"} and directed \
                and key[2] not in ("SOURCE", "TARGET", "PARTICIPANT", "PLACE", "INSTRUMENT", "OTHER"):
            return "%s: a kind of facts on an edge of layer %s" % (key, layers)
    return ""


def every_view_and_week(program):
    for week in WEEKS:
        for view in VIEWS:
            what = "%s of %s" % (view, week or "all weeks")
            args = ["--view", view] + (["--week", week] if week else [])
            path = program.export("graph.graphml", *args)
            done = program.run("check", path)
            case("check finds nothing in " + what, "" if done.returncode == 0 else done.stdout[-400:])
            case("Gephi's merging mixes nothing in " + what, merge_problem(graphml(path)))
            path = program.export("graph.gexf", *args)
            done = program.run("check", path)
            case("check finds nothing in the GEXF of " + what, "" if done.returncode == 0 else done.stdout[-400:])
            case("nor in the GEXF of " + what, merge_problem(gexf(path)))


def same_in_all_formats(program):
    """Nodes, edges, kinds and weights of each format are those of GraphML."""
    for view in VIEWS:
        directed, nodes, edges = graphml(program.export("g.graphml", "--view", view))
        whole = sorted((s, t, k, float(r["weight"])) for s, t, k, r in edges)
        zipped = program.export("g.graphml.gz", "--view", view)
        with open(os.path.join(program.folder, "g.graphml"), "rb") as plain, gzip.open(zipped) as z:
            case("gzip holds the same bytes: " + view, "" if plain.read() == z.read() else "it does not")

        def agrees(name, d, ids, rows):
            problem = "" if d == directed else "direction"
            problem = problem or ("" if sorted(ids) == sorted(nodes) else "nodes")
            problem = problem or ("" if sorted(rows) == whole else "edges")
            case("%s agrees with GraphML: %s" % (name, view), problem)

        for name, ns in (("gexf", GEXF), ("gexf-1.2", GEXF12)):
            d, n, e = gexf(program.export("g.gexf", "--view", view, "--format", name), ns)
            agrees(name, d, n, [(s, t, k, float(r["weight"])) for s, t, k, r in e])
            wrong = [i for i in nodes for c, v in n[i].items() if nodes[i].get(c) != v]
            case("%s has the columns of GraphML: %s" % (name, view), " ".join(wrong[:3]))
        program.export("g.csv", "--view", view)
        with open(os.path.join(program.folder, "g.nodes.csv"), newline="", encoding="utf-8") as f:
            n = {r["Id"]: r for r in csv.DictReader(f)}
        with open(os.path.join(program.folder, "g.edges.csv"), newline="", encoding="utf-8") as f:
            e = list(csv.DictReader(f))
        agrees("csv", any(r["Type"] == "Directed" for r in e), n, [(r["Source"], r["Target"], r["Kind"], float(r["Weight"])) for r in e])
        case("csv has the labels of GraphML: " + view, " ".join(i for i in nodes if n[i]["Label"].lstrip("'") != nodes[i]["label"].lstrip("'")))
        with open(program.export("g.json", "--view", view), encoding="utf-8") as f:
            j = json.load(f)
        agrees("json", j["options"]["type"] == "directed", [x["key"] for x in j["nodes"]],
               [(x["source"], x["target"], x["attributes"]["kind"], float(x["attributes"]["weight"])) for x in j["edges"]])
        with open(program.export("g.json", "--view", view, "--format", "node-link"), encoding="utf-8") as f:
            j = json.load(f)
        agrees("node-link", j["directed"], [x["id"] for x in j["nodes"]],
               [(x["source"], x["target"], x["kind"], float(x["weight"])) for x in j["links"]])
        svg = ET.parse(program.export("g.svg", "--view", view)).getroot()
        circles = len(list(svg.iter("{http://www.w3.org/2000/svg}circle")))
        case("svg draws every node: " + view, "" if circles == len(nodes) else "%d of %d" % (circles, len(nodes)))
        with open(program.export("g.ttl", "--view", view), encoding="utf-8") as f:
            turtle = f.read()
        case("turtle has every edge: " + view, "" if turtle.count(" a ag:Edge, prov:Entity") == len(edges) else "it has not")


def time(program):
    root = ET.parse(program.export("t.gexf", "--slice", "week")).getroot()
    spells = [(s.get("start"), s.get("end")) for s in root.iter(GEXF + "spell")]
    odd = [a for a, _ in spells if weekday(a) != 0 and not a.endswith("-01")]
    case("spells begin on a Monday, or with a month that is all that is known", "" if spells and not odd else str(odd[:3]))
    overlaps = ""
    for row in list(root.iter(GEXF + "edge")) + list(root.iter(GEXF + "node")):
        own = sorted((s.get("start"), s.get("end")) for s in row.iter(GEXF + "spell"))
        if any(a[1] >= b[0] for a, b in zip(own, own[1:])) or any(a > b for a, b in own):
            overlaps = row.get("id")
    case("no spells overlap", overlaps)
    for e in root.iter(GEXF + "edge"):
        parts = [float(v.get("value")) for v in e.iter(GEXF + "attvalue") if v.get("for") == "weight_by_week"]
        if sum(parts) > float(e.get("weight")) + 1e-4:
            case("weeks add up to no more than the weight", e.get("id"))
            return
    case("weeks add up to no more than the weight")
    _, _, edges = graphml(program.export("t.graphml", "--slice", "week"))
    case("weeks are columns", "" if any("weight_2025-W34" in r for *_, r in edges) else "none")


def weekday(day):
    import datetime
    return datetime.date.fromisoformat(day).weekday()


def like(program):
    old = program.export("old.graphml", "--until", "2025-08-24")
    _, before, _ = graphml(old)
    _, after, _ = graphml(program.export("new.graphml", "--like", old))
    moved = [i for i in before if i in after and (before[i]["x"], before[i]["y"]) != (after[i]["x"], after[i]["y"])]
    case("--like leaves everybody where he was", " ".join(moved[:3]))
    pairs = {}
    for i in before:
        if "community" in before[i] and "community" in after.get(i, {}):
            pairs.setdefault(before[i]["community"], []).append(after[i]["community"])
    kept = sum(c.count(old_c) for old_c, c in pairs.items()) / max(1, sum(map(len, pairs.values())))
    case("--like keeps the numbers of most communities", "" if kept > 0.5 else "%.2f kept" % kept)
    with open(os.path.join(program.folder, "bad.graphml"), "w") as f:
        f.write("<graphml><graph></graphml>")
    done = program.run("export", "--store", program.store, "--like", f.name, "-o", os.path.join(program.folder, "n.graphml"))
    case("--like refuses what is no XML, with its place", "" if done.returncode == 1 and "bad.graphml:1:" in done.stderr else done.stderr)


def levels(program):
    _, nodes, _ = graphml(program.export("s.graphml", "--level", "state"))
    known = [i for i, r in nodes.items() if r["type"] == "person" and r.get("role") == "president" and r.get("country")]
    case("at the level of states no president of a country is left", " ".join(known))
    _, nodes, _ = graphml(program.export("p.graphml", "--level", "person"))
    case("at the level of persons no country is left", " ".join(i for i, r in nodes.items() if r["type"] == "country"))


def terminal(program):
    done = program.run("rank", "--store", program.store, "-n", "3", "--quiet")
    lines = done.stdout.splitlines()
    head = next((x for x in lines if " person " in x and "strength" in x), "")
    case("rank prints a table a type", "" if done.returncode == 0 and head and any("country" in x and "strength" in x for x in lines) else done.stdout[:300] + done.stderr)
    column = head.find("strength") + len("strength")
    figures = [x for x in lines[lines.index(head) + 1:lines.index(head) + 4]] if head else []
    case("figures stand below one another", "" if figures and all(x[column - 1].isdigit() and x[column:column + 2] == "  " for x in figures) else "\n".join(figures))
    case("rank tells how sure a place is", "" if "1 to" in done.stdout and "too few" in done.stdout else done.stdout[:300])
    done = program.run("rank", "--store", program.store, "--week", "2025-W33", "--quiet")
    _, nodes, _ = graphml(program.export("w.graphml", "--week", "2025-W33"))
    small = sum("strength" in r for r in nodes.values()) < 20
    case("a small graph comes with a caveat", "" if ("can change who leads" in done.stdout) == small else done.stdout[-200:])
    done = program.run("rank", "--store", program.store, "--by", "betwenness")
    case("a column mistyped is put right", "" if done.returncode == 2 and "did you mean betweenness" in done.stderr else done.stderr)

    _, nodes, edges = graphml(program.export("g.graphml"))
    mine = {t if s == "person.tomas-verrick" else s for s, t, _, r in edges if "person.tomas-verrick" in (s, t) and r["tier"] != "3"}
    done = program.run("neighbours", "Verrick", "--store", program.store, "--quiet")
    missing = [nodes[i]["label"] for i in mine if nodes[i]["label"] not in done.stdout]
    case("neighbours are those of the graph", "" if done.returncode == 0 and mine and not missing else " ".join(missing) + done.stderr)
    chain = far_chain("person.tomas-verrick", [(s, t, float(r["weight"])) for s, t, _, r in edges if r["tier"] != "3"])
    done = program.run("path", "Verrick", nodes[chain[-1]]["label"], "--store", program.store, "--quiet")
    missing = [nodes[i]["label"] for i in chain if nodes[i]["label"] not in done.stdout]
    case("a path is a chain", "" if done.returncode == 0 and len(chain) > 2 and not missing and "%d steps" % (len(chain) - 1) in done.stdout
         else "%s: %s%s" % (chain, done.stdout, done.stderr))
    done = program.run("path", "Verrick", "Nobodyatall", "--store", program.store, "--quiet")
    case("a path to nobody is refused with the name", "" if done.returncode == 1 and "Nobodyatall" in done.stderr else done.stderr)
    done = program.run("path", "Verrick", "--store", program.store)
    case("a path with one end is wrong usage", "" if done.returncode == 2 and "two names" in done.stderr else done.stderr)


def names_of_formats(program):
    done = program.run("export", "--store", program.store, "-o", os.path.join(program.folder, "x.docx"))
    case("an unknown extension is refused with the formats", "" if done.returncode == 2 and "graphml|" in done.stderr else done.stderr)
    done = program.run("export", "--store", program.store, "--format", "csv")
    case("two tables are not for one stream", "" if done.returncode == 2 and "two files" in done.stderr else done.stderr)
    done = program.run("export", "--store", program.store, "--format", "dot", "--quiet")
    case("a format without a file goes to the standard output", "" if done.stdout.startswith("graph actorgraph {") else done.stdout[:80])


def formulas(program):
    """A name that a spreadsheet would run is only text in CSV."""
    article = os.path.join(program.folder, "a.txt")
    with open(article, "w") as f:
        f.write('Anna Berg met Carl Dahl in Oslo on Monday.\n\n"=cmd|calc" said Anna Berg about Carl Dahl.\n')
    program.run("build", "--date", "2025-08-24", article, "-o", os.path.join(program.folder, "f.csv"), "--view", "full", "--quiet")
    for part in "nodes", "edges":
        with open(os.path.join(program.folder, "f.%s.csv" % part), newline="", encoding="utf-8") as f:
            cells = [c for r in list(csv.reader(f))[1:] for c in r]
        bad = [c for c in cells if c[:1] in "=+-@\t\r" and c and not c.lstrip("-").replace(".", "").replace("e", "").replace("-", "").replace("+", "").isdigit()]
        case("no cell of %s is a formula" % part, " ".join(bad[:2]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "actorgraph"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(os.path.abspath(args.program), folder)
        for test in every_view_and_week, same_in_all_formats, time, like, levels, terminal, names_of_formats, formulas:
            test(program)
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
