#!/usr/bin/env python3
"""Many extraction records from a few: the load for measuring a store.

    actorgraph extract news/ -o few.jsonl
    tests/bench/vary.py few.jsonl 100000 > many.jsonl

Copy k of a record has its days shifted by k whole weeks, a third of its plain words exchanged for others of the
same length from the same file, and half of its names of persons and organisations respelled (letters turned
within vowels and consonants). All keep their length, so that every offset stays right. The same seed gives the
same bytes. What it is not: language. Extraction is not run, so only what comes after it can be measured.
"""
import datetime
import hashlib
import json
import random
import re
import sys

WORD = re.compile(r"[A-Za-z]+")
VOWELS, REST = "aeiou", "bcdfghklmnprstvz"


def turn(word, by):
    def letter(c):
        low = c.lower()
        for row in (VOWELS, REST):
            if low in row:
                new = row[(row.index(low) + by) % len(row)]
                return new.upper() if c.isupper() else new
        return c
    return "".join(map(letter, word))


def shift(day, weeks):
    try:
        return (datetime.date.fromisoformat(day) + datetime.timedelta(weeks=weeks)).isoformat()
    except (TypeError, ValueError):
        return day


def varied(record, copy, words, index):
    r = json.loads(json.dumps(record))
    pick = random.Random("%s %d" % (record["doc"]["id"], copy))
    names, plain = {}, {}
    for e in r["entities"]:
        if e["type"] in ("person", "organization") and not e.get("known"):
            for w in WORD.findall(e["name"]):
                if len(w) > 3 and w[0].isupper():      # the same name has the same spelling in all articles of one copy
                    code = hashlib.sha256(("%d %s" % (copy, w)).encode()).digest()
                    names[w] = turn(w, 1 + code[1] % 4) if code[0] % 2 else w

    def other(match):
        w = match.group()
        if w in names:
            return names[w]
        if w[0].isupper() or len(w) < 4:
            return w
        if w not in plain:
            plain[w] = pick.choice(words[len(w)]) if pick.random() < 0.33 else w
        return plain[w]

    def name(text):
        return WORD.sub(lambda m: names.get(m.group(), m.group()), text) if text else text

    r["text"] = WORD.sub(other, r["text"])
    d = r["doc"]
    d["title"] = WORD.sub(other, d["title"]) if d["title"] else None
    d["date"] = shift(d["date"], copy)
    d["path"] = "load/%06d.txt" % index
    d["url"] = None
    for e in r["entities"]:
        e["name"], e["aliases"] = name(e["name"]), sorted(map(name, e["aliases"]))
    for v in r["events"]:
        if v["date_grain"] == "day":
            v["date"] = shift(v["date"], copy)
    d["sha256"] = hashlib.sha256("\0".join((d["title"] or "", d["date"] or "", r["text"])).encode()).hexdigest()
    d["id"] = d["sha256"][:16]
    return r


def main():
    with open(sys.argv[1]) as f:
        few = [r for r in map(json.loads, f) if "doc" in r]
    n = int(sys.argv[2])
    words = {}
    for r in few:
        for w in WORD.findall(r["text"]):
            if w.islower():
                words.setdefault(len(w), set()).add(w)
    words = {k: sorted(v) for k, v in words.items()}
    for i in range(n):
        r = few[i % len(few)] if i < len(few) else varied(few[i % len(few)], i // len(few), words, i)
        print(json.dumps(r, ensure_ascii=False))
    print(json.dumps({"footer": {"written": n, "set_aside": 0}}))


if __name__ == "__main__":
    main()
