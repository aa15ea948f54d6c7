#!/usr/bin/env python3
"""Weights for the fuzz targets: words, segmentation and lemmas as they ship, networks of trees and names so small that
they cost next to nothing (trained here, on a toy language): an input takes a millisecond or two instead of 150.

    model.py PROGRAM MODEL FOLDER
"""
import os
import runpy
import subprocess
import sys
import tempfile

toy = runpy.run_path(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "train", "run.py"))

if __name__ == "__main__":
    program, model, folder = sys.argv[1:]
    with tempfile.TemporaryDirectory() as data:
        treebank, names, vectors = toy["write_data"](data)
        sys.exit(subprocess.run([program, "train", "--ud", treebank, "--names", names, "--vectors", vectors, "--from", model,
                                 "--parts", "trees", "names", "--rounds", "2", "-o", folder, *toy["SMALL"]],
                                stderr=subprocess.DEVNULL).returncode)
