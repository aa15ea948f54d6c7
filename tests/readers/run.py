#!/usr/bin/env python3
"""Do others read what we write, and do they see the same?

    run.py --program build/actorgraph

Writes graphs of every view in both flavours (by the unit test of the writer, and by `build` from
examples/), then compares what networkx, python-igraph and xmllint see with the bare XML, and our
centralities with those that networkx computes on the same file.
"""
import argparse
import glob
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
import xml.etree.ElementTree as ET
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tally  # noqa: E402
from tally import case, skip  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
NS = "{http://graphml.graphdrawing.org/xmlns}"
TYPES = {"string": str, "int": int, "double": float, "boolean": bool}

# Numbers stand in the file with six significant digits, so weights that are read back, and scores
# that were written, are each off by up to 5e-6; paths add such errors up.
CLOSE = 2e-5

# Where weights are irrational (three origins: log2 3), six digits cannot tell equal paths from nearly
# equal ones, and betweenness may differ by the share of a path.
LOOSE = 0.01


class Plain:
    """A GraphML file as the bare XML has it."""

    def __init__(self, path):
        root = ET.parse(path).getroot()
        self.keys = {k.get("id"): (k.get("for"), k.get("attr.name"), TYPES[k.get("attr.type")]) for k in root.iter(NS + "key")}
        graph = root.find(NS + "graph")
        self.directed = graph.get("edgedefault") == "directed"
        self.nodes = {n.get("id"): self.row(n) for n in graph.iter(NS + "node")}
        self.edges = [(e.get("id"), e.get("source"), e.get("target"), self.row(e)) for e in graph.iter(NS + "edge")]

    def row(self, element):
        out = {}
        for d in element.iter(NS + "data"):
            _, name, kind = self.keys[d.get("key")]
            out[name] = d.text == "true" if kind is bool else kind(d.text or "")
        return out


def first_difference(mine, theirs):
    for key in sorted(set(mine) | set(theirs), key=str):
        if mine.get(key) != theirs.get(key):
            return "%s: %r is read as %r" % (key, mine.get(key), theirs.get(key))
    return ""


def read_networkx(name, path, plain):
    import networkx as nx
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            g = nx.read_graphml(path, force_multigraph=True)
        except Exception as e:
            case("networkx reads " + name, repr(e))
            return
    case("networkx reads " + name, "" if g.is_directed() == plain.directed else "direction")
    case("networkx sees the same nodes in " + name, first_difference(plain.nodes, dict(g.nodes(data=True))))
    # networkx takes the edge's id for its key and, in the data, for a column.
    mine = {i: row for i, _, _, row in plain.edges}
    theirs = {k: {c: v for c, v in d.items() if c != "id"} for _, _, k, d in g.edges(keys=True, data=True)}
    case("networkx sees the same edges in " + name, first_difference(mine, theirs))


def read_igraph(name, path, plain):
    import igraph
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            g = igraph.Graph.Read_GraphML(path)
        except Exception as e:
            case("igraph reads " + name, repr(e))
            return
    case("igraph reads " + name, "" if g.is_directed() == plain.directed else "direction")

    def same(mine, element):
        for column, value in mine.items():
            got = element[column]
            if (float(value) if type(value) in (int, float) else value) != got and not (type(value) is bool and bool(got) == value):
                return "%s: %r is read as %r" % (column, value, got)
        return ""

    rows = [same(plain.nodes[v["id"]], v) for v in g.vs]
    rows += [same(row, e) for (_, _, _, row), e in zip(plain.edges, g.es)]
    counts = (g.vcount(), g.ecount()) == (len(plain.nodes), len(plain.edges))
    case("igraph sees the same rows in " + name, "" if counts and not any(rows) else "counts" if not counts else next(r for r in rows if r))
    ends = all((g.vs[e.source]["id"], g.vs[e.target]["id"]) in ((s, t), (t, s)) for (_, s, t, _), e in zip(plain.edges, g.es))
    case("igraph sees the same ends in " + name, "" if ends else "an edge leads elsewhere")


def read_graphology(files):
    """All files in one node process; its packages come by `npm ci` from the lock file."""
    if not shutil.which("npm") or not shutil.which("node"):
        skip("graphology", "no node or npm here")
        return
    with tempfile.TemporaryDirectory() as folder:
        for name in "package.json", "package-lock.json", "read.mjs":
            shutil.copy(os.path.join(HERE, "graphology", name), folder)
        done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            skip("graphology", "npm ci failed: " + done.stdout.decode("utf-8", "replace")[-200:])
            return
        done = subprocess.run(["node", "read.mjs"] + files, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    for path, line in zip(files, lines + ["{}"] * len(files)):
        name = os.path.basename(path)
        own = path if path.endswith(".graphml") else os.path.join(os.path.dirname(path), "examples-%s-gephi.graphml" % name.split(".")[0])
        plain = Plain(own)
        seen = json.loads(line) if line.startswith("{") else {"error": line}
        # It folds r, g, b into one colour, and gives an edge without attributes none.
        rest = lambda row: {c: v for c, v in row.items() if c not in ("r", "g", "b", "color", "kind")}
        if own != path and not path.endswith(".json"): # it keeps ids, not titles, and no spells
            rest = lambda row: {c[2:] if c.startswith("e_") else c: v for c, v in row.items()
                                if c not in ("r", "g", "b", "color", "kind", "z", "weight_by_day")}
        problem = seen.get("error") or ("" if seen.get("nodes") is not None else "nothing came back")
        if not problem:
            problem = first_difference({i: rest(r) for i, r in plain.nodes.items()}, {i: rest(r) for i, r in seen["nodes"].items()})
        if not problem:
            mine = {i: sorted((s, t)) + [rest(r)] for i, s, t, r in plain.edges}
            problem = first_difference(mine, {i: sorted((s, t)) + [rest(r)] for i, (s, t, r) in seen["edges"].items()})
        case("graphology sees the same in " + name, problem)


def validates(path, gephi):
    schema = os.path.join(ROOT, "src", "export", "actorgraph%s.rng" % ("-gephi" if gephi else ""))
    done = subprocess.run(["xmllint", "--nonet", "--noout", "--relaxng", schema, path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return "" if done.returncode == 0 else done.stdout.decode("utf-8", "replace")[-500:]


def schema(name, path, gephi):
    case("xmllint finds our profile in " + name, validates(path, gephi))


def schema_refuses(path):
    """The profile is tight: each of these changes breaks it."""
    with open(path, encoding="utf-8") as f:
        good = f.read()
    for what, old, new in (("a weight of 0", '<data key="weight">4.5<', '<data key="weight">0<'),
                           ("a colour above 255", '<data key="r">', '<data key="r">9'),
                           ("text for a number", '<data key="mentions">', '<data key="mentions">many '),
                           ("a key of another type", 'attr.name="mentions" attr.type="int"', 'attr.name="mentions" attr.type="long"'),
                           ("an unknown key", '<key id="acts" ', '<key id="deeds" '),
                           ("an id with a blank", '<edge id="', '<edge id="x '),
                           ("a description", '<graph id', '<desc>x</desc><graph id')):
        if old not in good:
            case("the profile refuses " + what, "nothing to change")
            continue
        with tempfile.NamedTemporaryFile("w", suffix=".graphml", encoding="utf-8") as f:
            f.write(good.replace(old, new, 1))
            f.flush()
            case("the profile refuses " + what, "" if validates(f.name, False) else "it does not")


def own_check(name, path, program, gephi):
    done = subprocess.run([program, "check"] + ([] if gephi else ["--strict"]) + [path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    case("check finds nothing in " + name, "" if done.returncode == 0 else done.stdout.decode("utf-8", "replace")[-800:])


def centralities(name, plain):
    """Our scores are those of networkx on the facts of the file."""
    import networkx as nx
    g = nx.Graph()
    for _, s, t, row in plain.edges:
        if row["tier"] < 3:
            length = 1 / Fraction(row["weight"]).limit_denominator(1000)  # exact, so that equal paths stay equal
            g.add_edge(s, t, weight=row["weight"], length=length)
    if not g:
        return
    is_rational = all(abs(w * 420 - round(w * 420)) < 1e-3 for _, _, w in g.edges(data="weight"))
    n = len(g)
    cuts, bridges = set(nx.articulation_points(g)), set(map(frozenset, nx.bridges(g)))
    component = {v: len(c) for c in nx.connected_components(g) for v in c}
    scores = {
        "pagerank": nx.pagerank(g, alpha=0.85, weight="weight", tol=1e-12, max_iter=2000),
        "betweenness": nx.betweenness_centrality(g, weight="length"),
        "harmonic": {v: float(x) / (n - 1) for v, x in nx.harmonic_centrality(g, distance="length").items()},
        "kcore": nx.core_number(g),
        "strength": dict(g.degree(weight="weight")),
        "constraint": nx.constraint(g, weight="weight"),
        "articulation": {v: v in cuts for v in g},
    }
    for column, theirs in scores.items():
        worst = ""
        for v in g:
            mine = plain.nodes[v].get(column)
            if component[v] < 3 and column not in ("kcore", "strength", "articulation"):
                if mine is not None:
                    worst = "%s has a score in a component of %d" % (v, component[v])
            elif mine is None or not math.isclose(mine, theirs[v], rel_tol=CLOSE, abs_tol=1e-9 if is_rational or column != "betweenness" else LOOSE):
                worst = "%s: %r, networkx %r" % (v, mine, float(theirs[v]))
        case("%s of %s is that of networkx" % (column, name), worst)
    wrong = [i for i, s, t, row in plain.edges if row["tier"] < 3 and row["bridge"] != (frozenset((s, t)) in bridges)]
    case("bridges of %s are those of networkx" % name, " ".join(wrong))
    eigenvectors(name, plain, g)
    ours = {}
    for v in g:
        ours.setdefault(plain.nodes[v]["component"], set()).add(v)
    case("components of %s are those of networkx" % name,
         "" if sorted(map(sorted, ours.values())) == sorted(map(sorted, nx.connected_components(g))) else "they differ")
    case("no pale actor of %s is ranked" % name, "".join(v for v in plain.nodes if v not in g and "strength" in plain.nodes[v]))


def eigenvectors(name, plain, g):
    """Of the component with the largest eigenvalue: networkx gives it length 1, we its top actor 1."""
    import networkx as nx
    best, value = None, 0
    for c in nx.connected_components(g):
        if len(c) >= 3:
            h = g.subgraph(c)
            vector = nx.eigenvector_centrality_numpy(h, weight="weight")
            top = max(vector, key=lambda v: abs(vector[v]))
            found = sum(vector[u] * d["weight"] for u, d in h[top].items()) / vector[top]
            if found > value:
                best, value = {v: x / vector[top] for v, x in vector.items()}, found
    worst = ""
    for v in plain.nodes:
        mine = plain.nodes[v].get("eigenvector")
        if mine is not None and best is not None and not math.isclose(mine, best.get(v, 0), rel_tol=1e-3, abs_tol=1e-5):
            worst = "%s: %r, networkx %r" % (v, mine, float(best.get(v, 0)))
    case("eigenvector of %s is that of networkx" % name, worst)


def read_all(path, program):
    name = os.path.basename(path)[:-len(".graphml")]
    gephi = not name.endswith("-strict")
    plain = Plain(path)
    read_networkx(name, path, plain)
    read_igraph(name, path, plain)
    schema(name, path, gephi)
    own_check(name, path, program, gephi)
    if not plain.directed and "cooccurrence" not in name:
        centralities(name, plain)


# ---- the other formats, beside the GraphML of the same view ----

def rows_agree(mine, theirs, leave=()):
    """Rows {id: {column: value}}; what the reader adds of its own is left out."""
    return first_difference({i: {c: v for c, v in r.items() if c not in leave} for i, r in mine.items()},
                            {i: {c: v for c, v in r.items() if c not in leave and c in mine.get(i, {})} for i, r in theirs.items()})


LOOKS = ("x", "y", "size", "r", "g", "b")


def networkx_reads_others(view, folder, plain):
    import networkx as nx
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            g = nx.read_gexf(os.path.join(folder, view + ".12.gexf"))
            with open(os.path.join(folder, view + ".links.json"), encoding="utf-8") as f:
                h = nx.node_link_graph(json.load(f))
        except Exception as e:
            case("networkx reads GEXF 1.2 and node-link of " + view, repr(e))
            return
    for name, graph in ("GEXF 1.2", g), ("node-link", h):
        counts = (len(graph), graph.number_of_edges(), graph.is_directed())
        case("networkx counts the same in %s of %s" % (name, view),
             "" if counts == (len(plain.nodes), len(plain.edges), plain.directed) else str(counts))
        case("networkx sees the same nodes and types in %s of %s" % (name, view),
             rows_agree(plain.nodes, dict(graph.nodes(data=True)), LOOKS if graph is g else ()))
    looks = [i for i, r in g.nodes(data=True) if (r["viz"]["position"]["x"], r["viz"]["position"]["y"], r["viz"]["size"], r["viz"]["color"]["r"])
             != tuple(plain.nodes[i][c] for c in ("x", "y", "size", "r"))]
    case("networkx sees the same looks in GEXF 1.2 of " + view, " ".join(looks[:3]))
    mine = {i: row for i, _, _, row in plain.edges}
    case("networkx sees the same edges in node-link of " + view,
         rows_agree(mine, {k: d for _, _, k, d in h.edges(keys=True, data=True)}))


def command(*args):
    return subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")


def graphviz_reads(view, folder, plain):
    if not shutil.which("gc"):
        skip("graphviz", "no gc here (Debian: graphviz)")
        return
    path = os.path.join(folder, view + ".dot")
    counted = command("gc", "-n", "-e", path).stdout.split()[:2]
    case("graphviz counts the same in " + view, "" if counted == [str(len(plain.nodes)), str(len(plain.edges))] else str(counted))
    drawn = command("neato", "-n2", "-Tjson", path)
    try:
        objects = {o["name"]: o for o in json.loads(drawn.stdout)["objects"]}
        case("graphviz sees the same labels in " + view,
             " ".join(i for i, r in plain.nodes.items() if objects[i]["xlabel"].replace("\\\\", "\\") != r["label"]))
    except (ValueError, KeyError) as e:
        case("graphviz draws " + view, repr(e) + drawn.stdout[:200])


def raptor_reads(view, folder, plain):
    if not shutil.which("rapper"):
        skip("raptor", "no rapper here (Debian: raptor2-utils)")
        return
    done = command("rapper", "-q", "-i", "turtle", "-o", "ntriples", os.path.join(folder, view + ".ttl"))
    triples = [line.split(" ", 2) for line in done.stdout.splitlines()]
    case("raptor reads " + view, "" if done.returncode == 0 and triples else done.stdout[-300:])
    ag, prov = "<urn:x-actorgraph:vocabulary:", "<http://www.w3.org/ns/prov#"
    subjects = lambda p, o: {s for s, q, rest in triples if q == p and rest.startswith(o)}
    rdf_type = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    edges, acts = subjects(rdf_type, ag + "Edge>"), subjects(rdf_type, ag + "Act>")
    case("raptor counts the same edges in " + view, "" if len(edges) == len(plain.edges) else "%d, %d" % (len(edges), len(plain.edges)))
    derived = {s: rest for s, q, rest in triples if q == prov + "wasDerivedFrom>"}
    case("every act of %s rests on a sentence" % view, " ".join(sorted(acts - set(derived))[:2]))
    quoted = {s for s, q, _ in triples if q == prov + "wasQuotedFrom>"}
    case("every sentence of %s is of an article" % view, " ".join(sorted({r[:-2].strip() for r in derived.values()} - quoted)[:2]))


def gexf_schema(view, folder, program):
    path = os.path.join(folder, view + ".gexf")
    done = command("xmllint", "--nonet", "--noout", "--relaxng", os.path.join(ROOT, "src", "export", "gexf.rng"), path)
    case("xmllint finds our profile in the GEXF of " + view, "" if done.returncode == 0 else done.stdout[-400:])
    done = command(program, "check", path, os.path.join(folder, view + ".12.gexf"))
    case("check finds nothing in the GEXF of " + view, "" if done.returncode == 0 else done.stdout[-400:])


def others(program, folder):
    """Every format of the examples; returns what graphology is to read."""
    formats = (".gexf", []), (".12.gexf", ["--format", "gexf-1.2"]), (".json", []), (".links.json", ["--format", "node-link"]), (".dot", []), (".ttl", [])
    for view in "ties", "actors", "knowledge":
        for end, more in formats:
            out = os.path.join(folder, view + end)
            done = command(program, "build", "examples", "--view", view, "--quiet", "-o", out, *more)
            case("%s is written as %s" % (view, end), "" if done.returncode in (0, 3) else done.stdout[-300:])
        plain = Plain(os.path.join(folder, "examples-%s-gephi.graphml" % view))
        networkx_reads_others(view, folder, plain)
        graphviz_reads(view, folder, plain)
        raptor_reads(view, folder, plain)
        gexf_schema(view, folder, program)
    return [os.path.join(folder, view + end) for view in ("ties", "actors", "knowledge") for end in (".gexf", ".12.gexf", ".json")]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "actorgraph"))
    parser.add_argument("files", nargs="*", help="graphs to read instead")
    args = parser.parse_args()
    program = os.path.abspath(args.program)
    for module in "networkx", "igraph":
        try:
            __import__(module)
        except ImportError:
            skip(module, "not installed (Debian: python3-%s)" % module)
            return tally.end()
    with tempfile.TemporaryDirectory() as folder:
        files = args.files
        if not files:
            subprocess.run([os.path.join(os.path.dirname(program), "unit", "test_graphml"), folder], stdout=subprocess.DEVNULL, check=True)
            schema_refuses(os.path.join(folder, "ties-strict.graphml"))
            for view in "ties", "actors", "knowledge", "cooccurrence", "full":
                out = os.path.join(folder, "examples-%s-gephi.graphml" % view)
                done = subprocess.run([program, "build", "examples", "--view", view, "--quiet", "-o", out], cwd=ROOT,
                                      stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                case("the examples build as " + view, "" if done.returncode in (0, 3) else done.stdout.decode("utf-8", "replace")[-300:])
            files = sorted(glob.glob(os.path.join(folder, "*.graphml")))
        for path in files:
            read_all(path, program)
        read_graphology(files + ([] if args.files else others(program, folder)))
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
