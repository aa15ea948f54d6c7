#!/usr/bin/env python3
"""For every rule of `actorgraph check` a file that breaks it, and it alone, and one that does not.

    run.py --program build/actorgraph
"""
import argparse
import glob
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
passed, failed, skipped = 0, 0, 0

# A graph's data need a key for graphs, which is a finding of its own.
BESIDES = {"graph-data-late": {"key-for"}}


def case(name, good, detail=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print("FAILED: %s\n%s" % (name, detail))


def check(program, *args, **more):
    done = subprocess.run([program, "check"] + list(args), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, **more)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def rules_of(text):
    return set(re.findall(r"^[^ ]+:\d+: (?:note )?([a-z-]+): ", text, re.M))


def every_rule(program):
    rules = re.findall(r"^([a-z-]+) +(\(note\) )?\S", check(program, "--rules")[1], re.M)
    case("the program tells its rules", len(rules) > 30)
    files = {os.path.basename(f) for f in glob.glob(os.path.join(HERE, "*.graphml")) + glob.glob(os.path.join(HERE, "*.gexf"))}
    for rule, note in rules:
        strict = ["--strict"] if rule.endswith("-strict") else []
        for kind in "fail", "pass":
            name = "%s-%s.%s" % (rule, kind, "gexf" if rule.startswith("gexf-") else "graphml")
            if name not in files:
                case(name, False, "no such file")
                continue
            files.discard(name)
            code, out, err = check(program, *strict, os.path.join(HERE, name))
            wanted = {rule} | BESIDES.get(rule, set()) if kind == "fail" else set()
            case(name, rules_of(out) == wanted and code == (4 if wanted and not note else 0),
                 "exit %d, wanted %s\n%s%s" % (code, wanted or "nothing", out, err))
    case("no file without a rule", not files, str(files))


def places(program):
    out = check(program, os.path.join(HERE, "kind-fail.graphml"))[1]
    case("a finding names file, line, element and remedy",
         re.search(r'kind-fail\.graphml:9: kind: <edge id="e2">: .*\'MEET\', as in line 8.*; give each kind', out), out)


def codes(program):
    good = os.path.join(HERE, "kind-pass.graphml")
    bad = os.path.join(HERE, "kind-fail.graphml")
    case("no file is wrong usage", check(program)[0] == 2)
    case("an unknown option is wrong usage", check(program, "--stritc", good)[0] == 2)
    case("a file that is not there is a failure", check(program, "no/such.graphml")[0] == 1)
    case("a folder is a failure", check(program, HERE)[0] == 1)
    case("what cannot be read outweighs findings", check(program, bad, "no/such.graphml")[0] == 1)
    case("one bad file of two is found", check(program, good, bad)[0] == 4)
    with open(good, "rb") as f:
        case("standard input is read", check(program, "-", stdin=f)[0] == 0)
    code, out, _ = check(program, "--help")
    case("help has an example", code == 0 and "Example" in out)
    with tempfile.NamedTemporaryFile(suffix=".graphml") as f:
        case("an empty file is a failure", check(program, f.name)[0] == 1)


def hostile(program):
    """Files that would take a naive reader down."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    laughs = '<!ENTITY a0 "ha">' + "".join('<!ENTITY a%d "%s">' % (i, "&a%d;" % (i - 1) * 10) for i in range(1, 20))
    root = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    graph = root + '<graph edgedefault="directed"><node id="%s"/></graph></graphml>'
    cases = {
        "a billion laughs in text": head + "<!DOCTYPE graphml [%s]>" % laughs + root + "&a19;</graphml>",
        "a billion laughs in an attribute": head + "<!DOCTYPE graphml [%s]>" % laughs + graph % "&a19;",
        "an entity from a file": head + '<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + root + "&x;</graphml>",
        "a hundred thousand open elements": head + root * 100000,
        "an id of ten megabytes": head + graph % ("x" * 10000000),
        "zeros": "\0" * 4096,
        "a cut-off file": (head + graph % "a")[:-20],
        "noise": "\ud7ff\x7f<<<&&&" * 99,
    }
    for name, text in cases.items():
        with tempfile.NamedTemporaryFile(suffix=".graphml") as f:
            f.write(text.encode("utf-8"))
            f.flush()
            code, out, err = check(program, f.name)
            case(name + " is a finding and no more", code == 4 and "root:x" not in out, "exit %d\n%.500s%.500s" % (code, out, err))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", default=os.path.join(ROOT, "build", "actorgraph"))
    program = os.path.abspath(parser.parse_args().program)
    every_rule(program)
    places(program)
    codes(program)
    hostile(program)
    print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
