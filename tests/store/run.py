#!/usr/bin/env python3
"""The store from outside: what it remembers, and that it forgets nothing and invents nothing.

    run.py --program build/actorgraph [NAME ...]      (names or parts of names of tests)
"""
import hashlib
import json
import os
import random
import re
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
import run as cli  # noqa: E402
from run import EXAMPLES, example_files, read, run, same  # noqa: E402


def add(store, *paths):
    done = run("add", "--store", store, "--quiet", *paths)
    assert done.returncode in (0, 3), done.err
    return done


def graph(*args, tmp, name="out.graphml"):
    out = os.path.join(tmp, name)
    done = run(*args, "-o", out, "--quiet")
    assert done.returncode in (0, 3), done.err
    return read(out)


def exported(store, *more, tmp):
    return graph("export", "--store", store, *more, tmp=tmp)


def built(paths, *more, tmp):
    return graph("build", *paths, *more, tmp=tmp, name="built.graphml")


_full = []


def full_store(folder):
    """A store of all examples, derived."""
    if not _full:
        store = os.path.join(folder, "all.db")
        add(store, EXAMPLES)
        run("why", "Verrick", "--store", store)
        with sqlite3.connect(store) as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _full.append(read(store))
    copy = os.path.join(folder, "copy.db")
    with open(copy, "wb") as f:
        f.write(_full[0])
    return copy


DERIVED = {
    "document": "SELECT a.id, a.path, d.paths, d.origin FROM document d JOIN article a ON a.number = d.article",
    "sighting": "SELECT a.id, s.entity, x.id, s.name, s.rule FROM sighting s JOIN article a ON a.number = s.article JOIN actor x ON x.key = s.actor",
    "actor": "SELECT x.key, x.id, x.name, x.type, named, role, country, aliases, mentions, documents, origins, first_seen, "
             "last_seen, first_day, last_day, a.id, start, stop FROM actor x JOIN article a ON a.number = x.article",
    "actor_word": "SELECT word, actor FROM actor_word",
    "actor_block": "SELECT block, actor FROM actor_block",
    "event": "SELECT key, e.id, label, type, mode, lemma, intensity, noun, symmetric, date, day, status, voice, claimed_by, reports, "
             "origins, a.id, start, stop, block, base FROM event e JOIN article a ON a.number = e.article",
    "event_actor": "SELECT * FROM event_actor",
    "relation": "SELECT key, source, target, verb, type, status, claimed_by FROM relation",
    "office": "SELECT key, person, organization, role, status FROM office",
    "evidence": "SELECT owner, a.id, start, stop FROM evidence JOIN article a ON a.number = article",
    "tie": "SELECT key, x, y, weight, events, facts FROM tie",
    "tie_event": "SELECT * FROM tie_event",
}


def derived(store):
    """All rows that are derived, with articles by their ids."""
    with sqlite3.connect(store) as db:
        return {name: sorted(map(repr, db.execute(sql))) for name, sql in DERIVED.items()}


# ---- one implementation ------------------------------------------------------------------------------

def a_store_exports_what_build_builds(tmp):
    store = full_store(tmp)
    for view in cli.VIEWS:
        same(exported(store, "--view", view, tmp=tmp), built([EXAMPLES], "--view", view, tmp=tmp), view)


def a_week_of_a_store_is_the_week_of_all_articles(tmp):
    store = full_store(tmp)
    for view in cli.VIEWS:
        for week in ("2025-W34", "2025-W35"):
            same(exported(store, "--view", view, "--week", week, tmp=tmp),
                 built([EXAMPLES], "--view", view, "--week", week, tmp=tmp), view + " " + week)


def why_of_a_store_is_why_of_the_articles(tmp):
    store = full_store(tmp)
    for names in (["Verrick", "Talvek"], ["Verrick"], ["Kharvia"], ["Nobody"], ["Verrick", "Verrick"]):
        one, two = run("why", *names, "--store", store), run("why", *names, "--articles", EXAMPLES)
        same(one.out, two.out, names)
        same(one.returncode, two.returncode, names)


def what_is_asked_of_a_part_is_what_the_whole_says(tmp):
    store = full_store(tmp)
    for ask in (["timeline", "Tomas Verrick", "Boris Talvek"], ["timeline", "Kharvia", "--week", "2025-W34", "--type", "CONSULT"],
                ["timeline", "Kharvia", "--level", "state"], ["neighbours", "Verrick"], ["rank", "-n", "3"],
                ["rank", "--by", "pagerank", "--week", "2025-W34"], ["path", "Tomas Verrick", "Boris Talvek"], ["find", "bridge"],
                ["find", "treat* talks"], ["find", '"prime minister" Verrick'], ["find", '" "'], ["find", "Ve*", "--week", "2025-W35"],
                ["why", "Ostria", "Kharvia", "--level", "state"], ["why", "Verrick", "Talvek", "--week", "2025-W34"]):
        one, two = run(*ask, "--store", store), run(*ask, "--articles", EXAMPLES)
        same(one.out, two.out, ask)
        same(one.returncode, two.returncode, ask)


def adding_and_removing_is_as_never_having_added(tmp):
    files = example_files()
    store = os.path.join(tmp, "few.db")
    add(store, *files[:5])
    done = run("remove", "--store", store, files[2])
    same(done.returncode, 0, done.err)
    same(exported(store, tmp=tmp), built(files[:2] + files[3:5], tmp=tmp))


def the_same_article_twice_changes_nothing(tmp):
    store = full_store(tmp)
    before, rows = exported(store, tmp=tmp), derived(store)
    done = run("add", "--store", store, *example_files()[:3])
    assert "0 articles added, 3 known already" in done.err, done.err
    same(exported(store, tmp=tmp), before)
    assert derived(store) == rows


def articles_go_by_path_url_or_id(tmp):
    store = full_store(tmp)
    with sqlite3.connect(store) as db:
        path, = db.execute("SELECT path FROM article ORDER BY id LIMIT 1").fetchone()
        url, = db.execute("SELECT url FROM article WHERE url <> '' ORDER BY id DESC LIMIT 1").fetchone()
        id, = db.execute("SELECT id FROM article WHERE path <> ? AND url <> ? ORDER BY id LIMIT 1", (path, url)).fetchone()
    for name in (path, url, id):
        same(run("remove", "--store", store, name).returncode, 0, name)
        done = run("remove", "--store", store, name)
        same(done.returncode, 1, name)
        assert "no such article" in done.err, done.err


def who_names_one_article_that_is_not_there_removes_none(tmp):
    store = full_store(tmp)
    with sqlite3.connect(store) as db:
        path, = db.execute("SELECT path FROM article ORDER BY id LIMIT 1").fetchone()
        count, = db.execute("SELECT count(*) FROM article").fetchone()
    for names in ((path, "nowhere.txt"), (path, "")):
        same(run("remove", "--store", store, *names).returncode, 1, names)
        with sqlite3.connect(store) as db:
            same(db.execute("SELECT count(*) FROM article").fetchone()[0], count, names)


def a_change_leaves_the_rows_that_a_fresh_store_would_have(tmp):
    files = [f for f in example_files() if not f.endswith((".jsonl", ".xml", ".md"))]
    store, rest = os.path.join(tmp, "grown.db"), files[:]
    add(store, *files)
    for step, gone in enumerate((files[1::4], files[2::7])):
        run("why", "Verrick", "--store", store)                     # derive
        rest = [f for f in rest if f not in gone]
        same(run("remove", "--store", store, *[g for g in gone if g in files]).returncode, 0)
        if step:
            add(store, *gone[:2])
            rest += gone[:2]
        files = rest[:]
        run("why", "Verrick", "--store", store)
        fresh = os.path.join(tmp, "fresh%d.db" % step)
        add(fresh, *rest)
        run("why", "Verrick", "--store", fresh)
        one, two = derived(store), derived(fresh)
        for name in DERIVED:
            assert one[name] == two[name], "%s: %s" % (name, set(one[name]) ^ set(two[name]))


def random_edits_leave_the_rows_that_a_fresh_store_would_have(tmp):
    """Copies under other paths and versions of a page among them; 'store check' derives all anew and compares every row."""
    pick = random.Random(7)
    records = [json.loads(json.dumps(r)) for r in cli.extracted()]
    for r in records[::5]:
        records.append(json.loads(json.dumps(r)))
        records[-1]["doc"]["path"] = "copy/" + records[-1]["doc"]["path"]
    for r in records[::4]:
        r["doc"]["url"] = "http://example.org/%d" % pick.randrange(8)
    store, inside = os.path.join(tmp, "edits.db"), set()

    def edit(add, some):
        if add:
            lines = cli.write(tmp, "edit.jsonl", "".join(json.dumps(records[i]) + "\n" for i in some))
            same(run("merge", "--partial", "--store", store, lines).returncode, 0)
            inside.update(some)
            return
        ids = {records[i]["doc"]["id"] for i in some}
        same(run("remove", "--store", store, *sorted(ids)).returncode, 0)
        inside.difference_update([i for i in inside if records[i]["doc"]["id"] in ids])

    edit(True, pick.sample(range(len(records)), len(records) * 2 // 3))
    for step in range(8):
        run("why", "Verrick", "--store", store)                     # derive
        same(run("store", "check", "--store", store).out, "", step)
        for _ in range(pick.randint(1, 2)):
            add = pick.random() < 0.5
            some = sorted(set(range(len(records))) - inside) if add else sorted(inside)
            if some:
                edit(add, pick.sample(some, min(len(some), pick.randint(1, 5))))


def people_can_ask_with_sqlite3(tmp):
    with sqlite3.connect(full_store(tmp)) as db:
        one, other, weight = db.execute("SELECT one_id, other_id, weight FROM v_ties ORDER BY weight DESC, one LIMIT 1").fetchone()
        tie = json.loads(run("why", one, other, "--articles", EXAMPLES, "--format", "json").out)
        assert tie["weight"] == weight > 2, (one, other, weight, tie["weight"])
        assert db.execute("SELECT count(*) FROM v_actors WHERE type = 'person'").fetchone()[0] > 10
        for label, sentence, path in db.execute("SELECT label, sentence, path FROM v_events"):
            assert len(sentence) > 10, (label, path)
        same(sorted(set(r[0] for r in db.execute("SELECT state FROM v_articles"))), ["counts", "same as another", "superseded"])
        assert db.execute("SELECT count(*) FROM article_words WHERE article_words MATCH 'dam NEAR bridge OR treaty'").fetchone()[0]


# ---- why ---------------------------------------------------------------------------------------------

def every_quote_stands_at_its_offsets(tmp):
    texts = {r["doc"]["id"]: r["text"] for r in cli.extracted()}
    store = full_store(tmp)
    with sqlite3.connect(store) as db:
        event, = db.execute("SELECT id FROM event ORDER BY id LIMIT 1").fetchone()
    proofs = []

    def gather(x):
        if isinstance(x, dict):
            proofs.extend([x] if "quote" in x else [])
            x = list(x.values())
        for y in x if isinstance(x, list) else []:
            gather(y)

    for names in (["Verrick", "Talvek"], ["Tomas Verrick"], ["Kharvia", "Ostria"], [event]):
        done = run("why", *names, "--store", store, "--format", "json", "--sentences", "99")
        same(done.returncode, 0, done.err)
        gather(json.loads(done.out))
    assert len(proofs) > 20
    for p in proofs:
        text = texts[p["article"]]
        same(text[p["start"]:p["end"]], p["quote"])
        for m in p["marks"]:
            same(text[m["start"]:m["end"]], m["words"])
            assert p["start"] <= m["start"] and m["end"] <= p["end"]


def a_tie_is_the_sum_of_its_acts(tmp):
    tie = json.loads(run("why", "Verrick", "Talvek", "--store", full_store(tmp), "--format", "json").out)
    terms = [a["weight"] for a in tie["acts"] if a["layer"] == "fact"]
    same(tie["sum"], " + ".join("%g" % t for t in terms) + " = %g" % tie["weight"])
    assert abs(sum(terms) - tie["weight"]) < 1e-9


def footnotes_are_numbered_and_all_there(tmp):
    text = run("why", "Verrick", "Talvek", "--store", full_store(tmp), "--format", "md").out
    body, notes = text.split("\n[^1]: ", 1)
    used = [int(n) for n in re.findall(r"\[\^(\d+)\]", body)]
    same(used, list(range(1, len(used) + 1)))
    same([int(n) for n in re.findall(r"^\[\^(\d+)\]: “", "[^1]: " + notes, re.M)], used)


def a_graph_of_ours_tells_its_one_sentence(tmp):
    out = os.path.join(tmp, "g.graphml")
    graph("build", EXAMPLES, tmp=tmp, name="g.graphml")
    done = run("why", "Verrick", "Boris Talvek", "--graph", out)
    same(done.returncode, 0, done.err)
    assert re.search(r"^  weight [1-9]", done.out, re.M) and re.search(r'^      ".+"$', done.out, re.M), done.out
    same(run("why", "Verrick", "Nobody", "--graph", out).returncode, 1)


# ---- many machines, other models ---------------------------------------------------------------------

def any_cut_and_order_of_records_gives_the_same_store(tmp):
    done = run("shard", "-n", "4", "-o", os.path.join(tmp, "shards"), EXAMPLES)
    same(done.returncode, 0, done.err)
    files, manifest = [], os.path.join(tmp, "shards", "manifest.txt")
    for i in range(1, 5):
        files.append(os.path.join(tmp, "%d.jsonl" % i))
        done = run("extract", "--shard", os.path.join(tmp, "shards", "shard-%04d.txt" % i), "-o", files[-1], "--quiet")
        assert done.returncode in (0, 3), done.err
    store = os.path.join(tmp, "merged.db")
    done = run("merge", "--store", store, "--manifest", manifest, *files[:3])
    same(done.returncode, 1)
    assert "no records of shard shard-0004" in done.err, done.err
    done = run("merge", "--store", store, "--manifest", manifest, *files, files[1])
    same(done.returncode, 1)
    assert "the same shard as" in done.err, done.err
    same(run("merge", "--store", store, "--manifest", manifest, *reversed(files)).returncode, 0)
    same(exported(store, tmp=tmp), exported(full_store(tmp), tmp=tmp))
    run("why", "Verrick", "--store", store)
    one, two = derived(store), derived(full_store(tmp))
    for name in DERIVED:
        assert one[name] == two[name], name


def a_file_of_records_cut_short_is_refused(tmp):
    whole = os.path.join(tmp, "r.jsonl")
    same(run("extract", *example_files()[:3], "-o", whole, "--quiet").returncode, 0)
    lines = read(whole).splitlines(True)
    short = cli.write(tmp, "short.jsonl", b"".join(lines[:-1]))
    less = cli.write(tmp, "less.jsonl", b"".join(lines[1:]))
    store = os.path.join(tmp, "short.db")
    sentence(run("merge", "--store", store, short), "no footer")
    sentence(run("merge", "--store", store, less), "promises")
    assert not os.path.exists(store)
    same(run("merge", "--store", store, "--partial", short).returncode, 0)
    bad = cli.write(tmp, "bad.jsonl", b'{"doc": {"id": "no"}\n' + b"".join(lines[:-1]))
    same(run("merge", "--store", store, "--partial", bad).returncode, 3)
    assert "bad.jsonl:1: not a record" in run("rejects", "--store", store).out


def records_of_another_model_are_refused_and_refreshed(tmp):
    few = example_files()[:4]
    out = os.path.join(tmp, "r.jsonl")
    same(run("extract", *few, "-o", out, "--quiet").returncode, 0)
    other = cli.write(tmp, "o.jsonl", re.sub(rb'"model": "[^"]*"', b'"model": "xx-1"', read(out).splitlines(True)[0]))
    store = os.path.join(tmp, "few.db")
    add(store, *few[1:])
    sentence(run("merge", "--store", store, "--partial", other), "xx-1", "refresh", "--mixed")
    same(run("merge", "--store", store, "--partial", "--mixed", other).returncode, 0)
    done = run("store", "refresh", "--store", store)
    same(done.returncode, 0, done.err)
    assert "1 article read again" in done.err, done.err
    same(exported(store, tmp=tmp), built(few, tmp=tmp))
    same(run("store", "check", "--store", store).returncode, 0)


def what_was_set_aside_is_kept_whole_and_tried_again(tmp):
    spanish = cli.write(tmp, "es.txt", "El presidente dijo el lunes que el país no tiene la menor intención de firmar el acuerdo con "
                                       "los vecinos, y que los ministros de la región lo saben desde hace mucho tiempo.\n" * 2)
    good = cli.write(tmp, "good.txt", cli.GOOD)
    store = os.path.join(tmp, "s.db")
    same(run("add", "--store", store, spanish, good).returncode, 3)
    os.remove(spanish)
    assert "El presidente dijo" in run("rejects", "--store", store, "--whole").out
    done = run("rejects", "--store", store, "--retry")
    assert "0 of 1" in done.err, done.err
    done = run("rejects", "--store", store, "--retry", "--any-language")
    assert "1 of 1" in done.err and "1 article added" in done.err, done.err
    same(run("rejects", "--store", store).out, "")


def what_is_too_large_to_keep_is_kept_by_reference(tmp):
    large = cli.write(tmp, "large.bin", bytes(range(256)) * 40000)
    store = os.path.join(tmp, "s.db")
    same(run("add", "--store", store, large).returncode, 3)
    with open(large, "rb") as f:
        text = f.read()
    assert len(text) > 9 << 20
    out = run("rejects", "--store", store).out
    assert "%d bytes, SHA-256 %s" % (len(text), hashlib.sha256(text).hexdigest()) in out, out


def older_schema(version):
    """The statements of the first steps of src/store/schema.c."""
    with open(os.path.join(EXAMPLES, "..", "src", "store", "schema.c")) as f:
        source = f.read().split("steps[] = {", 1)[1].split("\n};", 1)[0]
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.S)
    steps, text = [], ""
    for literal, comma in re.findall(r'"((?:[^"\\]|\\.)*)"(\s*,)?', source):
        text += literal
        if comma:
            steps.append(text)
            text = ""
    return steps[:version]


def a_store_of_an_older_schema_is_brought_up_to_date(tmp):
    new, old = full_store(tmp), os.path.join(tmp, "old.db")
    with sqlite3.connect(new) as db:
        application, = db.execute("PRAGMA application_id").fetchone()
        copied = db.execute("SELECT * FROM article").fetchall()
        records = db.execute("SELECT article, line FROM record").fetchall()
        made = db.execute("SELECT name, value FROM property WHERE name IN ('model', 'ontology')").fetchall()
    with sqlite3.connect(old) as db:
        for step in older_schema(2):
            db.executescript(step)
        db.executemany("INSERT INTO article VALUES (%s)" % ", ".join("?" * len(copied[0])), copied)
        db.executemany("INSERT INTO record (article, line) VALUES (?, ?)", records)
        db.executemany("INSERT INTO property VALUES (?, ?)", made + [("derived", "yes"), ("light", "1")])
        db.execute("PRAGMA application_id = %d" % application)
        db.execute("PRAGMA user_version = 2")
    same(run("why", "Verrick", "--store", old).out, run("why", "Verrick", "--store", new).out)
    one, two = derived(old), derived(new)
    for name in DERIVED:
        assert one[name] == two[name], name
    same(run("store", "check", "--store", old).returncode, 0)


def check_finds_what_was_tampered_with(tmp):
    store = full_store(tmp)
    same(run("store", "check", "--store", store).returncode, 0)
    with sqlite3.connect(store) as db:
        db.execute("UPDATE actor SET mark = mark + 1 WHERE key = (SELECT min(key) FROM actor)")
    done = run("store", "check", "--store", store)
    same(done.returncode, 4, done.out)
    assert "rebuild" in done.out
    same(run("store", "rebuild", "--store", store).returncode, 0)
    same(run("store", "check", "--store", store).returncode, 0)
    with sqlite3.connect(store) as db:
        db.execute("UPDATE record SET line = x'00' WHERE article = (SELECT min(article) FROM record)")
    same(run("store", "check", "--store", store).returncode, 4)


# ---- what can go wrong -------------------------------------------------------------------------------

def sentence(done, *words):
    same(done.returncode, 1, done.err)
    same(len(done.err.strip().splitlines()), 1, done.err)
    for word in words:
        assert word in done.err, done.err


def what_is_no_store_is_told_in_one_sentence(tmp):
    text = cli.write(tmp, "text.db", "This is no store but a text, long enough to have a header.\n" * 20)
    other = os.path.join(tmp, "other.db")
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE t (x)")
    newer = full_store(tmp)
    with sqlite3.connect(newer) as db:
        db.execute("PRAGMA user_version = 999")
    for command in (["export"], ["why", "Verrick"], ["remove", "x"], ["add", example_files()[0]]):
        sentence(run(*command, "--store", text), "not a store")
        sentence(run(*command, "--store", other), "not a store")
        sentence(run(*command, "--store", newer), "newer actorgraph")
    sentence(run("export", "--store", os.path.join(tmp, "none.db")), "no such store", "actorgraph add")
    sentence(run("add", "--store", os.path.join(tmp, "no", "folder.db"), example_files()[0]), "cannot be opened")


def a_store_that_another_process_writes_to_is_told_in_one_sentence(tmp):
    store = full_store(tmp)
    db = sqlite3.connect(store, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    sentence(run("remove", "--store", store, example_files()[0]), "another process is writing")
    db.execute("ROLLBACK")
    db.close()


if __name__ == "__main__":
    sys.exit(cli.main([f for f in list(globals().values()) if cli.is_test(f) and f.__module__ == "__main__"], __doc__))
