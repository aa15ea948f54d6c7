#!/usr/bin/env python3
"""Training from outside, on a treebank, names and word vectors of a toy language, made here.

    run.py --program build/actorgraph [NAME ...]
"""
import json
import os
import random
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "cli"))
import run as cli  # noqa: E402

FIRST = ["Anna", "Boris", "Clara", "Dmitri", "Elena", "Farid"]
LAST = ["Berg", "Dahl", "Holm", "Lund", "Moen", "Ravn", "Strand"]
PLACES = ["Norvik", "Ostria", "Kharvia", "Belmar"]
VERBS = [("met", "meet"), ("praised", "praise"), ("accused", "accuse"), ("visited", "visit"), ("called", "call")]
DAYS = ["Monday", "Tuesday", "Friday"]

# Small enough for seconds. Every part is there, each with its own kind of weights.
SMALL = ["--set", "trees.hidden=16", "trees.arc=16", "trees.label=16", "trees.most-vectors=200", "trees.batch=100",
         "trees.rate=0.02", "names.hidden=16", "names.most-vectors=200", "names.batch=100", "names.rate=0.02"]


def sentence(lot):
    """Rows (form, lemma, upos, xpos, feats, head, relation, space after, BIO tag)."""
    person = lambda: (lot.choice(FIRST), lot.choice(LAST))
    (a, b), (c, d), (verb, lemma) = person(), person(), lot.choice(VERBS)
    place, day = lot.choice(PLACES), lot.choice(DAYS)
    rows = [(a, a, "PROPN", "NNP", "Number=Sing", 3, "nsubj", True, "B-PER"),
            (b, b, "PROPN", "NNP", "Number=Sing", 1, "flat", True, "I-PER"),
            (verb, lemma, "VERB", "VBD", "Tense=Past", 0, "root", True, "O"),
            (c, c, "PROPN", "NNP", "Number=Sing", 3, "obj", True, "B-PER"),
            (d, d, "PROPN", "NNP", "Number=Sing", 4, "flat", True, "I-PER")]
    if lot.random() < 0.6:
        rows += [("in", "in", "ADP", "IN", "_", 7, "case", True, "O"),
                 (place, place, "PROPN", "NNP", "Number=Sing", 3, "obl", True, "B-LOC")]
    if lot.random() < 0.4:
        n = len(rows)
        rows += [("on", "on", "ADP", "IN", "_", n + 2, "case", True, "O"),
                 (day, day, "PROPN", "NNP", "Number=Sing", 3, "obl", True, "O")]
    rows[-1] = rows[-1][:7] + (False,) + rows[-1][8:]
    return rows + [(".", ".", "PUNCT", ".", "_", 3, "punct", True, "O")]


def write_data(folder, count=80, vectors=300):
    """toy.conllu, toy.tsv and toy.json: the same bytes each time."""
    lot = random.Random(4)
    tree, names = [], []
    for i in range(count):
        rows = sentence(lot)
        if i % 4 == 0:
            tree.append("# newdoc id = d%d" % i)
            names.append("# newdoc id = d%d\n" % i)
        for k, r in enumerate(rows):
            tree.append("\t".join([str(k + 1), r[0], r[1], r[2], r[3], r[4], str(r[5]), r[6], "_",
                                   "_" if r[7] else "SpaceAfter=No"]))
            names.append("%s\t%s" % (r[0], r[8]))
        tree.append("")
        names.append("")
    words = FIRST + LAST + PLACES + DAYS + [v for v, _ in VERBS] + ["in", "on", "."]
    words = [w.lower() for w in words] + ["w%s" % "".join(chr(97 + int(d)) for d in str(i)) for i in range(vectors)]
    table = {w: [round(lot.uniform(-1, 1), 3) for _ in range(100)] for w in words}
    paths = [os.path.join(folder, "toy." + end) for end in ("conllu", "tsv", "json")]
    for path, text in zip(paths, ("\n".join(tree) + "\n", "\n".join(names) + "\n",
                                  json.dumps({"size": len(table), "vectors": table}, separators=(",", ":")))):
        cli.write(folder, os.path.basename(path), text)
    return paths


def write_chains(folder):
    """toy.jsonl: "Anna Berg met Boris Dahl. Elena Lund praised Anna Berg." The two Annas are one, with or without
    the Berg that a toy's trees may tear off."""
    lot = random.Random(5)
    lines = []
    for i in range(30):
        a, b, c = ["%s %s" % name for name in lot.sample([(f, l) for f in FIRST for l in LAST], 3)]
        text = "%s met %s. %s praised %s." % (a, b, c, a)
        again = len(text) - 1 - len(a)
        lines.append(json.dumps({"doc": "c%d" % i, "text": text, "clusters": [
            [[at, at + n] for at in (0, again) for n in (len(a), len(a.split()[0]))]]}))
    return cli.write(folder, "toy.jsonl", "\n".join(lines) + "\n")


def command(data, out, *more, rounds=3):
    return ["train", "--ud", data[0], "--names", data[1], "--vectors", data[2], "-o", out, "--rounds", str(rounds),
            *SMALL, *more]


def train(data, out, *more, rounds=3, environment=None):
    done = subprocess.run([cli.PROGRAM, *command(data, out, *more, rounds=rounds)], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env=dict(os.environ, **(environment or {})), timeout=300)
    done.err = done.stderr.decode("utf-8", "replace")
    return done


def model(folder):
    return cli.read(os.path.join(folder, "en.model"))


def columns(done):
    return [line.split("\t") for line in done.out.splitlines() if "\t" in line]


def the_same_files_and_seed_give_the_same_bytes_on_any_processor(tmp):
    data = write_data(tmp)
    for out, environment in (("a", {}), ("b", {"ACTORGRAPH_CPU": "portable"})):
        done = train(data, tmp + "/" + out, environment=environment)
        cli.same(done.returncode, 0, done.err)
    cli.same(sorted(os.listdir(tmp + "/a")), ["en.model"], "nothing is left of the state")
    assert model(tmp + "/a") == model(tmp + "/b"), "other bytes"
    done = train(data, tmp + "/c", "--seed", "2")
    assert done.returncode == 0 and model(tmp + "/a") != model(tmp + "/c"), "another seed, the same bytes"


def interrupted_training_goes_on_to_the_same_bytes(tmp):
    data = write_data(tmp)
    cli.same(train(data, tmp + "/whole").returncode, 0)
    cuts = 0
    for _ in range(12):
        running = subprocess.Popen([cli.PROGRAM, *command(data, tmp + "/cut", "--state", tmp + "/state")],
                                   stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        said = b""
        while True:                                     # killed as soon as it tells of one round more
            c = running.stderr.read(1)
            said += c
            if not c or (said.count(b"round") > 2 and cuts < 8 and c == b"\n"):
                break
        if c:
            running.kill()
            cuts += 1
        running.stderr.close()
        if running.wait() == 0:
            break
    cli.same(running.returncode, 0, said.decode("utf-8", "replace"))
    assert cuts >= 2, "it was never interrupted"
    assert model(tmp + "/whole") == model(tmp + "/cut"), "other bytes after %d interruptions" % cuts


def news_without_annotation_are_learnt_from_teachers(tmp):
    data = write_data(tmp)
    lot = random.Random(6)
    news = cli.write(tmp, "news.jsonl", "".join(json.dumps({"text": " ".join(
        " ".join(r[0] for r in sentence(lot)[:-1]) + "." for _ in range(4))}) + "\n" for _ in range(30)))
    cli.same(train(data, tmp + "/without").returncode, 0)
    for out, environment in (("a", {}), ("b", {"ACTORGRAPH_CPU": "portable"})):
        done = train(data, tmp + "/" + out, "--silver", news, "--set", "names.teachers=2", "teachers=1",
                     environment=environment)
        assert done.returncode == 0 and "news.jsonl: 120 sentences" in done.err and "teacher 2 of 2" in done.err, done.err
    cli.same(sorted(os.listdir(tmp + "/a")), ["en.model"], "nothing is left of the state")
    assert model(tmp + "/a") == model(tmp + "/b"), "other bytes on another processor"
    assert model(tmp + "/a") != model(tmp + "/without"), "nothing was learnt"
    bad = cli.write(tmp, "bad.jsonl", '{"text": "Anna met Boris."}\n{"title": "x"}\n')
    done = train(data, tmp + "/c", "--silver", bad)
    assert done.returncode == 1 and "bad.jsonl:2: no JSON object with a text" in done.err, done.err


def a_state_of_other_data_or_seed_is_refused(tmp):
    data = write_data(tmp)
    cli.same(train(data, tmp + "/a", "--state", tmp + "/state").returncode, 0)
    done = train(data, tmp + "/a", "--state", tmp + "/state")
    assert done.returncode == 0 and "trained before" in done.err, done.err
    done = train(data, tmp + "/a", "--state", tmp + "/state", "--seed", "2")
    cli.same(done.returncode, 1)
    assert "train.state: of other files, options or another seed" in done.err, done.err


def a_model_of_a_treebank_of_ones_own_reads_its_sentences(tmp):
    data = write_data(tmp, count=200)
    cli.same(train(data, tmp + "/m", rounds=30).returncode, 0)
    done = cli.run("parse", "--models", tmp + "/m", "-", stdin=b"Clara Holm accused Boris Strand in Belmar on Friday.")
    rows = columns(done)
    cli.same([r[1] for r in rows], "Clara Holm accused Boris Strand in Belmar on Friday .".split())
    cli.same([r[2] for r in rows][2], "accuse")
    cli.same([r[3] for r in rows], "PROPN PROPN VERB PROPN PROPN ADP PROPN ADP PROPN PUNCT".split())
    cli.same([(r[6], r[7]) for r in rows][:5], [("3", "nsubj"), ("1", "flat"), ("0", "root"), ("3", "obj"), ("4", "flat")])
    cli.same(rows[2][5], "Tense=Past")
    cli.same(["NER=B-PERSON" in r[9] for r in rows], [i in (0, 3) for i in range(10)], "persons")


def parts_can_be_trained_alone_and_the_others_taken_over(tmp):
    data = write_data(tmp)
    cli.same(train(data, tmp + "/a").returncode, 0)
    done = train(data, tmp + "/b", "--parts", "names", "--from", tmp + "/a/en.model")
    cli.same(done.returncode, 0, done.err)
    assert "trees: taken over" in done.err and model(tmp + "/a") == model(tmp + "/b"), done.err
    done = train(data, tmp + "/c", "--parts", "words", "segment", "tables")
    assert done.returncode == 0 and "trees: none" in done.err, done.err
    done = cli.run("parse", "--models", tmp + "/c", "-", stdin=b"Hello.")
    assert done.returncode == 1 and "the section 'net' is missing" in done.err, done.err
    done = train(data, tmp + "/d", "--parts", "segment")
    assert done.returncode == 2 and "'segment' is trained on what the part 'words' says" in done.err, done.err
    done = cli.run("train", "--parts", "tree", "-o", tmp)
    assert done.returncode == 2 and "no part 'tree'" in done.err, done.err


def chains_are_learnt_from_texts_that_have_them(tmp):
    data = write_data(tmp, count=200)                   # trees have to be found before chains can be
    done = train(data, tmp + "/a", "--coref", write_chains(tmp), rounds=12)
    cli.same(done.returncode, 0, done.err)
    done = train(data, tmp + "/b", "--parts", "coref", "--coref", tmp + "/toy.jsonl", "--from", tmp + "/a/en.model", rounds=12)
    assert done.returncode == 0 and model(tmp + "/a") == model(tmp + "/b"), done.err
    done = cli.run("show", "chains", "--any-language", "--models", tmp + "/a", "-", stdin=b"Clara Holm met Boris Lund. Farid Moen praised Clara Holm.")
    assert done.out.count("Clara") == 2 and " = " in done.out and "Boris" not in done.out, repr(done.out) + done.err
    bad = cli.write(tmp, "bad.jsonl", '{"doc": "c0", "text": "Anna"}\n')
    done = train(data, tmp + "/c", "--coref", bad)
    assert done.returncode == 1 and "bad.jsonl:1: no object with doc and clusters" in done.err, done.err


def without_name_corpora_a_model_finds_no_names(tmp):
    data = write_data(tmp)
    done = cli.run("train", "--ud", data[0], "-o", tmp + "/m", "--rounds", "1", *SMALL)
    cli.same(done.returncode, 0, done.err)
    assert "no --names" in done.err
    done = cli.run("parse", "--models", tmp + "/m", "-", stdin=b"Clara Holm met Boris Strand.")
    assert done.returncode == 0 and "SpaceAfter=No" in done.out and "NER=" not in done.out, done.out


def eval_prints_one_table_and_tells_what_it_skips(tmp):
    data = write_data(tmp)
    cli.same(train(data, tmp + "/m").returncode, 0)
    os.makedirs(tmp + "/d/ud")
    os.makedirs(tmp + "/d/ner")
    cli.write(tmp + "/d/ud", "en_gum-dev.conllu", cli.read(data[0]))
    cli.write(tmp + "/d/ner", "worldwide-dev.tsv", cli.read(data[1]))
    done = cli.run("eval", "--models", tmp + "/m", "--data", tmp + "/d")
    cli.same(done.returncode, 0, done.err)
    rows = [line.split() for line in done.out.splitlines()]
    of = lambda *first: [r for r in rows if r[:len(first)] == list(first)]
    cli.same(len(of("GUM", "gold", "tokens", "actorgraph")), 1, done.out)
    raw = of("GUM", "raw", "text", "actorgraph")[0]
    assert float(raw[4]) > 90 and float(raw[-1]) > 0, raw      # words, words/s
    cli.same(len(of("Worldwide", "gold", "tokens", "actorgraph")), 1, done.out)
    assert "EWT        skipped: no" in done.out and "portable" in done.out and "start, one sentence" in done.out, done.out
    assert "UDPipe 1" in done.out and "[1] published" in done.out, done.out
    done = cli.run("eval", "--data", tmp + "/none")
    assert done.returncode == 0 and "skipped: no folder" in done.out, done.out


WORD = (1 << 64) - 1


def mixed(a, b):
    x = ((a ^ b) * 0xff51afd7ed558ccd) & WORD
    x ^= x >> 33
    x = (x * 0xc4ceb9fe1a85ec53) & WORD
    return x ^ x >> 29


def sealed(model_bytes):
    """The file with the checksum that it should have: container.c says which."""
    body, prime, sums = model_bytes[64:], 0x100000001b3, [1, 2, 3, 4]
    whole = len(body) // 32 * 32
    for i, x in enumerate(struct.unpack("<%dQ" % (whole // 8), body[:whole])):
        y = ((sums[i % 4] ^ x) * prime) & WORD
        sums[i % 4] = y ^ y >> 29
    for c in body[whole:]:
        sums[0] = ((sums[0] ^ c) * prime) & WORD
    end = mixed(mixed(mixed(sums[0], sums[1]), sums[2]), (sums[3] + 0x9e3779b97f4a7c15) & WORD)
    return model_bytes[:24] + struct.pack("<Q", end) + model_bytes[32:]


def a_model_with_any_bytes_in_it_is_refused_or_gives_trees(tmp):
    data = write_data(tmp)
    cli.same(train(data, tmp + "/m").returncode, 0)
    good = model(tmp + "/m")
    assert sealed(good) == good, "the checksum here is not that of container.c"
    text = "Clara Holm accused Boris Strand in Belmar on Friday. It wasn't he!\n\nAnna, \u2018Elena\u2019 and 3 others.".encode()
    sections = [struct.unpack_from("<QQ", good, 64 + 40 * i + 24) for i in range(struct.unpack_from("<I", good, 12)[0])]
    lot = random.Random(9)
    refused = 0
    for trial in range(60):
        bad = bytearray(good)
        offset, size = sections[trial % len(sections)]
        for _ in range(lot.choice((1, 3, 40))):
            at = offset + (lot.randrange(min(size, 64)) if lot.random() < 0.5 else lot.randrange(size))
            bad[at] = lot.choice((0, 127, 128, 255, lot.randrange(256)))
        if trial % 10 == 9:                                      # the table of sections itself
            bad[64 + lot.randrange(40 * len(sections))] = lot.randrange(256)
        cli.write(tmp + "/m", "en.model", sealed(bytes(bad)))
        done = subprocess.run([cli.PROGRAM, "parse", "--models", tmp + "/m", "-"], input=text, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=60)
        out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        assert done.returncode in (0, 1), "trial %d: ended with %d: %s" % (trial, done.returncode, err[-2000:])
        if done.returncode:
            assert "en.model" in err or "weights" in err or "table" in err, err
            refused += 1
            continue
        tokens = 0
        for sentence_text in out.split("\n\n"):
            rows = [r for r in (line.split("\t") for line in sentence_text.splitlines() if "\t" in line) if r[0].isdigit()]
            tokens += len(rows)
            heads = [int(r[6]) for r in rows]
            assert not rows or (heads.count(0) == 1 and all(0 <= h <= len(rows) for h in heads)), sentence_text
        assert tokens > 5, out
    assert 0 < refused < 60, refused


def bad_input_is_named_with_its_line(tmp):
    data = write_data(tmp)
    good = cli.read(data[0]).decode()
    for text, said in (("1\tAnna\tAnna\n", "bad.conllu:1: 3 columns, CoNLL-U has 10"),
                       (good.replace("\t3\tobj", "\tx\tobj", 1), "bad.conllu:5: not a word line"),
                       (good.replace("\t3\tobj", "\t99\tobj", 1), "bad.conllu:5: the head 99 is no other word of this sentence"),
                       (good.replace("\tVERB\t", "\tverb\t", 1), "bad.conllu:4: 'verb' is no universal part of speech"),
                       ("1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\tdo\tAUX\tVBP\t_\t0\troot\t_\t_\n",
                        "bad.conllu:2: the sentence ends before its words do"),
                       ("# nothing\n", "no sentence in it")):
        bad = cli.write(tmp, "bad.conllu", text)
        done = train([bad, data[1], data[2]], tempfile.mkdtemp(dir=tmp))
        assert done.returncode == 1 and said in done.err, done.err
    for text, said in (("Anna B-PER\n", "bad.tsv:1: no TAB"), ("Anna\tB-PER\nBerg\tI-HUMAN\n", "no label 'HUMAN' is known"),
                       ("Anna\tX-PER\n", "bad.tsv:1: 'X-PER' is not a BIO tag")):
        bad = cli.write(tmp, "bad.tsv", text)
        done = train([data[0], bad, data[2]], tempfile.mkdtemp(dir=tmp), rounds=1)
        assert done.returncode == 1 and said in done.err, done.err
    for text in ('{"words": 3}', '{"vectors":{"the":[0.1,x]}}', '{"vectors":{"the":[0.1]}}', '{"vectors":{"the":0.1}}'):
        bad = cli.write(tmp, "bad.json", text)
        done = train([data[0], data[1], bad], tempfile.mkdtemp(dir=tmp))
        assert done.returncode == 1 and "bad.json" in done.err, text + done.err
    done = train([tmp + "/none.conllu", data[1], data[2]], tmp + "/m")
    assert done.returncode == 1 and "none.conllu" in done.err and not os.path.exists(tmp + "/m/en.model"), done.err


def settings_are_listed_and_a_wrong_one_is_refused(tmp):
    done = cli.run("train", "--settings")
    assert done.returncode == 0 and "trees.hidden=" in done.out, done.out
    for setting, said in (("trees.hiden=16", "did you mean trees.hidden"), ("trees.hidden=many", "takes a whole number"),
                          ("trees.hidden=17", "multiples of 16")):
        done = cli.run("train", "--ud", write_data(tmp)[0], "-o", tmp + "/m", "--rounds", "1", "--set", setting)
        assert done.returncode == 2 and said in done.err, done.err


TESTS = [the_same_files_and_seed_give_the_same_bytes_on_any_processor, interrupted_training_goes_on_to_the_same_bytes,
         news_without_annotation_are_learnt_from_teachers, a_state_of_other_data_or_seed_is_refused, a_model_of_a_treebank_of_ones_own_reads_its_sentences,
         parts_can_be_trained_alone_and_the_others_taken_over, without_name_corpora_a_model_finds_no_names,
         eval_prints_one_table_and_tells_what_it_skips, a_model_with_any_bytes_in_it_is_refused_or_gives_trees,
         chains_are_learnt_from_texts_that_have_them,
         bad_input_is_named_with_its_line, settings_are_listed_and_a_wrong_one_is_refused]

if __name__ == "__main__":
    sys.exit(cli.main(TESTS, __doc__))
