#!/usr/bin/env python3
"""What may befall a store while it is written to: kill -9 in the middle of writes, a full disk, no right to write, Ctrl-C.

    kill.py --program build/actorgraph [--kills 50] [NAME ...]

After each, the store must be sound, and the same command run again must lead to the same export, byte for byte.
"""
import os
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "cli"), os.path.join(HERE, "..", "bench")]
import run as cli  # noqa: E402
from run import EXAMPLES, read, run, same  # noqa: E402

KILLS = 50
RECORDS = 700          # three batches
_kept = {}


def library():
    if "so" not in _kept:
        _kept["folder"] = tempfile.TemporaryDirectory()
        so = os.path.join(_kept["folder"].name, "misfortune.so")
        subprocess.run([os.environ.get("CC", "cc").split()[-1], "-shared", "-fPIC", "-O1", "-o", so, os.path.join(HERE, "misfortune.c"),
                        "-ldl"], check=True)
        _kept["so"] = so
    return _kept["so"]


def records():
    """Enough of them for several batches, varied from the examples."""
    if "records" not in _kept:
        library()
        few, many = (os.path.join(_kept["folder"].name, n) for n in ("few.jsonl", "many.jsonl"))
        same(run("extract", EXAMPLES, "-o", few, "--quiet").returncode, 3)
        with open(many, "w") as out:
            subprocess.run([sys.executable, os.path.join(HERE, "..", "bench", "vary.py"), few, str(RECORDS)], stdout=out, check=True)
        _kept["records"] = many
    return _kept["records"]


def befallen(what, store, *args, count=None):
    env = dict(os.environ, LD_PRELOAD=library(), MISFORTUNE=what, MISFORTUNE_FILE=os.path.basename(store),
               ASAN_OPTIONS="verify_asan_link_order=0:detect_leaks=0")
    if count:
        env["MISFORTUNE_COUNT"] = count
    return subprocess.run([cli.PROGRAM, *args], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600)


def steps(store, out):
    """What is done to a store: adding in batches, deriving, exporting, removing."""
    return [("merge", "--store", store, records(), "--quiet"),
            ("export", "--store", store, "--week", "2025-W35", "-o", out, "--quiet"),
            ("remove", "--store", store, "load/000070.txt", "load/000071.txt"),
            ("export", "--store", store, "--week", "2025-W35", "-o", out, "--quiet")]


def test_of(kills):
    def a_kill_at_any_write_leaves_a_sound_store(tmp):
        calls, count, out = [], os.path.join(tmp, "count"), os.path.join(tmp, "out.graphml")
        store = os.path.join(tmp, "whole.db")
        for step in steps(store, out):
            done = befallen("none", store, *step, count=count)
            same(done.returncode, 0, done.stderr)
            calls.append(int(read(count)))
        expected = read(out)
        all_calls, where = sum(calls), []
        for k in range(kills):
            n = 1 + k * (all_calls - 1) // max(1, kills - 1)
            store = os.path.join(tmp, "killed.db")
            for name in ("", "-wal", "-shm"):
                if os.path.exists(store + name):
                    os.remove(store + name)
            died = False
            for step, own in zip(steps(store, out), calls):
                if not died and n <= own:
                    done = befallen("kill:%d" % n, store, *step)
                    died = done.returncode == -signal.SIGKILL
                    where.append(died)
                    if step[0] != "merge" or n > 40:        # before, there may be no tables yet
                        same(run("store", "check", "--store", store).returncode, 0, "call %d of %s" % (n, step[0]))
                    done = run(*step)
                    assert done.returncode == 0 or step[0] == "remove", done.err    # it may have been done already
                    n = 0
                    died = True
                else:
                    n -= own
                    same(run(*step).returncode, 0, step[0])
            same(read(out) == expected, True, "export after a kill at call %d of %d" % (1 + k * (all_calls - 1) // max(1, kills - 1), all_calls))
        assert all(where) and len(where) == kills, where
    return a_kill_at_any_write_leaves_a_sound_store


def a_full_disk_is_told_in_one_sentence_and_costs_one_batch(tmp):
    store, out = os.path.join(tmp, "full.db"), os.path.join(tmp, "out.graphml")
    for at in (30, 400, 900):
        done = befallen("full:%d" % at, store, "merge", "--store", store, records())
        same(done.returncode, 1, done.stderr)
        same(done.stderr.count(b"\n"), 1, done.stderr)
        assert b"the disk is full" in done.stderr, done.stderr
    same(run(*steps(store, out)[0]).returncode, 0)
    same(run("store", "check", "--store", store).returncode, 0)


def a_store_that_may_not_be_written_to_is_told_in_one_sentence(tmp):
    store = os.path.join(tmp, "mine.db")
    same(run("merge", "--store", store, records(), "--quiet").returncode, 0)
    for command in (["merge", records()], ["remove", "load/000070.txt"], ["why", "Verrick"], ["store", "rebuild"]):
        done = befallen("readonly", store, *command, "--store", store)
        same(done.returncode, 1, done.stderr)
        same(done.stderr.count(b"\n"), 1, done.stderr)
        assert b"cannot be written to" in done.stderr, done.stderr


def ctrl_c_ends_with_130_and_a_sound_store(tmp):
    store = os.path.join(tmp, "stopped.db")
    folder = os.path.join(tmp, "news")
    os.mkdir(folder)
    for i in range(400):
        cli.write(folder, "%03d.txt" % i, cli.GOOD.replace("Berg", "Berg%d" % i))
    going = subprocess.Popen([cli.PROGRAM, "add", "--store", store, "--date", "2025-08-24", folder], stderr=subprocess.PIPE)
    for _ in range(200):
        if os.path.exists(store):
            break
        time.sleep(0.02)
    time.sleep(0.1)
    going.send_signal(signal.SIGINT)
    going.communicate()
    same(going.returncode, 130)
    same(run("add", "--store", store, "--date", "2025-08-24", folder, "--quiet").returncode, 0)
    same(run("store", "check", "--store", store).returncode, 0)


if __name__ == "__main__":
    if "--kills" in sys.argv:
        at = sys.argv.index("--kills")
        KILLS = int(sys.argv[at + 1])
        del sys.argv[at:at + 2]
    sys.exit(cli.main([test_of(KILLS), a_full_disk_is_told_in_one_sentence_and_costs_one_batch,
                       a_store_that_may_not_be_written_to_is_told_in_one_sentence, ctrl_c_ends_with_130_and_a_sound_store], __doc__))
