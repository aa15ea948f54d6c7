#!/usr/bin/env python3
"""Runs test suites and adds up what they say.

    run.py --build build test          the suites of `make test`
    run.py --build build test all      and those of `make test-all`
    run.py --build build --only cases  one suite

A suite is a command whose last line is 'N passed, N failed, N skipped'. One that ends in another
way, or with another exit code than its count of failures says, counts as one more failure.
"""
import argparse
import glob
import os
import re
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
COUNTS = re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped$")
SLOWEST = 900  # seconds a suite may take


def suites(build, groups):
    """(name, command) of each suite, in the order in which they run."""
    asan = os.path.join(build, "asan")
    found = []
    if "test" in groups:
        found += [("unit " + os.path.basename(u)[5:], [u]) for u in units(build)]
        found += [("cases", ["tests/cases/run.py", "--program", build + "/actorgraph"]),
                  ("events of sentences", ["tests/events/run.py", "--program", build + "/actorgraph"]),
                  ("actors of articles", ["tests/actors/run.py", "--program", build + "/actorgraph"]),
                  ("gold", ["tests/gold/run.py", "--program", build + "/actorgraph"]),
                  ("check", ["tests/check/run.py", "--program", build + "/actorgraph"]),
                  ("commands", ["tests/cli/run.py", "--program", build + "/actorgraph"]),
                  ("formats", ["tests/formats/run.py", "--program", build + "/actorgraph"]),
                  ("packaging", ["tests/packaging/run.py", "--build", build]),
                  ("training", ["tests/train/run.py", "--program", build + "/actorgraph"]),
                  ("store", ["tests/store/run.py", "--program", build + "/actorgraph"]),
                  ("evidence", ["tests/evidence/run.py", "--program", build + "/actorgraph"]),
                  ("report", ["tests/report/run.py", "--program", build + "/actorgraph"]),
                  ("parse", ["tests/parse/run.py", "--program", build + "/actorgraph"]),
                  ("clauses", ["tests/clauses/run.py", "--program", build + "/actorgraph"])]
    if "all" in groups:
        found += [("graphs", ["tests/graphs/run.py", "--program", build + "/actorgraph"])]
        found += [("misfortunes of a store", ["tests/store/kill.py", "--program", build + "/actorgraph", "--kills", "50"])]
        found += [("readers", ["tests/readers/run.py", "--program", build + "/actorgraph"]),
                  ("explorer", ["tests/explorer/run.py", "--program", build + "/actorgraph"])]
        found += [("sanitized unit " + os.path.basename(u)[5:], [u]) for u in units(asan)]
        found += [("sanitized cases", ["tests/cases/run.py", "--program", asan + "/actorgraph"]),
                  ("sanitized commands", ["tests/cli/run.py", "--program", asan + "/actorgraph"]),
                  ("sanitized formats", ["tests/formats/run.py", "--program", asan + "/actorgraph"]),
                  ("sanitized training", ["tests/train/run.py", "--program", asan + "/actorgraph"]),
                  ("sanitized store", ["tests/store/run.py", "--program", asan + "/actorgraph"]),
                  ("sanitized evidence", ["tests/evidence/run.py", "--program", asan + "/actorgraph"]),
                  ("sanitized clauses", ["tests/clauses/run.py", "--program", asan + "/actorgraph"]),
                  ("sanitized report", ["tests/report/run.py", "--program", asan + "/actorgraph"]),
                  ("hostile input", ["tests/hostile/run.py", "--program", asan + "/actorgraph"])]
    return found


def units(build):
    return sorted(u for u in glob.glob(os.path.join(build, "unit", "test_*")) if not u.endswith(".d"))


def run(name, command):
    if command[0].endswith(".py"):
        command = ["/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable] + command
    began = time.time()
    try:
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=SLOWEST)
        text, code = done.stdout.decode("utf-8", "replace"), done.returncode
    except subprocess.TimeoutExpired as e:
        text, code = (e.stdout or b"").decode("utf-8", "replace") + "\nthe suite took too long", 1
    lines = text.strip().splitlines() or [""]
    match = COUNTS.match(lines[-1])
    counts = [int(x) for x in match.groups()] if match else [0, 1, 0]
    if match and (code != 0) != (counts[1] != 0):
        counts[1] += 1
        lines.append("exit code %d does not fit" % code)
    if counts[1] or counts[2] or not match:
        print("\n".join("    " + line for line in lines[-60:]))
    print("  %-28s %4d passed %3d failed %3d skipped  %5.1f s" % (name, *counts, time.time() - began), flush=True)
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build")
    parser.add_argument("--only", help="run suites whose name contains this")
    parser.add_argument("groups", nargs="*", choices=["test", "all", []])
    args = parser.parse_args()
    os.chdir(ROOT)
    build = os.path.abspath(args.build)
    total = [0, 0, 0]
    for name, command in suites(build, args.groups or ["test", "all"]):
        if not args.only or args.only in name:
            total = [a + b for a, b in zip(total, run(name, command))]
    print("%d passed, %d failed, %d skipped" % tuple(total))
    return 1 if total[1] or not total[0] else 0


if __name__ == "__main__":
    sys.exit(main())
