#!/usr/bin/env python3
"""Runs the case files: a title, a text, and what `actorgraph show` should print after a stage.

    == the surname alone is the same person
    @ --date 2025-08-24                        (options, where a case needs them)
    Angela Merkel met Emmanuel Macron on Monday. Merkel left early.
    -- actors
    person  Angela Merkel    "Angela Merkel" "Merkel"
    person  Emmanuel Macron  "Emmanuel Macron"

    run.py --program build/actorgraph [--bless] [--jobs N] [FILE ...]

A case whose title ends in (gap) is one that we know to fail: it is counted apart, and the run says
when it passes, so that the mark is taken away. --bless writes what the program prints into the files
(read the difference before you keep it). Runs of blanks do not count.
"""
import argparse
import concurrent.futures
import glob
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


class Case:
    def __init__(self, path, line, title):
        self.path, self.line, self.title = path, line, title
        self.options, self.text, self.checks = [], [], []   # checks: [stage, expected lines]


def read(path):
    cases = []
    with open(path, encoding="utf-8") as f:
        for number, raw in enumerate(f, 1):
            line = raw.rstrip("\n")
            if line.startswith("== "):
                cases.append(Case(path, number, line[3:].strip()))
            elif not cases:
                continue                                        # a comment at the head of the file
            elif line.startswith("-- "):
                cases[-1].checks.append([line[3:].strip(), []])
            elif line.startswith("@ ") and not cases[-1].checks:
                cases[-1].options += line[2:].split()
            elif cases[-1].checks:
                cases[-1].checks[-1][1].append(line)
            else:
                cases[-1].text.append(line)
    return cases


def squeezed(lines):
    return [" ".join(line.split()) for line in lines if line.strip()]


def show(program, case, stage):
    # --any-language: a sentence or two are too short to tell a language by
    done = subprocess.run([program, "show", stage, "--any-language", *case.options, "-"], input="\n".join(case.text).strip() + "\n",
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", timeout=120)
    lines = done.stdout.splitlines()
    if done.returncode != 0:
        lines += ["exit code %d: %s" % (done.returncode, done.stderr.strip())]
    return lines


def bless(path, cases, printed):
    out, known = [], {(c.line, i): printed[c, i] for c in cases for i in range(len(c.checks))}
    with open(path, encoding="utf-8") as f:
        lines = f.read().split("\n")
    line_of, check, skipping = 0, -1, False
    for number, line in enumerate(lines, 1):
        if line.startswith("== "):
            line_of, check, skipping = number, -1, False
            if out and out[-1].strip():
                out.append("")
        elif line_of and line.startswith("-- "):
            check += 1
            out += [line] + [x for x in known[line_of, check] if x.strip()]
            skipping = True
            continue
        if not skipping:
            out.append(line)
    with open(path, "w", encoding="utf-8") as f:
        f.write("\n".join(out).rstrip("\n") + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/actorgraph")
    parser.add_argument("--bless", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()
    passed = failed = gaps = 0
    files = args.files or sorted(glob.glob(os.path.join(HERE, "*", "*.txt")))
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for path in files:
            cases = read(path)
            todo = [(c, i) for c in cases for i in range(len(c.checks))]
            printed = dict(zip(todo, pool.map(lambda t: show(args.program, t[0], t[0].checks[t[1]][0]), todo)))
            if args.bless:
                bless(path, cases, printed)
                continue
            for case in cases:
                wrong = [i for i in range(len(case.checks)) if squeezed(case.checks[i][1]) != squeezed(printed[case, i])]
                is_gap = case.title.endswith("(gap)")
                where = "%s:%d: %s" % (os.path.relpath(path), case.line, case.title)
                if is_gap and wrong:
                    gaps += 1
                elif is_gap:
                    print(where, "\n    passes now: take the mark (gap) away")
                    failed += 1
                elif wrong or not case.checks:
                    failed += 1
                    print(where)
                    for i in wrong:
                        print("  -- %s\n    expected:" % case.checks[i][0])
                        print("\n".join("      " + x for x in case.checks[i][1] if x.strip()))
                        print("    printed:")
                        print("\n".join("      " + x for x in printed[case, i] if x.strip()))
                else:
                    passed += 1
    if gaps:
        print("%d known gaps" % gaps)
    print("%d passed, %d failed, 0 skipped" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
