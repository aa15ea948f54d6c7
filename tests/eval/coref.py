#!/usr/bin/env python3
"""Coreference from raw text: the chains in the records of `actorgraph extract` against annotated ones.

    coref.py --program build/actorgraph --data DIR [--models DIR]

DIR holds ontogum-dev.jsonl ({"doc", "clusters": [[[start, end], ...], ...]}), gum-dev.jsonl (the same with "text") and
gap-development.tsv. Prints MUC (Vilain et al. 1995), B-cubed (Bagga and Baldwin 1998), CEAF-e (Luo 2005), their mean as in
CoNLL 2012, singletons left out; and for GAP (Webster et al. 2018) how often a pronoun's chain has the right name and no
wrong one, once by chains and once by the actors of the record. Without the files it says so and skips.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile


def records(program, models, texts):
    """text number -> record, with a function from offsets in the record's text to offsets in ours."""
    with tempfile.TemporaryDirectory() as tmp:
        for i, text in enumerate(texts):
            with open(os.path.join(tmp, "%06d.txt" % i), "w", encoding="utf-8") as f:
                f.write(text)
        command = [program, "extract", "--any-language", "--quiet", "--date", "2020-01-01", tmp]
        done = subprocess.run(command + (["--models", models] if models else []), stdout=subprocess.PIPE, check=False)
    for line in done.stdout.decode("utf-8").splitlines():
        record = json.loads(line)
        if "doc" in record:
            i = int(os.path.basename(record["doc"]["path"])[:6])
            yield i, record, places(record["text"], texts[i])


def places(ours, theirs):
    """Offsets of the record's text in the annotated one: letters are paired in order; what ingest left out is skipped."""
    at, k = {}, 0
    for i, c in enumerate(ours):
        if c.isspace():
            continue
        j = theirs.find(c, k, k + 400)
        if j >= 0:
            at[i], k = j, j + 1
    return at


def spans(mentions, at):
    return [(at[m["start"]], at[m["end"] - 1] + 1) for m in mentions if m["start"] in at and m["end"] - 1 in at]


def several(clusters):
    return [c for c in (list(dict.fromkeys(c)) for c in clusters) if len(c) > 1]


def muc(gold, found):
    """Links of `gold` that `found` keeps, and all of them."""
    of = {m: i for i, c in enumerate(found) for m in c}
    kept = sum(len(c) - len({of.get(m, ("alone", m)) for m in c}) for c in gold)
    return kept, sum(len(c) - 1 for c in gold)


def b_cubed(gold, found):
    of = {m: set(c) for c in found for m in c}
    kept = sum(len(set(c) & of.get(m, set())) / len(c) for c in gold for m in c)
    return kept, sum(len(c) for c in gold)


def best_pairs(weight):
    """The largest sum of one entry a row and a column, by successive shortest paths (Kuhn 1955)."""
    if not weight or not weight[0]:
        return 0.0
    if len(weight) > len(weight[0]):
        weight = [list(column) for column in zip(*weight)]
    rows, columns = len(weight), len(weight[0])
    u, v, row_of = [0.0] * (rows + 1), [0.0] * (columns + 1), [0] * (columns + 1)
    for i in range(1, rows + 1):
        least, before, done = [float("inf")] * (columns + 1), [0] * (columns + 1), [False] * (columns + 1)
        row_of[0], j = i, 0
        while row_of[j]:
            done[j], r, step, to = True, row_of[j], float("inf"), 0
            for k in range(1, columns + 1):
                if not done[k]:
                    cost = -weight[r - 1][k - 1] - u[r] - v[k]
                    if cost < least[k]:
                        least[k], before[k] = cost, j
                    if least[k] < step:
                        step, to = least[k], k
            for k in range(columns + 1):
                if done[k]:
                    u[row_of[k]] += step
                    v[k] -= step
                else:
                    least[k] -= step
            j = to
        while j:
            row_of[j], j = row_of[before[j]], before[j]
    return sum(weight[row_of[k] - 1][k - 1] for k in range(1, columns + 1) if row_of[k])


def ceaf(gold, found):
    return best_pairs([[2 * len(set(g) & set(f)) / (len(g) + len(f)) for f in found] for g in gold])


def f1(right_of_gold, gold, right_of_found, found):
    recall, precision = right_of_gold / gold if gold else 0, right_of_found / found if found else 0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0


def chains(program, models, data):
    with open(os.path.join(data, "gum-dev.jsonl"), encoding="utf-8") as f:
        texts = {r["doc"]: r["text"] for r in map(json.loads, f)}
    with open(os.path.join(data, "ontogum-dev.jsonl"), encoding="utf-8") as f:
        gold = {r["doc"]: several([[tuple(m) for m in c] for c in r["clusters"]]) for r in map(json.loads, f)}
    names, sums = sorted(gold), [[0.0] * 4 for _ in range(3)]
    for i, record, at in records(program, models, [texts[n] for n in names]):
        g, f = gold[names[i]], several([spans(c, at) for c in record["chains"]])
        same = ceaf(g, f)
        for s, (a, b, c, d) in zip(sums, ((*muc(g, f), *muc(f, g)), (*b_cubed(g, f), *b_cubed(f, g)), (same, len(g), same, len(f)))):
            s[0], s[1], s[2], s[3] = s[0] + a, s[1] + b, s[2] + c, s[3] + d
    scores = [f1(*s) for s in sums]
    print("OntoGUM, %d documents, raw text: MUC %.3f  B3 %.3f  CEAFe %.3f  mean %.3f" % (len(names), *scores, sum(scores) / 3))


def gap(program, models, data):
    with open(os.path.join(data, "gap-development.tsv"), encoding="utf-8") as f:
        rows = [line.rstrip("\n").split("\t") for line in f][1:]
    counts = {"chains": [0, 0, 0], "actors": [0, 0, 0]}
    for i, record, at in records(program, models, [r[1] for r in rows]):
        r = rows[i]
        pronoun = (int(r[3]), int(r[3]) + len(r[2]))
        for kind, clusters in (("chains", record["chains"]), ("actors", [e["mentions"] for e in record["entities"]])):
            chain = next((c for c in (spans(c, at) for c in clusters) if pronoun in c), [])
            for name, start, right in ((r[4], int(r[5]), r[6]), (r[7], int(r[8]), r[9])):
                hit = any(a < start + len(name) and b > start and b - a <= 3 * len(name) for a, b in chain if (a, b) != pronoun)
                counts[kind][0] += hit and right == "TRUE"
                counts[kind][1] += hit
                counts[kind][2] += right == "TRUE"
    for kind, (right, found, gold) in counts.items():
        print("GAP development, %d snippets, by %s: P %.3f  R %.3f  F1 %.3f"
              % (len(rows), kind, right / max(found, 1), right / max(gold, 1), f1(right, gold, right, found)))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--program", default="build/actorgraph")
    p.add_argument("--data", required=True)
    p.add_argument("--models")
    o = p.parse_args()
    for work, files in ((chains, ("gum-dev.jsonl", "ontogum-dev.jsonl")), (gap, ("gap-development.tsv",))):
        missing = [f for f in files if not os.path.exists(os.path.join(o.data, f))]
        if missing:
            print("skipped: no %s in %s" % (missing[0], o.data))
        else:
            work(o.program, o.models, o.data)


if __name__ == "__main__":
    sys.exit(main())
