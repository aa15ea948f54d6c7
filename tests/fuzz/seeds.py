#!/usr/bin/env python3
"""Seeds of the fuzz targets, in FOLDER/TARGET/: the articles of tests/formats in every form, records of them, lists.

    seeds.py PROGRAM FOLDER
"""
import gzip
import os
import runpy
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
forms = runpy.run_path(os.path.join(ROOT, "tests", "formats", "run.py"))

DECISIONS = b"same Anna Berg = A. Berg\nnever Norland = Norland Army\nrename Berg = Anna Berg\ntype Oslo = place\ndrop Somebody\n"
ACTORS = b"Norland Guard\torganization\tNO\nOld Harbour Union | OHU\torganization\n"
DICTIONARY = b"; actors\nNORLAND_ [NOR]\n+NORLANDERS_\nANNA_BERG_ [NORGOV <010190]\n\tBERG [NORELI >010195]\n!GOVT! [~GOV]\n"
VERBS = b"--- MEET [040] ---\nMEETS MET MEETING\n- * WITH $ [046] # meet\n- $ * + IN OSLO [042]\n&TALK\n+TALKS\n+_NEGOTIATIONS\n\n"


def main():
    program, folder = sys.argv[1:]
    a = forms["ARTICLES"]
    lines = "".join(forms["line"](*x) for x in a).encode()
    texts = [("%d.txt" % i, forms["plain"](*x)) for i, x in enumerate(a)]
    records = subprocess.run([program, "extract", "--quiet", "-"], input=lines, stdout=subprocess.PIPE, check=True).stdout
    feed = (b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><title>T</title><link>http://x.example/1</link>'
            b'<pubDate>Tue, 05 Mar 2024 08:00:00 GMT</pubDate><description>&lt;p&gt;The minister met the envoy.&lt;/p&gt;&nbsp;</description>'
            b'</item></channel></rss>')
    seeds = {
        "read-text": [forms["plain"](*x) for x in a] + [forms["nexis"](), forms["factiva"]()],
        "read-html": [forms["page"](*x) for x in a],
        "read-jsonl": [lines, b'[{"title": "T", "text": ["a", "b"]}]'],
        "read-xml": [feed, forms["nitf"](*a[0]), forms["newsml"](a)],
        "read-table": [forms["table"](s) for s in ",;\t"],
        "read-markdown": [forms["markdown"](*x) for x in a],
        "read-docx": [forms["docx"](*a[0])],
        "read-warc": [b"".join(forms["warc"]())],
        "archive": [forms["zipped"](texts), forms["tar"](texts, "w"), forms["tar"](texts, "w:gz"), forms["tar"](texts, "w:xz"),
                    gzip.compress(lines)],
        "record": records.splitlines(),
        "lists": [b"\x00" + DECISIONS, b"\x01" + ACTORS, b"\x02" + DICTIONARY, b"\x03" + DICTIONARY, b"\x04" + VERBS],
    }
    for target, inputs in seeds.items():
        os.makedirs(os.path.join(folder, target), exist_ok=True)
        for i, data in enumerate(inputs):
            with open(os.path.join(folder, target, "seed-%d" % i), "wb") as f:
                f.write(data)


if __name__ == "__main__":
    main()
