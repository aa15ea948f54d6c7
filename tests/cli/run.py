#!/usr/bin/env python3
"""The program from outside: what commands print, how they end, and that the same input gives the same bytes.

    run.py --program build/actorgraph [NAME ...]      (names or parts of names of tests)
"""
import argparse
import glob
import json
import os
import random
import re
import signal
import stat
import subprocess
import sys
import tempfile
import time
import traceback

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
EXAMPLES = os.path.join(ROOT, "examples")
VIEWS = ["ties", "actors", "knowledge", "cooccurrence", "full"]
PROGRAM = None

GOOD = """Minister Anna Berg met Carl Dahl in the capital on Monday, her office said. The two discussed the river treaty.

Berg accused the opposition of delaying the treaty. Dahl praised the minister after the meeting and left for the coast.
"""


def run(*args, stdin=None, cwd=None):
    done = subprocess.run([PROGRAM, *args], input=stdin, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600)
    done.out, done.err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")
    return done


def write(folder, name, content):
    path = os.path.join(folder, name)
    with open(path, "wb") as f:
        f.write(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def read(path):
    with open(path, "rb") as f:
        return f.read()


def same(got, expected, what=""):
    assert got == expected, "%s: got %r, expected %r" % (what, got, expected)


def records(text):
    return [r for r in map(json.loads, text.splitlines()) if "doc" in r]


def example_files():
    return sorted(f for f in glob.glob(EXAMPLES + "/*/*") if os.path.isfile(f))


_extracted = []


def extracted():
    """The records of all examples."""
    if not _extracted:
        done = run("extract", EXAMPLES)
        same(done.returncode, 3, done.err)          # one article is in Spanish
        _extracted.extend(records(done.out))
    return _extracted


# ---- words and exit codes ----------------------------------------------------------------------------

def every_command_has_help_with_an_example(tmp):
    for line in run("--help").out.splitlines():
        match = re.match(r"  (\w+) +\w", line)
        if match and match.group(1) != "actorgraph":
            done = run(match.group(1), "--help")
            same(done.returncode, 0, match.group(1))
            assert "Example" in done.out or "xample" in done.out, match.group(1)


def a_mistyped_command_or_option_gets_a_suggestion(tmp):
    done = run("bild")
    same(done.returncode, 2)
    assert "did you mean build" in done.err
    done = run("build", "--vieww", "ties", "x")
    same(done.returncode, 2)
    assert "did you mean --view" in done.err
    done = run("build", "--view", "tie", "x")
    same(done.returncode, 2)
    assert "did you mean ties" in done.err
    same(run().returncode, 2)
    same(run("build", "--date", "24.8.2025", "x").returncode, 2)


def no_path_is_wrong_usage(tmp):
    done = run("build", "-o", tmp + "/g.graphml")
    same(done.returncode, 2)
    assert len(done.err.strip().splitlines()) == 1


def version_tells_which_data_it_took(tmp):
    done = run("--version")
    same(done.returncode, 0)
    assert "ontology" in done.out and "models" in done.out


# ---- bad input: one clear sentence each, the rest goes on --------------------------------------------

def set_aside(tmp, name, content, words):
    good = write(tmp, "good.txt", GOOD)
    bad = os.path.join(tmp, name) if content is None else write(tmp, name, content)
    out = os.path.join(tmp, "out.graphml")
    done = run("build", "--date", "2025-08-18", good, bad, "-o", out)
    same(done.returncode, 3, done.err)
    assert os.path.exists(out)
    told = [line for line in done.err.splitlines() if name in line and line.startswith("actorgraph: ")]
    same(len(told), 1, done.err)
    assert any(w in told[0] for w in words), told[0]
    assert "1 article read" in done.err, done.err
    assert "1 set aside" in done.err, done.err


def a_missing_path_is_set_aside(tmp):
    set_aside(tmp, "nowhere.txt", None, ["No such file", "no such file"])


def an_empty_file_is_set_aside(tmp):
    set_aside(tmp, "empty.txt", b"", ["empty"])


def a_binary_file_is_set_aside(tmp):
    set_aside(tmp, "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, ["a picture, which is not read"])


def broken_json_is_set_aside(tmp):
    set_aside(tmp, "broken.jsonl", b'{"title": "x", "text": "Anna Berg met', ["JSON"])


def a_cut_off_feed_is_set_aside(tmp):
    set_aside(tmp, "cut.xml", b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>x</ti',
              ["XML", "cut", "ends", "feed"])


def a_foreign_text_is_set_aside_and_taken_when_told(tmp):
    text = ("El ministro de Economía firmó el lunes el acuerdo con la ministra de Asuntos Exteriores de la república. "
            "Los ganaderos del país celebraron la decisión, pero los sindicatos anunciaron una huelga para el jueves.\n") * 3
    set_aside(tmp, "spanish.txt", text, ["English", "language"])
    done = run("extract", "--any-language", os.path.join(tmp, "spanish.txt"))
    same(done.returncode, 0, done.err)


def one_bad_line_of_many_costs_one_article(tmp):
    line = json.dumps({"title": "Berg meets Dahl", "date": "2025-08-18", "text": GOOD, "url": "https://news.example/%d"})
    path = write(tmp, "news.jsonl", "\n".join([line % 1, '{"text": ', line.replace("Monday", "Tuesday") % 3]))
    done = run("extract", path)
    same(done.returncode, 3)
    same(len(records(done.out)), 2)
    assert "news.jsonl:2:" in done.err, done.err


def no_date_anywhere_is_said_and_no_date_is_invented(tmp):
    path = write(tmp, "undated.txt", GOOD)
    done = run("build", path, "-o", tmp + "/g.graphml")
    same(done.returncode, 0, done.err)
    assert "No date in 1 of 1: give --date" in done.err, done.err
    record = records(run("extract", path).out)[0]
    same(record["doc"]["date"], None)
    same(record["doc"]["date_source"], "none")
    assert all(not e["date"] for e in record["events"]), "a day without an anchor"
    dated = records(run("extract", "--date", "2025-08-19", path).out)[0]
    same((dated["doc"]["date"], dated["doc"]["date_source"]), ("2025-08-19", "option"))
    assert "2025-08-18" in [t["value"] for t in dated["times"]], "on Monday"


def nothing_to_read_fails_and_writes_nothing(tmp):
    done = run("build", os.path.join(tmp, "nowhere"), "-o", tmp + "/g.graphml")
    same(done.returncode, 1)
    same(os.listdir(tmp), [])


def all_reasons_can_be_kept_in_a_file(tmp):
    paths = [os.path.join(tmp, "missing-%02d.txt" % i) for i in range(30)] + [write(tmp, "good.txt", GOOD)]
    done = run("extract", "--rejects", tmp + "/why.txt", *paths)
    same(done.returncode, 3)
    same(len(read(tmp + "/why.txt").splitlines()), 30)
    assert "--rejects" in done.err


# ---- whole or not at all -----------------------------------------------------------------------------

def a_file_that_cannot_be_written_is_one_sentence(tmp):
    good = write(tmp, "good.txt", GOOD)
    done = run("build", good, "-o", tmp + "/no/such/folder/g.graphml")
    same(done.returncode, 1)
    assert "cannot write" in done.err, done.err
    same(os.listdir(tmp), ["good.txt"])


def an_interrupt_leaves_no_trace(tmp):
    process = subprocess.Popen([PROGRAM, "extract", EXAMPLES, EXAMPLES + "/2025-W34", "--jobs", "2", "-o", tmp + "/out.jsonl"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.15)
    process.send_signal(signal.SIGINT)
    code = process.wait(60)
    if code == 130:                                    # else it was faster than we are
        same(os.listdir(tmp), [])
    else:
        same((code, os.listdir(tmp)), (3, ["out.jsonl"]))


def a_pipe_is_written_to_and_not_replaced(tmp):
    pipe = os.path.join(tmp, "pipe")
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    done = run("extract", "--quiet", write(tmp, "a.txt", "Anna Berg met Carl Dahl in Oslo on Monday.\n"), "-o", pipe)
    same(done.returncode, 0, done.err)
    assert b"Anna Berg" in reader.communicate(timeout=60)[0]
    assert stat.S_ISFIFO(os.stat(pipe).st_mode)


def a_closed_pipe_ends_quietly(tmp):
    process = subprocess.Popen([PROGRAM, "extract", EXAMPLES, "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read().decode()
    same(process.wait(60), 0, err)
    assert "Traceback" not in err and "cannot" not in err, err


# ---- the same bytes ----------------------------------------------------------------------------------

def jobs_and_the_order_of_files_change_no_byte(tmp):
    files, seen = example_files(), {}
    for view in VIEWS:
        for jobs in ("1", "2", "7") if view == "ties" else ("2",):
            out = os.path.join(tmp, "g.graphml")
            same(run("build", EXAMPLES, "--view", view, "--jobs", jobs, "-o", out).returncode, 3)
            same(read(out), seen.setdefault(view, read(out)), "%s with %s jobs" % (view, jobs))
    for seed in range(3):
        shuffled = files[:]
        random.Random(seed).shuffle(shuffled)
        run("build", *shuffled, "-o", out)
        same(read(out), seen["ties"], "shuffle %d" % seed)


def an_article_reads_the_same_from_standard_input(tmp):
    with open(os.path.join(EXAMPLES, "2025-W32", "interpress-0804-verrin-dam.txt"), "rb") as f:
        text = f.read()
    path = write(tmp, "x.txt", text)
    one, two = records(run("extract", path).out)[0], records(run("extract", "-", stdin=text).out)[0]
    one["doc"]["path"] = two["doc"]["path"] = ""
    same(one, two)


def the_format_of_an_article_does_not_change_its_id(tmp):
    title, day = "Berg and Dahl meet over the river treaty", "2025-08-18"
    plain = write(tmp, "a.txt", title + "\n\n" + GOOD)
    lines = write(tmp, "a.jsonl", json.dumps({"headline": title, "date": day, "body": GOOD}) + "\n")
    ids = [records(run("extract", "--date", day, p).out)[0]["doc"]["id"] for p in (plain, lines)]
    same(ids[0], ids[1])


# ---- what comes out ----------------------------------------------------------------------------------

def records_keep_the_contract(tmp):
    types = {"person", "organization", "country", "place", "group", "work", "other"}
    statuses = {"happened", "planned", "possible", "denied", "conditional"}
    voices = {"outlet", "self", "opponent", "third", "unnamed"}
    parts = {"source", "target", "place", "instrument", "other"}
    count = 0
    for r in extracted():
        text, ids = r["text"], {e["id"] for e in r["entities"]}

        def inside(x):
            assert 0 <= x["start"] <= x["end"] <= len(text), (r["doc"]["path"], x)
            return text[x["start"]:x["end"]]

        assert re.fullmatch("[0-9a-f]{16}", r["doc"]["id"]) and r["doc"]["sha256"].startswith(r["doc"]["id"])
        sentences = {(s["start"], s["end"]) for s in r["sentences"]}
        for s in r["sentences"]:
            assert inside(s).strip()
        for e in r["entities"]:
            assert e["type"] in types and e["name"] and e["mentions"], e
            assert e["name"] not in e["aliases"], e
            for m in e["mentions"]:
                assert inside(m).strip() == inside(m) != "", m
        for v in r["events"]:
            count += 1
            assert v["status"] in statuses and v["voice"] in voices and v["type"].isupper(), v
            assert (v["sentence"]["start"], v["sentence"]["end"]) in sentences
            assert v["sentence"]["start"] <= v["trigger"]["start"] < v["trigger"]["end"] <= v["sentence"]["end"]
            assert v["participants"] and all(p["entity"] in ids and p["role"] in parts for p in v["participants"]), v
            assert v["claimed_by"] is None or v["claimed_by"] in ids
            assert (v["voice"] == "outlet") == (v["claimed_by"] is None and v["voice"] not in ("unnamed",)), v
        for x in r["relations"]:
            assert {x["source"], x["target"]} <= ids and x["source"] != x["target"] and x["verb"], x
        for q in r["quotes"]:
            assert inside(q).strip(), q
            assert q["speaker"] is None or q["speaker"] in ids
        for t in r["times"]:
            assert inside(t).strip() and t["value"], t
    assert count > 100, "hardly an event in the examples"


def removed_lines_never_become_actors(tmp):
    """Bylines, captions and credits of the examples: the names stand in no record."""
    names = {"Ines Calloway", "Alma Duarte"}
    told = {e["name"] for r in extracted() for e in r["entities"]}
    same(told & names, set())
    assert not any(re.search(r"tag\w*\.interpress|Leave a Reply|Newest|Most Voted", r["text"]) for r in extracted())


def every_planted_feature_lies_in_a_file(tmp):
    with open(os.path.join(EXAMPLES, "planted.tsv"), encoding="utf-8") as f:
        for line in list(f)[1:]:
            for name in line.split("\t")[1].split():
                assert os.path.exists(os.path.join(EXAMPLES, name.split("#")[0])), name


def a_copy_is_one_article_and_not_set_aside(tmp):
    paths = [EXAMPLES + "/2025-W32/interpress-0807-belmar-attack.txt", EXAMPLES + "/2025-W32/clipping-0031.txt"]
    done = run("build", *paths, "-o", tmp + "/g.graphml")
    same(done.returncode, 0, done.err)
    assert "1 is an exact copy" in done.err and "1 origin." in done.err, done.err


def every_view_opens_cleanly(tmp):
    for view in VIEWS:
        for flavour in ("gephi", "strict"):
            out = os.path.join(tmp, view + flavour + ".graphml")
            same(run("build", EXAMPLES, "--view", view, "--graphml", flavour, "-o", out).returncode, 3)
            done = run("check", out)                    # strict cannot tell Gephi the kinds of edges: not for Gephi
            same(done.returncode if flavour == "gephi" else 0, 0, done.out + done.err)
            schema = os.path.join(ROOT, "src", "export", {"gephi": "actorgraph-gephi.rng", "strict": "actorgraph.rng"}[flavour])
            done = subprocess.run(["xmllint", "--nonet", "--noout", "--relaxng", schema, out], stderr=subprocess.PIPE)
            same(done.returncode, 0, done.stderr.decode()[:500])


def why_shows_sentences_that_stand_in_the_articles(tmp):
    done = run("why", "Verrick", "Talvek", "--articles", EXAMPLES)
    same(done.returncode, 0, done.err)
    quoted = re.findall(r'^      "(.*)"$', done.out, re.M)
    assert quoted
    texts = [" ".join(r["text"].split()) for r in extracted()]
    for q in quoted:
        assert any(" ".join(q.split()) in t for t in texts), q
    terms = re.findall(r"participants - 1\) = ([\d.]+)", done.out)
    total = re.search(r"= ([\d.]+)\n*$", done.out)
    assert terms and total, done.out
    assert abs(sum(map(float, terms)) - float(total.group(1))) < 1e-4, done.out


def why_of_nobody_fails_with_a_way_out(tmp):
    done = run("why", "Nobody-of-that-name", "--articles", EXAMPLES + "/2025-W35")
    same(done.returncode, 1)
    assert "no actor" in done.err


def parse_gives_conllu_whose_ranges_fit(tmp):
    text = "Anna Berg didn't meet the U.S. envoy.  She left — “at once”.\n\nBerg: 3.5 % more.\n"
    done = run("parse", write(tmp, "t.txt", text))
    same(done.returncode, 0, done.err)
    words = 0
    for line in done.out.splitlines():
        if not line or line[0] == "#":
            continue
        columns = line.split("\t")
        same(len(columns), 10, line)
        if "-" not in columns[0]:
            words += 1
        match = re.search(r"TokenRange=(\d+):(\d+)", columns[9])
        if match and "-" not in columns[0]:
            piece = text[int(match.group(1)):int(match.group(2))]
            assert piece == columns[1], (piece, line)
    assert words >= 18


def the_readme_shows_what_the_program_prints(tmp):
    """Each line that the README shows below a command is printed by it, in that order; "…" stands for more."""
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as f:
        blocks = re.findall(r"```console\n(.*?)```", f.read(), re.S)
    commands = [c for b in blocks for c in re.split(r"^\$ ", b, flags=re.M) if c.startswith("build/actorgraph ")]
    assert len(commands) >= 3
    for command in commands:
        line, *shown = command.rstrip("\n").split("\n")
        words = [w.replace("build/four-weeks", tmp + "/four-weeks") for w in line.split()[1:]]
        done = run(*words, cwd=ROOT)
        printed = iter((done.out + done.err).replace(tmp + "/four-weeks", "build/four-weeks").splitlines())
        for want in shown:
            assert want == "…" or any(want == got for got in printed), "%s: not printed: %s" % (line, want)


def is_test(f):
    return callable(f) and getattr(f, "__code__", None) and f.__code__.co_varnames[:f.__code__.co_argcount] == ("tmp",)


def main(tests, about):
    """Also runs the tests of other suites of commands, which import this file."""
    global PROGRAM
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/actorgraph")
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    PROGRAM = os.path.abspath(args.program)
    passed = failed = 0
    for test in tests:
        if args.names and not any(n in test.__name__ for n in args.names):
            continue
        with tempfile.TemporaryDirectory() as tmp:
            try:
                test(tmp)
                passed += 1
            except Exception:
                failed += 1
                print("FAILED: " + test.__name__)
                print("".join(traceback.format_exc().splitlines(True)[-6:]))
    print("%d passed, %d failed, 0 skipped" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main([f for f in list(globals().values()) if is_test(f)], __doc__))
