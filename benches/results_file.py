"""The file of results: a section for each measure, written anew by the script that took it."""

import datetime
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benches/results.md"


def _git(*arguments):
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True).stdout.strip()


def commit():
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", "crates", "keywords", "templates", "Cargo.lock")
    return _git("rev-parse", "--short=10", "HEAD") + (" with changes" if changed else "")


def machine():
    """Cores, processor, and whether others used it: the load before the measure."""
    model = "unknown processor"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{len(os.sched_getaffinity(0))} cores ({model}), {memory:.0f} GiB"


def table(head, rows):
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def write(name, title, load, parts):
    """Replaces the section `name`; `load` is that of the minute before the measure."""
    shared = "the machine was quiet" if load < 0.5 else "the machine was shared with other work, so that figures in seconds are too high"
    about = f"{machine()}; commit {commit()}; {datetime.date.today()}; load before {load:.1f}: {shared}."
    section = "\n\n".join([f"<!-- {name} -->\n## {title}", about, *parts]) + f"\n<!-- end of {name} -->\n"
    text = RESULTS.read_text() if RESULTS.exists() else "# What was measured\n"
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    if begin in text:
        head, rest = text.split(begin, 1)
        text = head + section + rest.split(end, 1)[1]
    else:
        text = text.rstrip("\n") + "\n\n" + section
    RESULTS.write_text(text)
    print(section)
