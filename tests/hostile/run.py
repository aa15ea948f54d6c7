#!/usr/bin/env python3
"""Hostile input: whatever comes, the program ends by itself, says what it did, and its output is whole.

    run.py --program build/asan/actorgraph [--seed N] [--rounds N]

Inputs are made here, from a seed: examples with bytes changed, cut, doubled; nests, bombs, long lines,
odd characters. A run is wrong when it ends with another code than 0, 1 or 3, when a sanitizer speaks, when
a worker crashed, or when a record is not JSON or points outside its text.
"""
import argparse
import glob
import json
import os
import random
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def crafted():
    """(name, bytes) of inputs with one malice each."""
    text = b"Anna Berg met Carl Dahl on Monday. "
    yield "nothing.txt", b"\n\n \t \n"
    yield "one-line.txt", text * 60000                                  # 2 MB without a line end
    yield "one-word.txt", b"x" * 1000000
    yield "quotes.txt", "“‘\"'«»”’".encode() * 5000
    yield "capitals.txt", text.upper() * 50
    yield "emoji.txt", "Anna 😀 Berg \u200f met \u202e Carl\u0301 Dahl. ".encode() * 200
    yield "bad-utf8.txt", (text + b"\xff\xfe\xc3(\xe2\x82 ") * 100
    yield "nul.txt", (text + b"\x00") * 100
    yield "utf16.txt", ("Anna Berg met Carl Dahl. " * 100).encode("utf-16")
    yield "brackets.txt", b"(" * 50000 + text
    yield "commas.txt", b"Anna Berg, Carl Dahl, and " * 3000 + b"left."
    yield "deep.html", b"<html><body>" + b"<div>" * 100000 + text * 20
    yield "attributes.html", b"<p " + b"a='1' " * 60000 + b">" + text * 20 + b"</p>"
    yield "script.html", b"<html><title>T</title><script>" + text * 50 + b"</script><p>" + text * 20
    yield "unclosed.html", b"<html><body><p>" + text * 20 + b"<!-- <p>" + text
    yield "entities.xml", (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
                           b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss><channel><item><title>&c;</title></item></channel></rss>')
    yield "outside.xml", (b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item>'
                          b'<title>x</title><description>&x;</description></item></channel></rss>')
    yield "deep.xml", b'<?xml version="1.0"?><rss>' + b"<a>" * 100000
    yield "deep.jsonl", b"[" * 100000
    yield "strings.jsonl", b'{"text": "\\u0000\\ud800 x", "title": 7, "date": {}, "url": null}\n'
    yield "numbers.jsonl", b'{"text": "' + text * 3 + b'", "date": 1e999}\n'
    yield "long.jsonl", b'{"title": "' + b"t" * 300000 + b'", "text": "' + text * 30 + b'"}\n'
    yield "date.jsonl", b'{"text": "' + text * 5 + b'", "date": "9999-99-99"}\n{"text": "' + text * 5 + b'", "date": "0000-00-00"}\n'


def mutated(rng, data):
    data = bytearray(data)
    for _ in range(rng.randint(1, 30)):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(5)
        if kind == 0 and data:
            data[at % len(data)] = rng.randrange(256)
        elif kind == 1:
            del data[at:at + rng.randint(1, 200)]
        elif kind == 2:
            data[at:at] = data[at:at + rng.randint(1, 200)]
        elif kind == 3:
            data[at:at] = rng.choice([b"<", b"&", b"\"", b"{", b"\x00", b"\xff", "’".encode(), "\u2028".encode(), b"\n\n", b"]]>"])
        else:
            data[at:at] = bytes(rng.randrange(256) for _ in range(rng.randint(1, 20)))
    return bytes(data)


def wrong(program, path, name):
    """What is wrong with a run on this file, or None."""
    try:
        done = subprocess.run([program, "extract", "--jobs", "1", "--date", "2025-08-18", "--any-language", path],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=200)
    except subprocess.TimeoutExpired:
        return "it hangs"
    err = done.stderr.decode("utf-8", "replace")
    if done.returncode not in (0, 1, 3):
        return "exit code %d\n%s" % (done.returncode, err[-3000:])
    if "Sanitizer" in err or "runtime error" in err or "crashed on it" in err:
        return err[-3000:]
    if done.returncode == 3 and "actorgraph: " not in err:
        return "set aside without a word"
    for line in done.stdout.split(b"\n"):
        if not line:
            continue
        try:
            record = json.loads(line)
        except ValueError as e:
            return "not JSON: %s" % e
        spans = [m for e in record["entities"] for m in e["mentions"]] + record["sentences"] + record["quotes"]
        if any(not 0 <= s["start"] <= s["end"] <= len(record["text"]) for s in spans):
            return "a span outside the text"
        if name == "outside.xml" and "root:" in record["text"]:
            return "a file of the machine was read"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/asan/actorgraph")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    program = os.path.abspath(args.program)
    rng = random.Random(args.seed)
    examples = sorted(p for p in glob.glob(ROOT + "/examples/*/*") if os.path.isfile(p))
    cases = list(crafted())
    for round_ in range(args.rounds):
        for path in examples:
            with open(path, "rb") as f:
                cases.append(("%d-%s" % (round_, os.path.basename(path)), mutated(rng, f.read())))
    passed = failed = 0
    with tempfile.TemporaryDirectory() as tmp:
        for name, data in cases:
            path = os.path.join(tmp, name)
            with open(path, "wb") as f:
                f.write(data)
            why = wrong(program, path, name)
            if why is None:
                passed += 1
                os.remove(path)
                continue
            failed += 1
            print("FAILED: %s (seed %d): %s" % (name, args.seed, why))
    print("%d passed, %d failed, 0 skipped" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
