#!/usr/bin/env python3
"""`actorgraph parse`: any bytes in, sound CoNLL-U out.

    run.py --program build/actorgraph [NAME ...]      (names or parts of names of tests)

Soundness is checked by a reader of our own after the rules of universaldependencies.org/format: ten columns, ids in
order, ranges of contractions, one root, no circle, the text put together again from forms and SpaceAfter.
"""
import os
import random
import re
import resource
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
import run as cli  # noqa: E402

UPOS = set("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())
PLAIN = "The minister met the envoy of the U.S. on Monday, and they didn't agree. "


def sentences(text):
    """Blocks of lines of a CoNLL-U file; every one ends with an empty line."""
    assert text == "" or text.endswith("\n\n"), "the file does not end with an empty line"
    return [block.split("\n") for block in text.split("\n\n") if block]


def check_sentence(lines, decoded=None):
    """Raises where a sentence breaks a rule. Returns its words as columns."""
    comments = [line for line in lines if line.startswith("#")]
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert lines[:len(comments)] == comments and rows, "comments stand in front of words"
    told = {c[2:].split(" = ", 1)[0]: c[2:].split(" = ", 1)[-1] for c in comments}
    assert "sent_id" in told and "text" in told, comments
    words, built, end = [], "", 0
    for row in rows:
        assert len(row) == 10 and all(row) and not any(re.search(r"^\s|\s$", c) for c in row), row
        assert not any(ord(ch) < 32 for c in row for ch in c), row
        misc = dict(m.split("=", 1) for m in row[9].split("|"))
        start, stop = map(int, misc["TokenRange"].split(":"))
        assert decoded is None or decoded[start:stop] == row[1], (decoded[start:stop], row)
        match = re.match(r"^(\d+)-(\d+)$", row[0])
        if match:
            first, end = map(int, match.groups())
            assert first == len(words) + 1 and end > first and row[2:9] == ["_"] * 7, row
            built += row[1] + ("" if misc.get("SpaceAfter") == "No" else " ")
            continue
        assert row[0] == str(len(words) + 1), row
        assert row[3] in UPOS and re.match(r"^[a-z]+(:[a-z]+)*$", row[7]) and row[8] == "_", row
        feats = [] if row[5] == "_" else row[5].split("|")
        assert feats == sorted(feats, key=str.lower) and all("=" in f for f in feats), row
        if int(row[0]) > end:
            built += row[1] + ("" if misc.get("SpaceAfter") == "No" else " ")
        words.append(row)
    assert end <= len(words), "a contraction goes beyond its sentence"
    assert re.sub(r"\s+", " ", built).strip() == told["text"], (built, told["text"])
    heads = [int(w[6]) for w in words]
    assert heads.count(0) == 1 and all(0 <= h <= len(words) for h in heads), heads
    for i in range(len(words)):
        at, steps = i + 1, 0
        while at and steps <= len(words):
            at, steps = heads[at - 1], steps + 1
        assert at == 0, "a circle of heads"
        assert (heads[i] == 0) == (words[i][7] == "root"), words[i]
    inside = None
    for w in words:
        tag = re.search(r"NER=([BI])-(\w+)", w[9])
        assert not tag or tag.group(1) == "B" or inside == tag.group(2), "a name begins inside"
        inside = tag and tag.group(2)
    return words


def check(out, decoded=None):
    blocks = sentences(out)
    words = [w for block in blocks for w in check_sentence(block, decoded)]
    ids = [line for block in blocks for line in block if line.startswith("# sent_id")]
    assert len(set(ids)) == len(ids) or out.count("# newdoc") > 1, "two sentences have one id"
    if decoded is not None:
        covered = "".join(w[1] for w in words)
        assert covered == "".join(c for c in decoded if not c.isspace()), "not every character is in a token"
    return words


def parse(tmp, data, *options):
    done = cli.run("parse", "--any-language", *options, cli.write(tmp, "t.txt", data))
    cli.same(done.returncode, 0, done.err)
    return done


def amounts(tmp, text):
    """(first word, value, currency or unit) of each amount."""
    return [(w[1], re.search(r"\bValue=([^|]+)", w[9]).group(1), (re.search(r"(?:Currency|Unit)=(\w+)", w[9]) or [None, ""])[1])
            for w in check(parse(tmp, text).out, text) if "Value=" in w[9]]


def odd_characters_keep_their_places(tmp):
    text = ("\ufeffAnna\u200b Berg \u202emet\u202c Ca\u0301rl. 😀👩‍👧 “Quite,” she said… (see a@b.example or http://c.example/d?e=f).\r\n\r\n"
            "مرحبا Anna. 中文没有空格。 Straße; ﬁn.\u00a0He left.\n")
    check(parse(tmp, text).out, text)


def every_bad_byte_is_one_replacement(tmp):
    data = b"Anna\xff met \xc0\xaf Carl \xed\xa0\x80 in\x00 Paris\x01.\xe2\x82\n"
    done = parse(tmp, data)
    bad = "�"
    check(done.out, "Anna%s met %s Carl %s in%s Paris%s.%s\n" % (bad, 2 * bad, 3 * bad, bad, bad, 2 * bad))


def random_bytes_give_sound_output(tmp):
    rng = random.Random(7)
    pieces = [b"Mr. ", b"U.S.", b"n't ", b'"', b"'s", b"\n", b"\n\n", b". ", b"...", "—".encode(), "’".encode(), "é".encode(),
              b"\xff", b"\x00", b"(", b")", b"3m", b"$", b"http://", b"@", "\u200d".encode(), "\u3000".encode(), b" ", b" The "]
    for _ in range(25):
        data = b"".join(rng.choice(pieces) if rng.random() < .7 else bytes(rng.randrange(256) for _ in range(rng.randint(1, 6)))
                        for _ in range(rng.randint(1, 400)))
        if data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            check(parse(tmp, data).out)


def utf16_is_decoded(tmp):
    check(parse(tmp, PLAIN.encode("utf-16")).out, PLAIN)


def a_sentence_without_end_is_cut_and_says_so(tmp):
    done = parse(tmp, "ships, " * 5000)
    check(done.out, "ships, " * 5000)
    assert "# cut = " in done.out and "too long" in done.err, done.err
    assert all(len(check_sentence(b)) <= 400 for b in sentences(done.out))


def lines_that_are_not_wrapped_are_paragraphs(tmp):
    out = parse(tmp, "Two meet in the capital\nThe minister met the envoy on Monday, her office said, and they agreed on the "
                "treaty that both of them had wanted for years.\nShe left.\n").out
    cli.same(out.count("# newpar"), 3)


def wrapped_lines_are_joined(tmp):
    text = ("The minister met the envoy of the\nneighbouring country on Monday and\nthey agreed on the treaty that both\n"
            "of them had wanted for years. She\nleft for the coast on Tuesday.\n")
    out = parse(tmp, text).out
    cli.same((out.count("# newpar"), out.count("# sent_id")), (1, 2))


def a_foreign_text_is_set_aside_and_can_be_forced(tmp):
    text = "Le ministre a rencontré l'ambassadeur dans la ville avec les autres, et il est parti pour une visite de deux jours.\n" * 2
    path, good = cli.write(tmp, "fr.txt", text), cli.write(tmp, "en.txt", PLAIN * 3)
    for command in ("parse", "extract"):
        done = cli.run(command, path, good)
        cli.same(done.returncode, 3, command)
        assert "French" in done.err and "--any-language" in done.err, done.err
    check(cli.run("parse", path, good).out)
    done = cli.run("parse", "--any-language", path)
    cli.same(done.returncode, 0)
    check(done.out, text)


def folders_and_standard_input_are_read(tmp):
    os.mkdir(tmp + "/in")
    cli.write(tmp, "in/b.txt", PLAIN)
    cli.write(tmp, "in/a.txt", PLAIN)
    done = cli.run("parse", tmp + "/in")
    cli.same(re.findall(r"# newdoc id = .*/(\w)\.txt", done.out), ["a", "b"])
    check(done.out)
    check(cli.run("parse", "-", stdin=PLAIN.encode()).out, PLAIN)
    cli.same(cli.run("parse", "-", stdin=b"").out, "")
    done = cli.run("parse", tmp + "/nothing.txt")
    cli.same(done.returncode, 3)


def time_grows_with_the_text_alone(tmp):
    def spent(path):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        cli.same(cli.run("parse", "--any-language", path, "-o", tmp + "/out").returncode, 0)
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before

    for name, piece in (("words", PLAIN), ("no-blank", "x"), ("marks", "a."), ("quotes", '"')):
        n = 40000 // len(piece)
        small, large = (cli.write(tmp, "%s%d" % (name, k), piece * (n * k)) for k in (1, 8))
        few, many = spent(small), spent(large)
        assert many < 24 * few + 1, "%s: %.2f s, eight times as long %.2f s" % (name, few, many)


def a_line_of_several_parts_is_one_document(tmp):
    text = PLAIN * 5000  # more than raw.c takes at once
    done = parse(tmp, text)
    check(done.out, text)
    cli.same(done.out.count("# newdoc"), 1)


def numbers_and_money_have_values(tmp):
    text = ("The firm paid $1.2 billion and €3m for two dozen ships, 12 per cent more than the 1,000 crowns of 2024. "
            "He spent half a million yen on twenty-five dogs. Two-thirds of one hundred and five people gave 60,000 US dollars. "
            "It took three and a half years, two one-day games and a vote of two hundred and twenty one. "
            "They won 5-3 at 10:30 on the 21st.")
    cli.same(amounts(tmp, text), [
        ("$", "1200000000", "USD"), ("€", "3000000", "EUR"), ("two", "24", ""), ("12", "12", "percent"), ("1,000", "1000", ""),
        ("half", "500000", "JPY"), ("twenty", "25", ""), ("Two", "0.666666666667", ""), ("one", "105", ""), ("60,000", "60000", "USD"),
        ("three", "3.5", ""), ("two", "2", ""), ("two", "221", "")])


def the_help_has_an_example_that_runs(tmp):
    done = cli.run("parse", "--help")
    cli.same(done.returncode, 0)
    assert "actorgraph parse -" in done.out or "parse -" in done.out
    cli.same(cli.run("parse").returncode, 2)


if __name__ == "__main__":
    sys.exit(cli.main([f for f in list(globals().values()) if cli.is_test(f)], __doc__))
