#!/usr/bin/env python3
"""The installed program: manual, completion, library. A staging folder stands for the root.

    run.py --build build
"""
import argparse
import glob
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.dirname(HERE))
import tally  # noqa: E402
from tally import case  # noqa: E402


def run(*command, **more):
    p = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, **more)
    return p.returncode, p.stdout.decode("utf-8", "replace")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    build = os.path.abspath(parser.parse_args().build)
    with tempfile.TemporaryDirectory() as stage:
        code, said = run("make", "-s", "BUILD=" + build, "DESTDIR=" + stage, "PREFIX=/usr", "install", cwd=ROOT)
        case("make install puts all in its place", said if code else "")
        usr = stage + "/usr"
        env = dict(os.environ, ACTORGRAPH_DATA=usr + "/share/actorgraph", PKG_CONFIG_PATH=usr + "/lib/pkgconfig")
        commands = [line.split()[0] for line in run(usr + "/bin/actorgraph", "--help", env=env)[1].split("\n")
                    if line.startswith("  ") and not line.startswith("  actorgraph")]
        case("the installed program finds its data", "" if len(commands) > 20 else str(commands))

        manual = open(usr + "/share/man/man1/actorgraph.1", encoding="utf-8").read()
        missing = [c for c in commands if ".SS actorgraph " + c.replace("-", "\\-") + "\n" not in manual]
        case("the manual has a section for each command", " ".join(missing))
        odd = [line for line in manual.split("\n")
               if line.startswith(".") and line.split()[0] not in (".TH", ".SH", ".SS", ".nf", ".fi", ".TP", ".B", ".I")]
        case("no line of the manual is a request by chance", "\n".join(odd))

        def complete(*words):
            script = ("source %s/share/bash-completion/completions/actorgraph; COMP_WORDS=(%s); COMP_CWORD=%d; _actorgraph; "
                      "echo \"${COMPREPLY[@]}\"" % (usr, " ".join("'%s'" % w for w in words), len(words) - 1))
            return run("bash", "-c", script, cwd=stage)[1].split()

        case("a command is completed", "" if complete("actorgraph", "why-") == ["why-same"] else str(complete("actorgraph", "why-")))
        case("an option is completed", "" if "--view" in complete("actorgraph", "build", "--v") else str(complete("actorgraph", "build", "--v")))
        case("the words of an option are completed", "" if complete("actorgraph", "build", "--view", "kn") == ["knowledge"]
             else str(complete("actorgraph", "build", "--view", "kn")))

        flags = run("pkg-config", "--cflags", "--libs", "--define-variable=prefix=" + usr, "actorgraph", env=env)[1].split()
        code, said = run("cc", "-Wall", "-Wextra", "-Werror", "-std=c11", "-D_POSIX_C_SOURCE=200809L", "-o", stage + "/example",
                         HERE + "/example.c", *flags)
        case("a program of the library compiles with what pkg-config says", said if code else "")
        articles = sorted(glob.glob(ROOT + "/examples/2025-W34/*.txt"))
        code, said = run(stage + "/example", stage + "/a.graphml", *articles, env=env)
        case("it builds a graph", "" if code == 0 and " articles in " in said else said)
        run(usr + "/bin/actorgraph", "build", "--quiet", "--date", "2025-08-24", "-o", stage + "/b.graphml", *articles, env=env)
        same = os.path.exists(stage + "/a.graphml") and open(stage + "/a.graphml", "rb").read() == open(stage + "/b.graphml", "rb").read()
        case("the same graph as the program's, byte for byte", "" if same else "they differ")
        code, said = run(stage + "/example", stage + "/none.graphml", env=env)
        case("the library says why it failed", "" if "no record was given" in said and not os.path.exists(stage + "/none.graphml") else said)
        code, said = run(stage + "/example", stage + "/a.graphml", env=dict(env, ACTORGRAPH_DATA="/nonexistent"))
        case("and where it has no data", "" if "no folder 'ontology' found" in said else said)
    return tally.end()


if __name__ == "__main__":
    sys.exit(main())
