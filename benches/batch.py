"""Pools of resumes through `sartor batch`: files a second, processor a file, peak memory, on one thread and on two, to the same bytes; and
`xargs -P2 pdftotext` on the same PDF. `cargo xtask bench --batch` makes the pools and calls this:

    python3 benches/batch.py PROGRAM POOL SLOW
"""

import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from results_file import table, write

AS_OF = "2026-11-21"


class Watch(threading.Thread):
    """The peak of a process, and of it and all its descendants together (shared pages counted once), looked at every 30 ms."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.process, self.done, self.own, self.all = process, threading.Event(), 0, 0

    @staticmethod
    def _field(path, name):
        for line in path.read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1])
        return 0

    def _tree(self):
        found = [self.process]
        for process in found:
            for task in pathlib.Path(f"/proc/{process}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        return found

    def run(self):
        while not self.done.wait(0.03):
            try:
                self.own = max(self.own, self._field(pathlib.Path(f"/proc/{self.process}/status"), "VmHWM"))
                self.all = max(self.all, sum(self._field(pathlib.Path(f"/proc/{one}/smaps_rollup"), "Pss:") for one in self._tree()))
            except OSError:
                continue  # One ended meanwhile.


def run(command, good, **options):
    """Seconds, processor seconds of it and its children, peaks in MiB."""
    began = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    watch = Watch(child.pid)
    watch.start()
    error = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    took = time.monotonic() - began
    watch.done.set()
    watch.join()
    code = os.waitstatus_to_exitcode(status)
    assert code in good, (command, code, error[-2000:])
    return took, usage.ru_utime + usage.ru_stime, watch.own / 1024, watch.all / 1024


def main(program, pool, slow):
    load = os.getloadavg()[0]
    work = pathlib.Path(tempfile.mkdtemp(dir=pool))
    with open(pool / "texts.jsonl") as lines, open(work / "2000.jsonl", "w") as few:
        few.writelines(line for line, _ in zip(lines, range(2000)))
    (work / "txt.list").write_text("".join(f"{path}\n" for path in sorted((pool / "txt").iterdir())[:2000]))
    (work / "files.list").write_text("".join(f"{path}\n" for path in sorted((pool / "files").iterdir())[:200]))
    inputs = [
        ("2,000 texts, a table", 2_000, [work / "2000.jsonl"]),
        ("20,000 texts, a table", 20_000, [pool / "texts.jsonl"]),
        ("2,000 texts, a file each", 2_000, ["--list", work / "txt.list"]),
        ("20,000 texts, a file each", 20_000, [pool / "txt"]),
        ("200 PDF and DOCX, 5 hostile", 200, ["--list", work / "files.list"]),
        ("2,000 PDF and DOCX, 50 hostile", 2_000, [pool / "files"]),
        ("2,000 PDF and DOCX, 52 hostile, 2 of them endless", 2_000, [slow / "files"]),
    ]
    against = ["--posting", pool / "posting.txt", "--as-of", AS_OF, "--lang", "en"]
    rows = []
    for name, count, paths in inputs:
        tables = []
        for threads in (1, 2):
            out = work / f"rows-{threads}.jsonl"
            took, processor, own, tree = run([program, "batch", *paths, *against, "--threads", str(threads), "-o", out], (0, 4))
            tables.append(out.read_bytes())
            out.unlink()
            failed = tables[-1].count(b'"status":"error"')
            rows.append(
                [name, threads, f"{count / took:.0f}", f"{took:.2f}", f"{1000 * processor / count:.2f}", f"{own:.0f}", f"{tree:.0f}", failed]
            )
            print(rows[-1])
        assert tables[0] == tables[1], f"{name}: one thread and two give other bytes"
        assert tables[0].count(b"\n") == count, name
    parts = [
        "`cargo xtask bench --batch`. Made resumes of 2 to 5 kB against a posting that asks for 12 skills; a row each, the same bytes on one "
        "thread and on two, which the script checks. Processor time and the last memory are of the program and its reading children together.",
        table(["input", "threads", "files a second", "seconds", "processor a file, ms", "peak of the program, MiB", "peak with children, MiB", "error rows"], rows),
    ]
    if shutil.which("pdftotext"):
        parts += against_pdftotext(program, pool, work, against)
    else:
        parts.append("Not compared with pdftotext: it is not installed (Debian: poppler-utils).")
    shutil.rmtree(work)
    write("batch", "Many resumes", load, parts)


def against_pdftotext(program, pool, work, against):
    pdfs = [path for path in sorted((pool / "files").iterdir()) if path.suffix == ".pdf"]
    rows = []
    for name, some, guard in [
        ("PDF, none hostile", [path for path in pdfs if "hostile" not in path.name], []),
        ("the same and the hostile", pdfs, ["timeout", "10"]),
    ]:
        names = work / "pdf.list"
        names.write_text("".join(f"{path}\n" for path in some))
        ours, theirs = [], []
        # One after the other, so that what else the machine does meets both.
        for _ in range(3):
            ours.append(run([program, "batch", "--list", names, *against, "--threads", "2"], (0, 4)))
            with open(names) as lines:
                # 123: of hostile files some cannot be read.
                theirs.append(run(["xargs", "-P2", "-I{}", *guard, "pdftotext", "{}", "/dev/null"], (0, 123), stdin=lines))
        rate = [len(some) / statistics.median(took for took, *_ in runs) for runs in (ours, theirs)]
        processor = [1000 * statistics.median(used for _, used, *_ in runs) / len(some) for runs in (ours, theirs)]
        rows.append(
            [f"{len(some)} {name}", f"{rate[0]:.0f}", f"{rate[1]:.0f}", f"{rate[0] / rate[1]:.2f}", f"{processor[0]:.2f}", f"{processor[1]:.2f}"]
        )
        print(rows[-1])
    return [
        "Against `xargs -P2 pdftotext` on the same PDF, which only takes the text out: in turns, the median of three. Of the hostile ones each "
        "`pdftotext` has ten seconds.",
        table(["input", "sartor, files a second", "pdftotext, files a second", "ratio", "sartor, ms of processor", "pdftotext, ms of processor"], rows),
    ]


if __name__ == "__main__":
    main(*(pathlib.Path(argument).resolve() for argument in sys.argv[1:4]))
