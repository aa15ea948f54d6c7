#!/usr/bin/env python3
"""Planted copies: pair precision and recall of the groups that `actorgraph origins` makes.

    copies.py --program build/actorgraph [--seed 1] [--stories 150] [--wrong]

Bases are invented articles (stories.py), each of a story of its own or an independent report of one. Of every third base one to three
copies are planted: as it is under another headline; cut to a part; with paragraphs added or moved; with words changed; or
several of these at once. Hard negatives: independent reports of one story; and articles that took over one passage of another
(a quarter of their words or less). A pair is right where both articles go back to one base."""
import argparse
import itertools
import json
import os
import random
import subprocess
import tempfile

from stories import FIRST, Story, article

SYNONYMS = {"said": "stated", "killed": "slain", "called": "termed", "people": "persons", "houses": "homes", "asked": "begged", "soldiers": "troops", "led": "headed",
            "destroyed": "wrecked", "children": "kids", "promised": "pledged", "opened": "began", "after": "following", "officers": "policemen", "closed": "shut",
            "denied": "disputed", "night": "dark", "region": "district", "wounded": "hurt", "works": "plant", "for": "during", "by": "near", "more": "further"}


def base_text(story, r, independent):
    """About 150 to 300 words: the story, and what one reporter saw."""
    sentences = story.independent(r) if independent else story.original(r)
    return sentences + [s for s in story.independent(r)[1:] if s not in sentences]


def change_words(text, share, r):
    words = text.split(" ")
    for i, w in enumerate(words):
        if r.random() < share:
            words[i] = SYNONYMS.get(w, r.choice(["now", "also", "then", "there", "soon"]) + " " + w if r.random() < 0.5 else w.upper())
    return " ".join(words)


def vary(text, r):
    """One to three ways of editing at once."""
    for way in r.sample(["cut", "append", "words", "move", "drop"], r.choice([0, 1, 1, 2, 3])):
        paragraphs = text.strip().split("\n\n")
        if way == "cut":
            paragraphs = paragraphs[:max(2, int(len(paragraphs) * r.uniform(0.4, 0.9)))]
        elif way == "append":
            own = Story(r.random()).independent(r)
            paragraphs += [" ".join(own[i:i + 2]) for i in range(0, r.choice([2, 4]), 2)]
        elif way == "move" and len(paragraphs) > 2:
            paragraphs.append(paragraphs.pop(r.randrange(1, len(paragraphs) - 1)))
        elif way == "drop" and len(paragraphs) > 4:
            del paragraphs[r.randrange(1, len(paragraphs))]
        text = "\n\n".join(paragraphs)
        if way == "words":
            text = change_words(text, r.uniform(0.01, 0.06), r)
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/actorgraph")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stories", type=int, default=150)
    parser.add_argument("--wrong", action="store_true", help="name what was missed and what was wrongly joined")
    args = parser.parse_args()
    r = random.Random(args.seed)
    lines, groups = [], {}

    def add(group, text):
        name = "%s-%d" % (group, len(groups.setdefault(group, [])))
        groups[group].append(name)
        lines.append(json.dumps({"title": "%s of %s" % (name, r.choice(FIRST)), "date": "2025-03-%02d" % r.randint(1, 28), "source": r.choice(["Courier", "Gazette", "Post"]),
                                 "url": "https://news.example/" + name, "text": text}))

    last = None
    for i in range(args.stories):
        story = Story("copies %d %d" % (args.seed, i))
        text = article(base_text(story, r, False), r)
        if last and i % 5 == 4:  # took over a passage of the last one
            taken = max(last.strip().split("\n\n"), key=len)
            if len(taken) * 4 < len(text):
                text += "\n" + taken + "\n"
        add("%d" % i, text)
        if i % 3 == 0:
            for _ in range(r.randint(1, 3)):
                add("%d" % i, vary(text, r))
        if i % 4 == 0:
            add("%d-own" % i, article(base_text(story, r, True), r))
        last = text
    with tempfile.TemporaryDirectory() as tmp:
        path = os.path.join(tmp, "news.jsonl")
        with open(path, "w", encoding="utf-8") as f:
            f.write("\n".join(lines) + "\n")
        done = subprocess.run([args.program, "origins", path, "--format", "json", "--quiet"], stdout=subprocess.PIPE, check=True)
    planted = {p for g in groups.values() for p in itertools.combinations(sorted(g), 2)}
    found = {p for g in json.loads(done.stdout)["copies"] for p in itertools.combinations(sorted(x["url"].rsplit("/", 1)[1] for x in g), 2)}
    right = len(found & planted)
    print("%d articles, %d pairs of copies planted, %d found, %d rightly: precision %.3f, recall %.3f" %
          (len(lines), len(planted), len(found), right, right / max(1, len(found)), right / max(1, len(planted))))
    if args.wrong:
        print("missed", sorted(planted - found))
        print("wrong ", sorted(found - planted))


if __name__ == "__main__":
    main()
