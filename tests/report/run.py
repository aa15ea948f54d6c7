#!/usr/bin/env python3
"""The weekly report and diff, from outside: every number computed again by check.py, quiet and strange weeks, doubled outlets.

    run.py --program build/actorgraph [NAME ...]      (names or parts of names of tests)
"""
import json
import os
import random
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(os.path.dirname(HERE), "cli"), HERE]
import check  # noqa: E402
import run as cli  # noqa: E402  the tests of all commands: their helpers
from run import EXAMPLES, read, run, same, write  # noqa: E402

WEEKS = ["2025-W32", "2025-W33", "2025-W34", "2025-W35"]
_shared = {}


def shared():
    """The records of the examples and a store of them, made once."""
    if not _shared:
        folder = _shared["folder"] = cli.tempfile.mkdtemp(prefix="report-")
        _shared["records"] = os.path.join(folder, "records.jsonl")
        _shared["store"] = os.path.join(folder, "s.db")
        same(run("extract", "--quiet", EXAMPLES, "-o", _shared["records"]).returncode, 3)
        same(run("merge", "--quiet", "--store", _shared["store"], _shared["records"]).returncode, 0)
    return _shared


def report(folder, *args, name="r"):
    """JSON, page and Markdown of one question, the JSON read."""
    out = {}
    for form in ("json", "html", "md"):
        path = os.path.join(folder, name + "." + form)
        done = run("report", *args, "-o", path)
        assert done.returncode in (0, 3), done.err
        out[form] = read(path).decode("utf-8")
    out["json"] = json.loads(out["json"])
    return out


def checked(made, records):
    by_id = check.read_records(records)
    bad = check.Checker(made["json"], by_id).all(made["html"]) + check.check_page(made["html"], by_id, made["json"])
    assert not bad, "%d wrong: %s" % (len(bad), "; ".join(bad[:5]))


def articles(tmp, name, items):
    return write(tmp, name, "".join(json.dumps(i) + "\n" for i in items))


# ---- the examples --------------------------------------------------------------------------------------

def every_number_of_four_weeks_is_computed_again(tmp):
    s = shared()
    for week in WEEKS:
        checked(report(tmp, "--store", s["store"], "--week", week), s["records"])


def any_span_of_days_is_reported_on(tmp):
    s = shared()
    checked(report(tmp, "--store", s["store"], "--since", "2025-08-12", "--until", "2025-08-14"), s["records"])
    checked(report(tmp, "--store", s["store"], "--since", "2025-08-01", "--until", "2025-08-31"), s["records"])


def as_of_a_day_is_as_if_later_articles_were_not_there(tmp):
    s = shared()
    made = report(tmp, "--store", s["store"], "--week", "2025-W34", "--as-of", "2025-08-22")
    checked(made, s["records"])
    assert "2025-08-23" not in {a["date"] for a in made["json"]["articles"]}
    later = report(tmp, "--store", s["store"], "--week", "2025-W34", name="later")
    assert later["json"]["spans"][0]["articles"] > made["json"]["spans"][0]["articles"]


def paths_and_a_store_give_the_same_report_whatever_the_order(tmp):
    s = shared()
    folders = [os.path.join(EXAMPLES, w) for w in WEEKS]
    whole = report(tmp, "--store", s["store"], "--week", "2025-W34")
    one = report(tmp, *folders, "--jobs", "1", "--week", "2025-W34", name="one")
    two = report(tmp, *folders[::-1], "--jobs", "2", "--week", "2025-W34", name="two")
    same(one, two)
    for key in ("events", "ties", "actors", "quotes", "contradictions", "communities"):
        same(json.dumps(one["json"][key]), json.dumps(whole["json"][key]), key)


def the_weight_of_a_tie_is_that_of_the_graph_of_the_week(tmp):
    s = shared()
    out = os.path.join(tmp, "g.json")
    same(run("export", "--quiet", "--store", s["store"], "--week", "2025-W34", "--format", "json", "-o", out).returncode, 0)
    graph = json.loads(read(out))
    nodes = {n["key"]: n["attributes"] for n in graph["nodes"]}
    exported = {tuple(sorted((e["source"], e["target"]))): e["attributes"]["weight"] for e in graph["edges"] if e["attributes"]["tier"] < 3}
    made = report(tmp, "--store", s["store"], "--week", "2025-W34")["json"]
    told = {tuple(sorted((t["a"], t["b"]))): t["weight"][0] for t in made["ties"] if t["weight"][0]}
    same(sorted(told), sorted(exported))
    for pair, weight in told.items():
        assert check.same_number(weight, exported[pair]), (pair, weight, exported[pair])
    for a in made["actors"]:
        if a["strength"][0]:
            assert check.same_number(a["strength"][0], nodes[a["id"]]["strength"]), a


# ---- strange weeks -------------------------------------------------------------------------------------

def a_first_week_has_no_word_of_change(tmp):
    path = os.path.join(EXAMPLES, "2025-W32")
    made = report(tmp, path, "--week", "2025-W32")
    same(made["json"]["report"]["first"], True)
    same({t["change"] for t in made["json"]["ties"]}, {None})
    assert "No earlier article was read" in made["md"], made["md"][:800]
    for word in ("last time", "stronger", "weaker", "gone", "mean before"):
        body = made["md"].split("\n[^1]:")[0]
        assert word not in re.sub("“[^”]*”", "", body), word


def a_week_without_articles_says_so(tmp):
    s = shared()
    done = run("report", "--store", s["store"], "--week", "2025-W40", "-o", os.path.join(tmp, "q.md"))
    same(done.returncode, 0, done.err)
    assert "No article was published in these days" in done.err and "compared with" not in done.err, done.err
    text = read(os.path.join(tmp, "q.md")).decode()
    assert "No article of week 2025-W40 was read: nothing can be said of it." in text, text
    assert "None" not in text and "nan" not in text, text


def a_week_of_one_article_is_told(tmp):
    path = articles(tmp, "one.jsonl", [{"title": "Berg meets Dahl", "date": "2025-08-20", "source": "Post", "text":
                                        "Prime Minister Anna Berg met President Carl Dahl in Geneva on Wednesday.\n\nBerg praised Dahl after the talks."}])
    made = report(tmp, path, "--week", "2025-W34")
    same(made["json"]["coverage"]["articles"], 1)
    assert "One article" in made["md"] and "Berg" in made["md"].split("## What was read")[0], made["md"][:600]


def no_date_anywhere_stops_with_advice(tmp):
    path = articles(tmp, "none.jsonl", [{"title": "Berg meets Dahl", "text": "Anna Berg met Carl Dahl. They praised the treaty and each other."}])
    done = run("report", path, "--week", "2025-W34", "-o", os.path.join(tmp, "x.html"))
    same(done.returncode, 1)
    assert "no article has a date" in done.err and "--date" in done.err, done.err
    assert not os.path.exists(os.path.join(tmp, "x.html"))


def wrong_use_is_told_with_the_way_out(tmp):
    s = shared()
    for args, words in ((["--store", s["store"]], "--week 2025-W34"), (["--store", s["store"], "--week", "2025-W99"], "ISO week"),
                        (["--store", s["store"], "--week", "2025-W34", "--as-of", "2025-08-01"], "--as-of is before"),
                        (["--week", "2025-W34"], "--store")):
        done = run("report", *args)
        same(done.returncode, 2, done.err)
        assert words in done.err, done.err


def text_of_articles_stays_text(tmp):
    evil = '<script>alert(1)</script> & "x" \' ]]> <img src=http://evil.example/x>'
    path = articles(tmp, "evil.jsonl", [{"title": "Berg " + evil, "date": "2025-08-20", "source": "Post <b>" + evil, "url": "javascript:alert(1)",
                                         "text": "Anna Berg met Carl Dahl on Wednesday. " + evil + '\n\nBerg said: "We ' + evil + ' agreed on all of the five points today."'}])
    made = report(tmp, path, "--week", "2025-W34")
    assert "<script" not in made["html"] and "<img" not in made["html"] and 'href="javascript' not in made["html"]
    check.ElementTree.fromstring(made["html"].replace("<!DOCTYPE html>\n", "", 1))


def the_page_is_html(tmp):
    s = shared()
    page = os.path.join(tmp, "p.html")
    run("report", "--store", s["store"], "--week", "2025-W34", "-o", page)
    done = subprocess.run(["xmllint", "--noout", "--nonet", page], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    same(done.returncode, 0, done.stdout.decode())


def a_footnote_says_on_whose_word_as_its_row_does(tmp):
    s = shared()
    for week in WEEKS:
        made = report(tmp, "--store", s["store"], "--week", week)["md"]
        rows = re.findall(r"(?m)^\|[^|]*\|[^|]*\|[^|]*\[\^(\d+)\] \|[^|]*\|[^|]*\| ([^|]+) \| \d+ \|$", made)
        assert len(rows) > 10, week
        for note, standing in rows:
            text = re.search(r"(?m)^\[\^%s\]: .*" % note, made).group(0)
            assert ", %s; " % standing in text.split("“")[0], (standing, text[:200])
            assert not re.search(r"\([A-Z]{3,}, |\(denied\) \(", text), text[:200]


def days_of_another_year_have_their_year(tmp):
    path = articles(tmp, "y.jsonl", [{"title": "Talks", "date": "2025-08-20", "source": "Post", "text":
                                      "Anna Berg met Carl Dahl on Wednesday. Anna Berg will meet Carl Dahl in Geneva on 5 March 2027."}])
    made = report(tmp, path, "--week", "2025-W34")
    assert "| Fri 5 Mar 2027 |" in made["md"] and "| Wed 20 Aug |" in made["md"], made["md"][:3000]


def articles_that_name_no_outlet_are_no_outlet(tmp):
    one = {"title": "Berg meets Dahl", "date": "2025-08-20", "text": "Anna Berg met Carl Dahl in Geneva on Wednesday. They signed a treaty."}
    two = {"title": "Kim meets Holm", "date": "2025-08-21", "source": "Post", "text": "Grace Kim met Peter Holm in Oslo on Thursday, her office said there."}
    assert "none names its outlet" in report(tmp, articles(tmp, "n.jsonl", [one]), "--week", "2025-W34")["md"]
    made = report(tmp, articles(tmp, "m.jsonl", [one, two]), "--week", "2025-W34")["md"]
    assert re.search(r"from one outlet and one article that names none", made), made[:900]


def what_is_reported_late_is_not_called_done(tmp):
    made = report(tmp, "--store", shared()["store"], "--week", "2025-W35")["md"]
    late = made.split("### Reported late")[1].split("\n## ")[0]
    assert "| planned |" in late and "those that are facts count by the day" in late, late


def an_envoy_of_a_person_is_called_so(tmp):
    path = articles(tmp, "e.jsonl", [{"title": "Talks", "date": "2025-08-20", "source": "Post", "text":
                                      "Carl Dahl's special envoy, Anna Berg, met Peter Holm in Oslo on Wednesday."}])
    made = report(tmp, path, "--week", "2025-W34")["md"]
    assert "Carl Dahl’s Special Envoy Anna Berg" in made, made[:600]


def a_turn_is_told_on_common_outlets_with_what_speaks_against_it(tmp):
    def week(day, outlet, acts):
        return [{"title": "Note %d" % i, "date": day, "source": outlet, "text": "%s on the bridge of %s on Wednesday." % (a, town)}
                for i, (a, town) in enumerate(zip(acts, ("Geneva", "Oslo", "Vienna")))]

    before = week("2025-08-13", "Post", ["Anna Berg praised Carl Dahl"])
    after = ["Anna Berg accused Carl Dahl of fraud", "Carl Dahl threatened Anna Berg", "Anna Berg thanked Carl Dahl"]
    made = report(tmp, articles(tmp, "a.jsonl", before + week("2025-08-20", "Post", after)), "--week", "2025-W34")["md"]
    assert re.search(r"turned from cooperation \(in week 2025-W33\) to conflict: .*, though there was also one expression of support", made), made[:900]
    assert "to mostly conflict" in made, made[:3000]
    made = report(tmp, articles(tmp, "b.jsonl", before + week("2025-08-20", "Echo", after)), "--week", "2025-W34")["md"]
    assert "turned" not in made, made[:900]


# ---- wording and watching ------------------------------------------------------------------------------

def an_office_writes_its_own_report(tmp):
    s = shared()
    own = read(os.path.join(cli.ROOT, "ontology", "report", "weekly.txt")).decode()
    own = re.sub(r"(?m)^quotes .*\n|^said .*\n", "", own).replace("Bottom line", "In brief").replace("have the strongest tie", "lead")
    made = report(tmp, "--store", s["store"], "--week", "2025-W34", "--template", write(tmp, "own.txt", own))
    assert "## In brief" in made["md"] and " lead: " in made["md"] and "What was said" not in made["md"], made["md"][:500]
    checked(made, s["records"])


def a_broken_template_is_told_with_its_line(tmp):
    s = shared()
    for text, words in (("[sentences]\na | {b\n", "own.txt:2: a brace"), ("[sentence]\na | b\n", "own.txt:2: no section"), ("[words]\na | [b [c] ]\n", "own.txt:2:")):
        done = run("report", "--store", s["store"], "--week", "2025-W34", "--template", write(tmp, "own.txt", text))
        same(done.returncode, 1, done.err)
        assert words in done.err, done.err


def watched_pairs_are_told_even_at_rest(tmp):
    s = shared()
    listed = write(tmp, "w.txt", "Verrick | Boris Talvek\nHelena Marsk | Amara Delacourt\nTomas Verrick\nNobody Known\n")
    made = report(tmp, "--store", s["store"], "--week", "2025-W34", "--watch", listed)
    section = made["md"].split("## Watched")[1].split("\n## ")[0]
    for words in ("Verrick", "no tie", "Nobody Known: not named in the articles read for this report."):
        assert words in section, section
    checked(made, s["records"])


def decisions_are_applied_and_told(tmp):
    s = shared()
    listed = write(tmp, "d.txt", "rename Boris Talvek = \"President Talvek\"\n")
    made = report(tmp, "--store", s["store"], "--week", "2025-W34", "--decisions", listed)
    assert "one decision was applied" in made["md"] and "President Talvek" in made["md"], made["md"][-3000:-1000]


# ---- change --------------------------------------------------------------------------------------------

TOPICS = ["budget", "harvest", "railway", "hospital", "festival", "bridge", "school", "museum", "forest", "tunnel", "harbour", "market"]
PLAIN = ["The {a} of the northern region opened after {n} months of work.", "Visitors to the {a} and the {b} counted {n} buses in the rain.",
         "A new roof for the {a} will cost {n} million crowns, the builder said.", "Nobody could say why the {b} had closed {n} doors.",
         "Prices near the {a} rose by {n} percent while those of the {b} fell.", "The {b} keeps {n} old maps of the {a} in its cellar."]
PAIRS = [("Anna Berg", "Carl Dahl"), ("Ivan Petrov", "Maria Lopez"), ("Grace Kim", "Peter Holm"), ("Omar Haddad", "Julia Stein")]
MEET = ["{x} met {y} at the {a} on {d}.", "{x} criticised {y} over the {a} on {d}.", "{x} praised {y} for the {b} on {d}.", "{x} thanked {y} at the {b} on {d}."]


def planted(seed, weeks, outlets=("Post", "Times", "Echo"), a_week=36):
    """Stories of some weeks; `weeks` says how many of each week tell of each pair."""
    pick, items = random.Random(seed), []
    for w, counts in enumerate(weeks):
        plan = [pair for pair, n in zip(PAIRS, counts) for _ in range(n)]
        plan += [None] * (a_week - len(plan))
        pick.shuffle(plan)
        for i, pair in enumerate(plan):
            day = check.datetime.date(2025, 8, 11) + check.datetime.timedelta(7 * w + i % 7)
            def fill(s):
                a, b = pick.sample(TOPICS, 2)
                x, y = pair or ("", "")
                return s.format(a=a, b=b, n=pick.randint(2, 99), x=x, y=y, d=day.strftime("%A"))
            lines = [fill(s) for s in pick.sample(PLAIN, 4)]
            if pair:
                lines.insert(pick.randint(0, 2), fill(pick.choice(MEET)))
            items.append({"title": "%s %d-%d" % (pick.choice(TOPICS), w, i), "date": str(day), "source": outlets[i % len(outlets)], "text": "\n\n".join(lines)})
    return items


def verdicts(made):
    return {tuple(sorted((t["a"].split(".")[1], t["b"].split(".")[1]))): t["change"] for t in made["json"]["ties"]}


def a_planted_rise_and_fall_are_found_and_level_ties_are_not(tmp):
    path = articles(tmp, "p.jsonl", planted(5, [(1, 5, 14, 0), (14, 5, 1, 0)]))
    made = report(tmp, path, "--week", "2025-W34")
    found = verdicts(made)
    same(found.get(("anna-berg", "carl-dahl")), "stronger", found)
    same(found.get(("ivan-petrov", "maria-lopez")), "level", found)
    same(found.get(("grace-kim", "peter-holm")), "weaker", found)
    assert "beyond chance" in made["md"].split("## What was read")[0], made["md"][:800]
    same(run("extract", "--quiet", path, "-o", os.path.join(tmp, "p.records")).returncode, 0)
    checked(made, os.path.join(tmp, "p.records"))


def doubling_an_outlet_makes_no_tie_stronger(tmp):
    for seed in (5, 6):
        items = planted(seed, [(4, 5, 6, 3), (6, 5, 5, 3)])
        again = []
        for n, i in enumerate(items):
            if i["date"] >= "2025-08-18" and i["source"] == "Post":
                again.append(dict(i, title=i["title"] + " (update)"))
        one = report(tmp, articles(tmp, "one.jsonl", items), "--week", "2025-W34")
        two = report(tmp, articles(tmp, "two.jsonl", items + again), "--week", "2025-W34")
        same(two["json"]["spans"][0]["articles"] - one["json"]["spans"][0]["articles"], len(again))
        same(two["json"]["spans"][0]["origins"], one["json"]["spans"][0]["origins"])
        same(verdicts(two), verdicts(one))
        for x, y in zip(one["json"]["ties"], two["json"]["ties"]):
            same((x["a"], x["b"], x["weight"], x["stories"]), (y["a"], y["b"], y["weight"], y["stories"]))


def twice_as_much_news_is_no_change(tmp):
    items = planted(7, [(4, 4, 4, 4)], a_week=30) + [dict(i, date=str(check.day(i["date"]) + check.datetime.timedelta(7))) for i in planted(8, [(8, 8, 8, 8)], a_week=60)]
    made = report(tmp, articles(tmp, "n.jsonl", items), "--week", "2025-W34")
    assert not {"stronger", "weaker"} & set(verdicts(made).values()), verdicts(made)


def without_a_common_outlet_nothing_is_compared(tmp):
    items = planted(9, [(3, 5, 5, 3)], outlets=("Post",)) + [dict(i, source="Echo", date=str(check.day(i["date"]) + check.datetime.timedelta(7)))
                                                           for i in planted(10, [(9, 2, 2, 2)])]
    made = report(tmp, articles(tmp, "c.jsonl", items), "--week", "2025-W34")
    same(made["json"]["report"]["compared"], False)
    same(set(verdicts(made).values()), {None})
    assert "No outlet of week 2025-W33 was read again" in made["md"], made["md"][:900]


# ---- diff ------------------------------------------------------------------------------------------------

def difference(*args):
    done = run("diff", *args, "--format", "json")
    same(done.returncode, 0, done.err)
    return json.loads(done.out)


def diff_of_weeks_graphs_and_stores_agree(tmp):
    s = shared()
    graphs = []
    for week in ("2025-W33", "2025-W34"):
        graphs.append(os.path.join(tmp, week + ".graphml"))
        same(run("export", "--quiet", "--store", s["store"], "--week", week, "-o", graphs[-1]).returncode, 0)
    weeks = difference("2025-W33", "2025-W34", "--store", s["store"])
    files = difference(*graphs)
    for key in ("actors_with_ties", "ties_in_all", "stories_in_all", "tests", "actors", "ties"):
        same(files[key], weeks[key], key)
    made = report(tmp, "--store", s["store"], "--week", "2025-W34")["json"]
    told = {tuple(sorted((t["a"], t["b"]))): t["weight"][:2][::-1] for t in made["ties"] if any(t["weight"][:2])}
    same(sorted((t["a"], t["b"]) for t in weeks["ties"]), sorted(told))
    for t in weeks["ties"]:
        assert all(abs(x - y) < 1e-3 for x, y in zip(t["weight"], told[t["a"], t["b"]])), t
    for a in made["actors"]:
        for b in weeks["actors"]:
            if a["id"] == b["id"]:
                same([a["rank_before"], a["rank"]], b["rank"], a["id"])


def diff_with_itself_is_empty(tmp):
    s = shared()
    done = run("diff", s["store"], s["store"])
    same(done.returncode, 0, done.err)
    assert "New ties" not in done.out and "Changed ties" not in done.out and ("No tie has" in done.out or "no differences are beyond chance" in done.out), done.out


def diff_tells_a_planted_rise_from_chance(tmp):
    items = planted(5, [(1, 5, 14, 0), (14, 5, 1, 0)])
    for form, name in (("first", "2025-08-11"), ("second", "2025-08-18")):
        later = name == "2025-08-18"
        path = articles(tmp, form + ".jsonl", [i for i in items if (i["date"] >= "2025-08-18") == later])
        same(run("build", "--quiet", path, "-o", os.path.join(tmp, form + ".graphml")).returncode, 0)
    found = difference(os.path.join(tmp, "first.graphml"), os.path.join(tmp, "second.graphml"))
    sure = {(t["a"].split(".")[1], t["b"].split(".")[1]): t["weight"][1] > t["weight"][0] for t in found["ties"] if t["beyond_chance"]}
    same(sure, {("anna-berg", "carl-dahl"): True, ("grace-kim", "peter-holm"): False})
    for t in found["ties"]:
        assert check.same_number(t["p"], check.six(check.rates_test(t["stories"][1], found["stories_in_all"][1], t["stories"][0], found["stories_in_all"][0]))), t
    page = os.path.join(tmp, "d.html")
    same(run("diff", os.path.join(tmp, "first.graphml"), os.path.join(tmp, "second.graphml"), "-o", page).returncode, 0)
    bad = check.check_page(read(page).decode(), {})
    assert not bad, bad


def diff_of_what_is_no_graph_says_so(tmp):
    done = run("diff", write(tmp, "a.txt", "x"), write(tmp, "b.txt", "y"))
    same(done.returncode, 1)
    assert "a.txt" in done.err, done.err
    same(run("diff", "one").returncode, 2)


def main():
    return cli.main([f for f in globals().values() if cli.is_test(f) and f.__module__ == "__main__"], __doc__)


if __name__ == "__main__":
    sys.exit(main())
