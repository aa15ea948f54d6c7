#!/usr/bin/env python3
"""Clause tuples against the CaRB benchmark (Bhardwaj, Aggarwal and Mausam 2019).

    carb.py --program build/actorgraph --data DIR [--tuples FILE] [--models DIR] [--judged FILE]
    carb.py --self-test

DIR holds carb-dev.txt (tokenized sentences, one a line) and carb-dev.tsv (sentence, relation, arguments …). The sentences go
through `actorgraph clauses --lines`; --tuples scores a file of such lines instead. Prints the area under the curve of precision
over recall and the best F1 on it, of all sentences, and apart of every third one, which nobody looked at while rules were made.
--judged writes each tuple with the precision it was given at full length of the list.

The measure, as the benchmark's own scorer has it by default. A tuple is cut into relation, first argument, and all further
arguments as one text. Words are compared as they stand. A pair of a gold tuple and ours counts when their relations share a word
('be' is also any form of it) and ours has as many arguments as the gold one; then precision is the part of our words that are
shared, slot by slot, and recall the part of the gold ones. Behind verbs of saying the two arguments may be exchanged. For each
confidence, of the tuples that have it or more: recall is the mean, over gold tuples, of the best that any of ours reaches;
precision pairs each of ours with at most one gold tuple, the best pair of a sentence first, and those left over count nothing.
The curve begins at precision 1, recall 0.
"""
import argparse
import os
import re
import string
import subprocess
import sys

BE = {"be", "is", "am", "are", "was", "were", "been", "being"}
SAID = ("said", "told", "added", "adds", "says")
BRACKETS = (("-LRB-", "("), ("-RRB-", ")"), ("-LSB-", "["), ("-RSB-", "]"), ("-LCB-", "{"), ("-RCB-", "}"))
PUNCTUATION = re.compile("[%s]" % re.escape(string.punctuation))


def key(sentence):
    """Sentences are the same when they differ in blanks and punctuation alone."""
    sentence = sentence.replace(" ", "")
    for written, meant in BRACKETS:
        sentence = sentence.replace(written, meant)
    return PUNCTUATION.sub("", sentence)


def shared(gold, ours):
    """How many words of `gold` stand in `ours`, each taken once; and what is left of `ours`."""
    left, n = list(ours), 0
    for w in gold:
        if w in left:
            left.remove(w)
            n += 1
    return n, left


def match(gold, ours):
    """(precision, recall) of one of our tuples (relation, [arguments]) against a gold one, arguments as they are."""
    gold_words, our_words = gold[0].split(), ours[0].split()
    n, left = shared(gold_words, our_words)
    n += "be" in left and any(w in BE for w in gold_words)
    if not n:
        return 0.0, 0.0
    precise, called, wanted = n, len(our_words), len(gold_words)
    for i, argument in enumerate(gold[1]):
        gold_words = argument.split()
        wanted += len(gold_words)
        if i >= len(ours[1]):
            if i < 2:
                return 0.0, 0.0
            continue
        our_words = ours[1][i].split()
        called += len(our_words)
        precise += shared(gold_words, our_words)[0]
    return (precise / called if called else 0.0), (precise / wanted if wanted else 0.0)


def binary(t, turned=False):
    if len(t[1]) < 2:
        return t
    two = [t[1][0], " ".join(t[1][1:])]
    return t[0], two[::-1] if turned else two


def judge(gold, ours):
    straight = match(binary(gold), binary(ours))
    if not any(w in gold[0] for w in SAID):
        return straight
    return max(straight, match(binary(gold), binary(ours, turned=True)))


def best_pairs(scores, columns):
    """Precision of each column's partner: the best pair first, then the best of what is left."""
    rows, of = set(range(len(scores))), {}
    pairs = sorted(((-scores[i][j][0], i, k, j) for i in range(len(scores)) for k, j in enumerate(columns)))
    for p, i, _, j in pairs:
        if i in rows and j not in of:
            rows.remove(i)
            of[j] = -p
    return of


def curve(gold, ours):
    """[(confidence, precision, recall)] by rising confidence; `ours` has (confidence, relation, arguments)."""
    levels = sorted({t[0] for ts in ours.values() for t in ts})
    at = {c: i for i, c in enumerate(levels)}
    precise, called, recalled = ([0.0] * len(levels) for _ in range(3))
    wanted = sum(len(g) for g in gold.values())
    for sentence, g in gold.items():
        o = ours.get(sentence, [])
        scores = [[judge(x, y[1:]) for y in o] for x in g]
        begin = 0
        for c in sorted({t[0] for t in o}):
            columns = [j for j, t in enumerate(o) if t[0] >= c]
            p = sum(best_pairs(scores, columns).values())
            r = sum(max(row[j][1] for j in columns) for row in scores)
            for k in range(begin, at[c] + 1):
                precise[k] += p
                called[k] += len(columns)
                recalled[k] += r
            begin = at[c] + 1
    return [(c, p / n if n else 1.0, r / wanted) for c, p, n, r in zip(levels, precise, called, recalled)]


def summary(gold, ours):
    """Area, and (F1, precision, recall) at the best threshold."""
    points = [(p, r) for _, p, r in curve(gold, ours)]
    best = max(((2 * p * r / (p + r) if p + r else 0.0, p, r) for p, r in points), default=(0.0, 0.0, 0.0))
    points.append((1.0, 0.0))
    area = sum((a[1] - b[1]) * (a[0] + b[0]) / 2 for a, b in zip(points, points[1:]))
    return area if len(points) > 1 else 0.0, best


def parse(lines, has_confidence):
    out = {}
    for line in lines:
        cells = [c.strip() for c in line.strip().split("\t")]
        if has_confidence:
            out.setdefault(key(cells[0]), []).append((float(cells[1]), cells[2], cells[3:]))
        elif cells[0]:
            out.setdefault(key(cells[0]), []).append((cells[1], cells[2:]))
    return out


def read(path, has_confidence):
    with open(path, encoding="utf-8") as f:
        return parse(f, has_confidence)


def self_test():
    gold = {"s": [("met", ["Anna Berg", "Carl Dahl", "in Oslo"]), ("said", ["she", "it rained"])]}
    right = {"s": [(0.9, "met", ["Anna Berg", "Carl Dahl in Oslo"]), (0.5, "said", ["she", "it rained"])]}
    assert summary(gold, right) == (1.0, (1.0, 1.0, 1.0))
    turned = {"s": [(0.5, "said", ["it rained", "she"])]}
    assert curve(gold, turned) == [(0.5, 1.0, 0.5)]
    assert match(("was", ["x", "y"]), ("be", ["x", "y"])) == (1.0, 1.0)         # a form of 'be'
    assert match(("saw", ["x", "y"]), ("heard", ["x", "y"])) == (0.0, 0.0)      # no word of the relation
    assert match(("saw", ["x", "y"]), ("saw", ["x"])) == (0.0, 0.0)             # too few arguments
    assert match(("saw", ["x", "y z"]), ("saw", ["x", "y u v"])) == (3 / 5, 3 / 4)
    double = {"s": [(0.9, "met", ["Anna Berg", "Carl Dahl"]), (0.8, "met", ["Anna Berg", "Carl Dahl"])]}
    points = curve(gold, double)                                                # one gold tuple pays one of ours
    assert points[0][1] == 0.5 and points[1][1] == 1.0 and points[0][2] == points[1][2] == 5 / 7 / 2
    area = summary(gold, double)[0]
    assert abs(area - (1.0 + 1.0) / 2 * 5 / 14) < 1e-9                          # from (1, 0) to the first point
    assert summary(gold, {}) == (0.0, (0.0, 0.0, 0.0))
    assert key("a -LRB- b") == key("a ( b .") == "ab"
    print("self-test passed")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--program", default="build/actorgraph")
    p.add_argument("--data")
    p.add_argument("--models")
    p.add_argument("--tuples")
    p.add_argument("--judged")
    p.add_argument("--self-test", action="store_true")
    o = p.parse_args()
    if o.self_test:
        return self_test()
    sentences, gold_file = (os.path.join(o.data or "", f) for f in ("carb-dev.txt", "carb-dev.tsv"))
    if not o.data or not os.path.exists(gold_file):
        print("skipped: no %s" % gold_file)
        return 0
    gold = read(gold_file, False)
    if o.tuples:
        ours = read(o.tuples, True)
    else:
        command = [o.program, "clauses", "--lines", "--any-language", "--quiet", sentences]
        done = subprocess.run(command + (["--models", o.models] if o.models else []), stdout=subprocess.PIPE, check=True)
        ours = parse(done.stdout.decode("utf-8").splitlines(), True)
    if o.judged:
        with open(o.judged, "w", encoding="utf-8") as f:
            for i, (s, g) in enumerate(gold.items()):
                found = ours.get(s, [])
                scores = [[judge(x, y[1:]) for y in found] for x in g]
                of = best_pairs(scores, range(len(found)))
                for j, t in enumerate(found):
                    f.write("%d\t%.3f\t%.3f\t%s\n" % (i, of.get(j, 0.0), t[0], "\t".join([t[1]] + t[2])))
    parts = (("all", range(len(gold))), ("tuned on", [i for i in range(len(gold)) if i % 3]), ("held out", range(0, len(gold), 3)))
    names = list(gold)
    for name, part in parts:
        some = {names[i]: gold[names[i]] for i in part}
        area, (f1, precision, recall) = summary(some, {s: ours[s] for s in some if s in ours})
        print("CaRB development, %-8s %3d sentences: AUC %.3f  F1 %.3f  (P %.3f  R %.3f)" % (name, len(some), area, f1, precision, recall))
    return 0


if __name__ == "__main__":
    sys.exit(main())
