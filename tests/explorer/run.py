#!/usr/bin/env python3
"""Does the explorer's page work in a browser, and is its bundle what its sources make?

    run.py --program build/actorgraph [--keep FOLDER]

Builds the bundle anew and compares it with the committed one; writes pages with the program and with
the unit test of the page (hostile names; 5000 actors); drives them in headless Chromium: clicks, keys,
filters, the address, what is saved, no network, no error on the console, no WebGL. --keep leaves pages
and pictures in a folder, to be looked at.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tally  # noqa: E402
from tally import case, skip  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SOURCES = os.path.join(ROOT, "src", "explorer")


def run(command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **more)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def install(folder, source):
    """Copies a package and fetches what its lock file names; what went wrong, or nothing."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("node_modules", "bundle", "*.py"))
    code, said = run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], cwd=folder)
    return said[-300:] if code else ""


def bundle(folder):
    problem = install(folder, SOURCES)
    if problem:
        return skip("the bundle is what the sources make", "npm ci failed: " + problem)
    code, said = run(["node", "build.mjs", os.path.join(folder, "out.html")], cwd=folder)
    if code == 0:
        with open(os.path.join(folder, "out.html"), "rb") as mine, open(os.path.join(SOURCES, "bundle", "explorer.html"), "rb") as kept:
            problem = "" if mine.read() == kept.read() else "src/explorer/bundle/explorer.html is old: run make explorer"
    case("the bundle is what the sources make", said[-300:] if code else problem)
    shutil.copy(os.path.join(HERE, "unit.mjs"), folder)
    code, said = run(["node", "--test", "unit.mjs"], cwd=folder)
    case("filters, ways, names and tables compute what they should", said[-1500:] if code else "")


def pages(program, folder):
    """Writes the pages that the browser opens; what went wrong, or nothing."""
    unit = os.path.join(os.path.dirname(program), "unit", "test_html")
    jobs = [[unit, folder]] + [[program, "build", "--quiet", os.path.join(ROOT, "examples"), "-o", os.path.join(folder, name)] + more
                               for name, more in (("ties.html", []), ("acts.html", ["--view", "actors"]), ("events.html", ["--view", "knowledge"]))]
    for job in jobs:
        code, said = run(job)
        if code not in (0, 3):
            return said
    return ""


def browser():
    return next((shutil.which(name) for name in ("chromium", "google-chrome") if shutil.which(name)), None)


def drive(program, folder):
    name = "the page in a browser"
    if not browser():
        return skip(name, "no chromium here")
    problem = install(os.path.join(folder, "driver"), HERE)
    if problem:
        return skip(name, "npm ci failed: " + problem)
    problem = pages(program, folder)
    if problem:
        return case(name, problem)
    code, said = run(["node", "page.mjs", browser(), folder], cwd=os.path.join(folder, "driver"))
    lines = said.splitlines()
    for line in lines:
        if line.startswith("ok "):
            case(line[3:])
        elif line.startswith("not ok "):
            case(*line[7:].split(": ", 1))
    if code or not lines or lines[-1] != "done":
        case(name, "stopped early: " + said[-800:])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/actorgraph")
    parser.add_argument("--keep", help="leave pages and pictures here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if not shutil.which("npm") or not shutil.which("node"):
            skip("the explorer", "no node or npm here")
        else:
            folder = args.keep or os.path.join(scratch, "pages")
            os.makedirs(folder, exist_ok=True)
            shutil.rmtree(os.path.join(folder, "driver"), ignore_errors=True)
            bundle(os.path.join(scratch, "bundle"))
            drive(os.path.abspath(args.program), os.path.abspath(folder))
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
