"""What a suite of named checks counts and prints: one line for each that fails or is skipped, and the sums at the end."""

_counts = {"passed": 0, "failed": 0, "skipped": 0}


def case(name, problem=""):
    """One test; `problem` says what is wrong, or nothing."""
    if problem:
        print("FAILED: %s: %s" % (name, problem))
    _counts["failed" if problem else "passed"] += 1


def skip(name, why):
    print("skipped: %s: %s" % (name, why))
    _counts["skipped"] += 1


def end():
    """Prints the sums; the exit code of the suite."""
    print("%d passed, %d failed, %d skipped" % tuple(_counts.values()))
    return 1 if _counts["failed"] else 0
