#!/usr/bin/env python3
"""`actorgraph clauses`: any text in, lines of tuples out.

    run.py --program build/actorgraph [NAME ...]      (names or parts of names of tests)

What is read from which construction stands in tests/cases/clauses; here are the table, the tokens and odd input.
"""
import os
import random
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "cli"))
import run as cli  # noqa: E402

PLAIN = "The minister met the envoy of the U.S. on Monday, and they didn't agree."
TOKENS = ("The `` grand old '' mill -LRB- built in 1890 -RRB- burned , police said ; owner Anna Berg did n't pay the firm 's "
          "$ 4.25 bill .")


def rows(out):
    """The table's lines, with what every line must fulfil."""
    assert out == "" or out.endswith("\n")
    found = [line.split("\t") for line in out.splitlines()]
    for r in found:
        assert 4 <= len(r) <= 15, r
        assert 0 <= float(r[1]) <= 1 and re.match(r"^[01]\.\d{4}$", r[1]), r
        assert all(c and c == c.strip() for c in r), r
    return found


def tuples(text, *options):
    return rows(cli.run("clauses", "--any-language", *options, "-", stdin=text.encode()).out)


def a_line_is_sentence_confidence_relation_and_arguments(tmp):
    found = tuples("Carl left. Anna Berg did not meet Carl Dahl in Oslo.")
    cli.same([r[:1] + r[2:] for r in found], [
        ["Carl left.", "left", "Carl"],
        ["Anna Berg did not meet Carl Dahl in Oslo.", "did not meet", "Anna Berg", "Carl Dahl", "in Oslo"]])


def tokens_of_a_treebank_come_out_as_they_stand(tmp):
    found = tuples(TOKENS + "\n", "--lines")
    assert found and all(r[0] == TOKENS for r in found), found
    words = set(TOKENS.split()) | {"is", "has"}
    assert all(w in words for r in found for c in r[2:] for w in c.split()), found
    assert any(r[2] == "did n't pay" for r in found), found


def brackets_and_quotation_marks_are_read_as_such(tmp):
    found = tuples("The paper called him `` a master of delay '' -LRB- on Friday -RRB- .\n", "--lines")
    assert any("`` a master of delay ''" in x for r in found for x in r[3:]), found


def with_lines_a_line_is_a_sentence(tmp):
    text = "Anna Berg met Mr. Dahl. He left.\n\nCarl Dahl met Anna Berg\nin Oslo they met the mayor\n"
    lines = [line for line in text.splitlines() if line]
    cli.same(sorted({r[0] for r in tuples(text, "--lines")}), sorted(lines))
    assert len({r[0] for r in tuples(text)}) > 2


def tabs_and_line_ends_in_a_sentence_are_blanks(tmp):
    found = tuples("Anna Berg met\tthe mayor of\na town in the hills, and she paid the man.")
    assert found and all("\t" not in c for r in found for c in r)


def confidences_are_spread(tmp):
    found = tuples("President Anna Berg, who leads the party, met Carl Dahl's wife. Police said that he had fled to Oslo, citing the law.")
    assert len({r[1] for r in found}) >= 5, found


def files_folders_and_standard_input_give_the_same(tmp):
    os.mkdir(tmp + "/in")
    path = cli.write(tmp, "in/a.txt", PLAIN)
    outs = {cli.run("clauses", "--any-language", p).out for p in (path, tmp + "/in")}
    outs.add(cli.run("clauses", "--any-language", "-", stdin=PLAIN.encode()).out)
    cli.run("clauses", "--any-language", path, "-o", tmp + "/out.tsv")
    outs.add(cli.read(tmp + "/out.tsv").decode("utf-8"))
    cli.same(len(outs), 1)


def a_foreign_text_is_set_aside(tmp):
    text = "Le ministre a rencontré l'ambassadeur dans la ville avec les autres, et il est parti pour une visite de deux jours.\n" * 2
    done = cli.run("clauses", cli.write(tmp, "fr.txt", text))
    cli.same((done.returncode, done.out), (3, ""))
    assert "French" in done.err, done.err


def wrong_use_is_told(tmp):
    cli.same(cli.run("clauses").returncode, 2)
    done = cli.run("clauses", "--help")
    cli.same(done.returncode, 0)
    assert "--lines" in done.out and "actorgraph clauses" in done.out


def a_sentence_without_an_end_says_so(tmp):
    done = cli.run("clauses", "--any-language", "--lines", "-", stdin=("abcdefghijklmnopqrstuvwxyz" * 39 + " ").encode() * 300)
    cli.same(done.returncode, 0)
    assert "left out" in done.err and rows(done.out) == [], done.err


def the_measures_prove_themselves(tmp):
    for name in ("carb.py", "dates.py"):
        done = subprocess.run([sys.executable, os.path.join(HERE, "..", "eval", name), "--self-test"], stdout=subprocess.PIPE)
        cli.same(done.returncode, 0, name)


def any_bytes_are_taken(tmp):
    rng = random.Random(5)
    words = TOKENS.split() + PLAIN.split() + ["who", "which", "to", "is", "was", "and", "or", ",", "(", "\"", "’s", "\n", "\n\n"]
    texts = [bytes(rng.randrange(256) for _ in range(3000)),
             " ".join(rng.choice(words) for _ in range(6000)).encode(),
             "\n".join(" ".join(rng.choice(words) for _ in range(rng.randrange(40))) for _ in range(200)).encode(),
             b"( " * 3000, b"who " * 3000, b"is " * 2000, b"and met " * 2000, ("that he said " * 500).encode(),
             ("Anna's " * 900).encode(), ("x" * 50000).encode(), b"\xff\xfe\x00", b"\n\n\n", b""]
    for text in texts:
        for options in ([], ["--lines"]):
            done = cli.run("clauses", "--any-language", *options, "-", stdin=text)
            assert done.returncode == 0, (done.returncode, done.err[-2000:])
            rows(done.out)


if __name__ == "__main__":
    sys.exit(cli.main([f for f in list(globals().values()) if cli.is_test(f)], __doc__))
