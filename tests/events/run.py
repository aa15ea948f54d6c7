#!/usr/bin/env python3
"""Reads tests/events/sentences.txt, single sentences with one act each, and counts what the program finds.

    run.py --program build/actorgraph [--wrong] [--type TYPE] [FILE]

An event of the program's is right in its type, in source and target, or in all three; precision is over all events
that it finds, recall over the sentences. A party is right when it bears one of the names, or belongs to the country
so called; who is not in the line must not take part. In acts of both sides source and target may be exchanged.
Our own sentences, written before the tables were mended by them: a floor against falling back, no measure of news.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import tally  # noqa: E402

FLOORS = {"type": .80, "source and target": .70, "all three": .67}
AHEAD = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
PLOVER = set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split())


def countries():
    """Name in small letters → ISO code."""
    known = {}
    with open(os.path.join(os.path.dirname(os.path.dirname(HERE)), "ontology", "countries.txt"), encoding="utf-8") as f:
        for line in f:
            fields = [x.strip() for x in line.split("#")[0].split("|")]
            if len(fields) > 2:
                known.update({name.strip().lower(): fields[0] for name in [fields[1], *fields[2].split(";")]})
    return known


def sentences(path):
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            if line.strip() and not line.startswith("#"):
                types, source, target, text = [x.strip() for x in line.split(" | ", 3)]
                yield {"line": number, "types": types.replace("(", "").replace(")", "").split(), "text": text,
                       "source": parties(source), "target": parties(target)}


def parties(field):
    return [] if field == "-" else [alternatives.split("/") for alternatives in field.split(" + ")]


def is_one_of(entity, names, iso):
    own = {n.lower() for n in [entity["name"], *entity.get("aliases", [])]}
    return any(name.lower() in own or any(set(name.lower().split()) <= set(n.split()) for n in own)
               or (entity.get("country") and entity["country"] == iso.get(name.lower())) for name in names)


def side_fits(entities, gold, iso):
    """Each party of gold is there, and nobody else."""
    return all(any(is_one_of(e, names, iso) for e in entities) for names in gold) \
        and all(any(is_one_of(e, names, iso) for names in gold) for e in entities)


def parties_fit(event, entities, gold, iso):
    s, t = ([entities[p["entity"]] for p in event["participants"] if p["role"] == role] for role in ("source", "target"))
    if side_fits(s, gold["source"], iso) and side_fits(t, gold["target"], iso):
        return True
    return event.get("symmetric") and (side_fits(s + t, gold["source"] + gold["target"], iso))


DICTIONARIES = {
    "petrarch2.verbs.txt": "# our own\n&MONEY\n+DOLLARS\n\n--- BAMBOOZLE [112] ---\nBAMBOOZLE {BAMBOOZLED BAMBOOZLES}\nHOODWINK\n"
                           "- * (WITH &MONEY) [0711]\n- CABINET * [120]\n~ a (a b ATTACK) SAY = a b 015\n",
    "tabari.verbs.txt": "ZIGZAG [---] ;comment\n- * AROUND + [120]\n<!-- over\nlines -->\n+YELL_AT [999]\nWIRE_+TAP [176]\n",
}
DICTIONARY_TEXT = "France bamboozled Italy. Germany hoodwinked Spain with dollars. Kenya zigzagged around Ethiopia."


def dictionaries(program):
    """Verbs of a user's own dictionaries make events, what cannot be used is said with its place, made_by knows them."""
    with tempfile.TemporaryDirectory() as folder:
        options = []
        for name, text in DICTIONARIES.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                f.write(text)
            options += ["--verbs", os.path.join(folder, name)]
        def extract(*extra):
            done = subprocess.run([program, "extract", "--any-language", "--jobs", "1", *extra, "-"], input=DICTIONARY_TEXT, encoding="utf-8",
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
            return json.loads(done.stdout.splitlines()[0]), done.stderr
        plain, _ = extract()
        record, said = extract(*options)
        checked = subprocess.run([program, "ontology", "check", *options], encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    found = [(e["type"], e["trigger"]["lemma"]) for e in record["events"]]
    tally.case("verbs of dictionaries make events", "" if found == [("ACCUSE", "bamboozle"), ("AID", "hoodwink"), ("REJECT", "zigzag")]
               and not plain["events"] else str((plain["events"], found)))
    tally.case("made_by knows the dictionaries", "" if plain["made_by"]["ontology"] != record["made_by"]["ontology"] else str(record["made_by"]))
    places = ["petrarch2.verbs.txt:9: ", "petrarch2.verbs.txt:10: ", "tabari.verbs.txt:5: ", "tabari.verbs.txt:6: "]
    tally.case("what cannot be used is said with its place", "" if all(p in said and p in checked.stdout for p in places)
               and checked.returncode == 4 else said + checked.stdout)
    tally.case("what was taken is counted", "" if "2 verbs and 1 pattern taken, 2 lines left out" in said else said)


def unknown_verbs(program):
    text = "France dazzled Italy.\n\nGermany dazzled Spain, and Japan met China.\n"
    done = subprocess.run([program, "ontology", "check", "--any-language", "--corpus", "-"], input=text, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    tally.case("ontology check --corpus counts verbs that no table knows", "" if done.returncode == 0
               and re.match(r"2\tdazzle\t[0-9a-f]{16}#1\tFrance dazzled Italy\.$", done.stdout.strip()) else done.stdout + done.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/actorgraph")
    parser.add_argument("--wrong", action="store_true", help="print the sentences that are not right in all three")
    parser.add_argument("--type", help="only sentences of this type")
    parser.add_argument("file", nargs="?", default=os.path.join(HERE, "sentences.txt"))
    args = parser.parse_args()
    gold, iso = [g for g in sentences(args.file) if not args.type or args.type in g["types"]], countries()
    articles = "".join(json.dumps({"id": "s%d" % g["line"], "date": "2025-08-24", "text": g["text"]}) + "\n" for g in gold)
    done = subprocess.run([args.program, "extract", "--any-language", "--jobs", "1", "--quiet", "-"], input=articles, stdout=subprocess.PIPE,
                          encoding="utf-8", check=False)
    records = {r["text"].strip(): r for r in map(json.loads, done.stdout.splitlines()) if "doc" in r}
    right, n_events = dict.fromkeys(FLOORS, 0), 0
    for g in gold:
        record = records.get(g["text"], {"events": [], "entities": []})
        entities = {e["id"]: e for e in record["entities"]}
        found, said = dict.fromkeys(FLOORS, False), []
        for event in record["events"]:
            kind = AHEAD.get(event["type"], event["type"]) if event["status"] == "planned" else event["type"]
            if kind not in PLOVER:
                continue
            n_events += 1
            is_type, is_who = kind in g["types"], parties_fit(event, entities, g, iso)
            for name, is_right in (("type", is_type), ("source and target", is_who), ("all three", is_type and is_who)):
                found[name] |= bool(is_right)
            said.append("%s %s -> %s (%s, %s)" % (kind, *(", ".join(entities[p["entity"]]["name"] for p in event["participants"] if p["role"] == role) or "-"
                                                      for role in ("source", "target")), event["trigger"]["lemma"], event["status"]))
        for name in FLOORS:
            right[name] += found[name]
        if args.wrong and not (found["all three"] and len(said) == 1):
            print("%d: %s\n    gold: %s %s -> %s%s" % (g["line"], g["text"], g["types"], g["source"], g["target"],
                                                       "".join("\n    ours: " + s for s in said) or "\n    none"))
    for name in FLOORS:
        f1 = 2 * right[name] / (n_events + len(gold))
        print("%-18s precision %.3f recall %.3f F1 %.3f" % (name, right[name] / max(1, n_events), right[name] / len(gold), f1))
        tally.case("F1 of %s is at least %.2f" % (name, FLOORS[name]), "" if f1 >= FLOORS[name] else "%.3f" % f1)
    if not args.type:
        dictionaries(args.program)
        unknown_verbs(args.program)
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
