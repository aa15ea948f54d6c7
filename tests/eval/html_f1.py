#!/usr/bin/env python3
"""How well is the article's text found on web pages?

    html_f1.py FOLDER COMMAND...     e.g.  html_f1.py pages/ build/actorgraph show article

FOLDER holds pages/ID.html and truth.json, {ID: {"text": …, "url": …}}. COMMAND gets the page as its
last argument and prints the article as `show article` does. Measured as in the
article-extraction-benchmark: multisets of 4-word shingles; precision is the mean over pages with
output, recall the mean over pages with a reference, F1 of the two means. Skips if there is no folder.
"""
import json
import os
import re
import subprocess
import sys
from collections import Counter


def shingles(text):
    words = re.findall(r"\w+", text)
    n = 4 if len(words) >= 4 else max(1, len(words))
    return Counter(tuple(words[i:i + n]) for i in range(len(words) - n + 1)) if words else Counter()


def body(shown):
    lines = shown.split("-- text\n", 1)[-1].split("\n-- removed", 1)[0].split("\n")
    return "\n".join(l[3:] if l.startswith("## ") else l for l in lines if not l.startswith("# "))


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    folder, command = sys.argv[1], sys.argv[2:]
    if not os.path.exists(os.path.join(folder, "truth.json")):
        print(f"skipped: no truth.json in {folder}")
        return
    with open(os.path.join(folder, "truth.json"), encoding="utf-8") as f:
        truth = json.load(f)
    precisions, recalls, silent = [], [], 0
    for key in sorted(truth):
        page = os.path.join(folder, "pages", key + ".html")
        run = subprocess.run(command + [page], capture_output=True)
        shown = run.stdout.decode("utf-8", "replace")
        found = shingles(body(shown)) if "-- text\n" in shown else Counter()
        gold = shingles(truth[key]["text"])
        same = sum((found & gold).values())
        p = same / sum(found.values()) if found else None
        r = same / sum(gold.values()) if gold else None
        silent += not found
        if p is not None:
            precisions.append(p)
        if r is not None:
            recalls.append(r)
        print(f"{key[:8]}  P {p if p is not None else float('nan'):.3f}  R {r if r is not None else float('nan'):.3f}  "
              f"{truth[key].get('url', '')}")
    p = sum(precisions) / max(1, len(precisions))
    r = sum(recalls) / max(1, len(recalls))
    print(f"{len(truth)} pages: P {p:.3f}  R {r:.3f}  F1 {2 * p * r / (p + r) if p + r else 0:.3f}  silent {silent}")


if __name__ == "__main__":
    main()
