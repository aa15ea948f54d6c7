#!/usr/bin/env python3
"""Time expressions in the records of `actorgraph extract` against annotated ones (TIMEX3, as in TempEval-3: UzZaman et al. 2013).

    dates.py --program build/actorgraph --data DIR [--models DIR] [--errors FILE]
    dates.py --self-test

DIR holds tbaq.jsonl: {"id", "date", "title", "text", "timex": [{"start", "end", "type", "value"}]} a line, offsets in code points.
An expression of ours meets an annotated one where they overlap, one to one, in order of the text; it is strict where the spans are
the same, right where the values are. Prints precision, recall and F1 of all documents, and apart of every second one, which
nobody looked at while rules were made. --errors writes what was missed, wrong, or too much, in the other half.
"""
import argparse
import difflib
import json
import os
import re
import subprocess
import sys


def overlap(a, b):
    return a["start"] < b["end"] and b["start"] < a["end"]


def score(gold, ours):
    """(met, same span, same value, annotated, ours), and the errors, of two lists of one document."""
    ours, used, errors, counts = sorted(ours, key=lambda t: (t["start"], t["end"])), set(), [], [0, 0, 0, len(gold), len(ours)]
    for g in gold:
        hit = next((k for k, t in enumerate(ours) if k not in used and overlap(g, t)), None)
        if hit is None:
            errors.append(("missed", g, None))
            continue
        used.add(hit)
        t = ours[hit]
        counts[0] += 1
        counts[1] += (t["start"], t["end"]) == (g["start"], g["end"])
        counts[2] += t["value"] == g["value"]
        if t["value"] != g["value"]:
            errors.append(("wrong", g, t))
    errors += [("too much", None, t) for k, t in enumerate(ours) if k not in used]
    return counts, errors


def figures(counts):
    """Of each of the three: precision, recall, F1."""
    out = []
    for right in counts[:3]:
        p, r = right / max(counts[4], 1), right / max(counts[3], 1)
        out.append((p, r, 2 * p * r / (p + r) if p + r else 0.0))
    return out


def places(ours, theirs):
    """Offsets of the record's text, which has the title and lacks what ingest left out, in the annotated one."""
    ours, theirs = ([(m.group(), m.start()) for m in re.finditer(r"\w+|[^\w\s]", text)] for text in (ours, theirs))
    same = difflib.SequenceMatcher(None, [w for w, _ in ours], [w for w, _ in theirs], autojunk=False)
    return {ours[m.a + k][1] + c: theirs[m.b + k][1] + c for m in same.get_matching_blocks() for k in range(m.size)
            for c in range(len(ours[m.a + k][0]))}


def read(program, models, path, texts):
    """line number -> time expressions, offsets in the annotated text."""
    command = [program, "extract", "--any-language", "--quiet", "--jobs", "1", path] + (["--models", models] if models else [])
    out = {}
    for line in subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout.decode("utf-8").splitlines():
        record = json.loads(line)
        if "doc" not in record:
            continue
        i = int(record["doc"]["path"].rsplit(":", 1)[1]) - 1
        at = places(record["text"], texts[i])
        out[i] = [{"start": at[t["start"]], "end": at[t["end"] - 1] + 1, "value": t["value"]} for t in record["times"]
                  if t["start"] in at and t["end"] - 1 in at]
    return out


def self_test():
    a, b = {"start": 3, "end": 9, "value": "2020-01-05"}, {"start": 20, "end": 26, "value": "2020-01-06"}
    assert score([a, b], [a, b])[0] == [2, 2, 2, 2, 2]
    counts, errors = score([a, b], [dict(a, start=0), dict(b, value="2020")])
    assert counts == [2, 1, 1, 2, 2] and [e[0] for e in errors] == ["wrong"]
    assert figures([2, 1, 1, 4, 2])[0] == (1.0, 0.5, 2 / 3) and figures([0, 0, 0, 0, 0])[2] == (0.0, 0.0, 0.0)
    assert [e[0] for e in score([a], [b])[1]] == ["missed", "too much"]
    print("self-test passed")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--program", default="build/actorgraph")
    p.add_argument("--data")
    p.add_argument("--models")
    p.add_argument("--errors")
    p.add_argument("--self-test", action="store_true")
    o = p.parse_args()
    if o.self_test:
        return self_test()
    path = os.path.join(o.data or "", "tbaq.jsonl")
    if not o.data or not os.path.exists(path):
        print("skipped: no %s" % path)
        return 0
    with open(path, encoding="utf-8") as f:
        gold = [json.loads(line) for line in f]
    ours = read(o.program, o.models, path, [g["text"] for g in gold])
    results = [score(g["timex"], ours.get(i, [])) for i, g in enumerate(gold)]
    for name, part in (("all", results), ("tuned on", results[1::2]), ("held out", results[::2])):
        counts = [sum(r[0][k] for r in part) for k in range(5)]
        (_, _, relaxed), (_, _, strict), (precision, recall, value) = figures(counts)
        print("TempEval-3 training, %-8s %3d documents: relaxed F1 %.3f  strict F1 %.3f  value F1 %.3f  (P %.3f  R %.3f)"
              % (name, len(part), relaxed, strict, value, precision, recall))
    if o.errors:
        with open(o.errors, "w", encoding="utf-8") as f:
            for i in range(1, len(gold), 2):
                text = gold[i]["text"]
                for kind, g, t in results[i][1]:
                    at = g or t
                    f.write("\t".join([kind, gold[i]["id"], gold[i]["date"], g["value"] if g else "-", t["value"] if t else "-",
                                       text[at["start"]:at["end"]],
                                       " ".join(text[max(0, at["start"] - 80):at["end"] + 60].split())]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
