#!/usr/bin/env python3
"""Who is meant, on small articles that were annotated by hand before the program had read them.

    run.py --program build/actorgraph [--models DIR] [--show] [--write DIR] [FILE ...]

An article begins with its actors, one a line: '@ id | name | type | role | of'. Then comes the text with what means
them in brackets: [Berlin|DE|metonym], [the two leaders|a+b|nominal]; without a third field a name; '-' for nobody
of the list. --show prints what differs; --write puts text and JSON of each article into a folder, for other scorers.
"""
import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import tally  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
FLOORS = {"names": 0.90, "nominals": 0.70, "metonyms": 0.75, "cities": 0.90, "pronouns": 0.60, "offices": 0.70}


def unmark(text):
    """Text without brackets, and (start, end, ids, kind) of each."""
    out, marks, open_at = [], [], []
    i = 0
    while i < len(text):
        if text[i] == "[":
            open_at.append(len(out))
        elif text[i] == "|":
            end = text.index("]", i)
            ids, _, kind = text[i + 1:end].partition("|")
            marks.append((open_at.pop(), len(out), ids.split("+"), kind or "name"))
            i = end
        else:
            out.append(text[i])
        i += 1
    return "".join(out), sorted(marks)


def read(path):
    actors, body = {}, []
    with open(path, encoding="utf-8") as f:
        for line in f.read().split("\n"):
            if line.startswith("@ "):
                fields = [x.strip() for x in line[2:].split("|")]
                actors[fields[0]] = (fields + [""] * 4)[:5]
            elif body or line:
                body.append(line)
    text, marks = unmark("\n".join(body))
    return actors, text, marks


def written(actors, text, marks, name):
    """The article's gold as one object of JSON."""
    entities = []
    for key, full, kind, role, of in actors.values():
        e = {"id": key, "name": full, "type": kind, "names": sorted({full} | {text[a:b] for a, b, i, k in marks if key in i and k == "name"})}
        for plural, single in (("adjectives", "adjective"), ("nominals", "nominal"), ("metonyms", "metonym")):
            found = [(a, b) for a, b, i, k in marks if key in i and k == single]
            if found:
                e[plural] = [{"text": text[a:b], "sentence": text[text.rfind("\n", 0, a) + 1:][:60]} for a, b in found]
        entities.append(e)
    roles = [{"person": a[0], "role": a[3], "of": a[4] or None} for a in actors.values() if a[3]]
    return {"doc": name, "date": "2025-06-05", "entities": entities, "events": [], "relations": [], "roles": roles, "quotes": []}


def records(program, models, texts):
    with tempfile.TemporaryDirectory() as tmp:
        for i, text in enumerate(texts):
            with open(os.path.join(tmp, "%03d.txt" % i), "w", encoding="utf-8") as f:
                f.write(text)
        command = [program, "extract", "--quiet", "--date", "2025-06-05", tmp] + (["--models", models] if models else [])
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    for line in done.stdout.decode("utf-8").splitlines():
        r = json.loads(line)
        if "doc" in r:
            yield int(os.path.basename(r["doc"]["path"])[:3]), r


def places(ours, theirs):
    """Offsets of the record's text in ours: ingest may leave out a dateline."""
    at, k = {}, 0
    for i, c in enumerate(ours):
        j = theirs.find(c, k, k + 200) if not c.isspace() else -1
        if j >= 0:
            at[i], k = j, j + 1
    return at


def judge(gold, record, note):
    """kind -> [right, all]; `note` hears of each error."""
    actors, text, marks = gold
    at, mentions = places(record["text"], text), []
    name_of = {e["id"]: e["name"] for e in record["entities"]}
    for e in record["entities"]:
        for m in e["mentions"]:
            if m["start"] in at and m["end"] - 1 in at:
                mentions.append((at[m["start"]], at[m["end"] - 1] + 1, e["id"], m["kind"]))

    def meant(a, b, kind=None):
        """Entities of mentions that end where the marked words end, within them."""
        return {e for x, y, e, k in mentions if abs(y - b) <= 2 and x >= a - 4 and (kind is None or k == kind)}

    votes = {}
    for a, b, ids, kind in marks:
        if kind == "name":
            for e in meant(a, b):
                votes.setdefault(ids[0], {}).setdefault(e, 0)
                votes[ids[0]][e] += 1
    entity = {i: max(sorted(v), key=lambda e: v[e]) for i, v in votes.items()}
    counts = {k: [0, 0] for k in FLOORS}
    for a, b, ids, kind in marks:
        found = meant(a, b)
        wanted = {entity.get(i) for i in ids if i != "-"}
        right = bool(wanted) and wanted <= found and (kind == "nominal" or len(found) == 1) if ids != ["-"] else not found & set(entity.values())
        group = {"nominal": "nominals", "metonym": "metonyms", "pronoun": "pronouns"}.get(kind, "names")
        if group == "names" and actors.get(ids[0], [""] * 3)[2] == "place":
            group = "cities"
        if kind == "adjective" or (group == "pronouns" and ids == ["-"] and right):
            continue
        counts[group][1] += 1
        counts[group][0] += right
        if not right:
            note("%s: '%s' is %s, read as %s" % (group, text[a:b], "+".join(ids), ", ".join(sorted(name_of[e] for e in found)) or "nobody"))
    for key, full, _, role, of in actors.values():
        if role:
            right = any(r["person"] == entity.get(key) and r["role"] == role and (not of or r["of"] == entity.get(of)) for r in record["roles"])
            counts["offices"][1] += 1
            counts["offices"][0] += right
            if not right:
                note("offices: %s, %s of %s; found %s" % (full, role, of or "-", [(r["role"], name_of.get(r["of"])) for r in record["roles"]
                                                                                if r["person"] == entity.get(key)]))
    return counts


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--program", default="build/actorgraph")
    p.add_argument("--models")
    p.add_argument("--show", action="store_true")
    p.add_argument("--write", metavar="DIR")
    p.add_argument("files", nargs="*")
    o = p.parse_args()
    paths = o.files or sorted(glob.glob(os.path.join(HERE, "*.txt")))
    gold, sums = [read(x) for x in paths], {k: [0, 0] for k in FLOORS}
    if o.write:
        os.makedirs(o.write, exist_ok=True)
        for path, (actors, text, marks) in zip(paths, gold):
            name = os.path.basename(path)
            with open(os.path.join(o.write, name), "w", encoding="utf-8") as f:
                f.write(text)
            with open(os.path.join(o.write, name[:-3] + "json"), "w", encoding="utf-8") as f:
                json.dump(written(actors, text, marks, name), f, ensure_ascii=False, indent=1)
    for i, record in records(o.program, o.models, [g[1] for g in gold]):
        for kind, (right, n) in judge(gold[i], record, lambda s, i=i: o.show and print("%s  %s" % (os.path.basename(paths[i]), s))).items():
            sums[kind][0] += right
            sums[kind][1] += n
    for kind, (right, n) in sums.items():
        share = right / n if n else 1
        print("%-9s %.3f  %d of %d" % (kind, share, right, n))
        tally.case("%s at least %.2f" % (kind, FLOORS[kind]), "" if share >= FLOORS[kind] else "%.3f" % share)
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
