"""`sartor serve` under load: a route that does nothing, a report a request, eight times as many clients as there are places, and 200 files in one
upload. The server has one core and its clients the other. `cargo xtask load` makes the pool and calls this:

    python3 benches/load.py PROGRAM POOL

The clients are wrk and hey, of Debian: wrk is fast enough to fill the server with requests that cost nothing; hey tells time and status of each
answer, so that those who were let in can be told from those who were sent away.
"""

import csv
import http.client
import io
import json
import math
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from results_file import table, write

# Requests worked on at once, as the server has it without options; all clients here have one address.
PLACES = 16
OVER = 8
ROUNDS = 3
SECONDS = 5
# What the chore asks: most of the best rate, and that those who are sent away learn it long before they may come again, which is in 2 s.
GOODPUT = 0.8
TOLD = 0.5
TICK = os.sysconf("SC_CLK_TCK")


def tree(process):
    """The process and its descendants."""
    found = [process]
    for one in found:
        try:
            for task in pathlib.Path(f"/proc/{one}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
        except OSError:
            continue  # It ended meanwhile.
    return found


def processor(process):
    """Seconds of the process, of its children, and of those that ended."""
    ticks = 0
    for one in tree(process):
        fields = pathlib.Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += sum(map(int, fields[11:15] if one == process else fields[11:13]))
    return ticks / TICK


def peak(process):
    """The most that a process has held, in MiB; nothing for one that has ended."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{process}/status").read_text())
    except OSError:
        found = None
    return int(found[1]) / 1024 if found else 0


class Watch(threading.Thread):
    """The peaks of a process and of the children it had at a time, looked at every 20 ms."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.process, self.done, self.own, self.worker, self.all = process, threading.Event(), 0, 0, 0

    def run(self):
        while not self.done.wait(0.02):
            own, *others = [peak(one) for one in tree(self.process)]
            self.own, self.worker = max(self.own, own), max([self.worker, *others])
            self.all = max(self.all, own + sum(others))


class Server:
    """A server on a free port, on the cores that are named, with a folder of its own."""

    def __init__(self, program, work, cores):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        # The log is written as it is without options, and read by no one.
        self.process = subprocess.Popen(
            ["taskset", "-c", cores, program, "serve", "--listen", f"127.0.0.1:{self.port}", "--data", work / f"data-{self.port}"]
            + ["--concurrent", str(PLACES), "--per-client", str(PLACES)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self):
        for _ in range(300):
            try:
                assert self.ask("GET", "/healthz")[0] == 200
                return self
            except OSError:
                assert self.process.poll() is None, "the server ended"
                time.sleep(0.1)
        raise AssertionError("the server does not answer")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(60)

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def ask(self, method, path, body=None, kind="application/json"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        connection.request(method, path, body, {"content-type": kind} if body else {})
        answer = connection.getresponse()
        return answer.status, answer.read()


def pinned(*command):
    return subprocess.run(["taskset", "-c", "1", *command], check=True, capture_output=True, text=True).stdout


def idle(server):
    """Answers a second and microseconds of processor an answer, of a route that does nothing."""
    before = processor(server.process.pid)
    told = pinned("wrk", "-t1", f"-c{PLACES}", f"-d{SECONDS}s", server.url("/healthz"))
    used = processor(server.process.pid) - before
    count, seconds = re.search(r"(\d+) requests in ([\d.]+)s", told).groups()
    assert "Non-2xx" not in told, told
    return int(count) / float(seconds), 1e6 * used / int(count)


class Round:
    """What became of the requests of some clients, each asking again as soon as it is answered."""

    def __init__(self, server, clients, body):
        before = processor(server.process.pid)
        told = pinned(
            *["hey", "-cpus", "1", "-c", str(clients), "-z", f"{SECONDS}s", "-m", "POST", "-T", "application/json", "-o", "csv", "-D", body],
            server.url("/api/v1/matches"),
        )
        self.used = processor(server.process.pid) - before
        rows = [(int(row["status-code"]), float(row["response-time"])) for row in csv.DictReader(io.StringIO(told))]
        self.odd = sorted({status for status, _ in rows} - {200, 429, 503})
        self.taken = sorted(took for status, took in rows if status == 200)
        self.told = sorted(took for status, took in rows if status in (429, 503))
        self.good = len(self.taken) / SECONDS


def at(share, times):
    """The time within which a share of the answers came, in milliseconds."""
    return 1000 * times[min(len(times) - 1, math.ceil(share * len(times)) - 1)] if times else 0


def upload(server, files, posting):
    """Seconds of one upload of files to a new opening, and the watch of its memory."""
    status, made = server.ask("POST", "/api/v1/openings", json.dumps({"posting_text": posting}))
    assert status == 201, made
    edge, body = "0123456789edge", bytearray()
    for path in files:
        body += f'--{edge}\r\nContent-Disposition: form-data; name="resumes"; filename="{path.name}"\r\n\r\n'.encode()
        body += path.read_bytes() + b"\r\n"
    body += f"--{edge}--\r\n".encode()
    watch = Watch(server.process.pid)
    watch.start()
    before, began = processor(server.process.pid), time.monotonic()
    address = f"/api/v1/openings/{json.loads(made)['id']}/applicants"
    status, tally = server.ask("POST", address, bytes(body), f"multipart/form-data; boundary={edge}")
    took, used = time.monotonic() - began, processor(server.process.pid) - before
    watch.done.set()
    watch.join()
    tally = json.loads(tally)
    assert status == 200 and tally["done"] == len(files), (status, tally)
    return took, used, len(body), len(tally["failures"]), watch


def main(program, pool):
    load = os.getloadavg()[0]
    assert shutil.which("wrk") and shutil.which("hey"), "this needs wrk and hey (Debian: apt-get install wrk hey)"
    assert len(os.sched_getaffinity(0)) > 1, "this needs a core for the server and one for its clients"
    work = pathlib.Path(tempfile.mkdtemp(dir=pool))
    with open(pool / "texts.jsonl") as lines:
        resume = max((json.loads(line)["text"] for line in lines), key=len)
    posting = (pool / "posting.txt").read_text()
    body = work / "body.json"
    body.write_text(json.dumps({"resume_text": resume, "posting_text": posting, "as_of": "2026-11-21"}, ensure_ascii=False))
    with Server(program, work, "0") as server:
        Round(server, PLACES, body)  # Everything is read once.
        hello = [idle(server) for _ in range(ROUNDS)]
        pairs = [(Round(server, PLACES, body), Round(server, PLACES * OVER, body)) for _ in range(ROUNDS)]
        assert len(tree(server.process.pid)) == 1, "a text started a child process"
    files = sorted((pool / "files").iterdir())
    with Server(program, work, ",".join(map(str, sorted(os.sched_getaffinity(0))))) as server:
        took, used, size, failures, watch = upload(server, files, posting)
    shutil.rmtree(work)

    best = statistics.median(one.good for one, _ in pairs)
    ratio = statistics.median(loaded.good / alone.good for alone, loaded in pairs)
    quick, least = (statistics.median(values) for values in zip(*hello))
    cost = statistics.median(1e6 * one.used / len(one.taken) for one, _ in pairs)
    rows = [["`GET /healthz`", PLACES, f"{quick:.0f}", "", f"{least:.0f}", "", "", "", ""]]
    usual, over = zip(*pairs)
    for name, clients, rounds in (
        ("`POST /api/v1/matches`", PLACES, usual),
        (f"the same, {OVER} times as many clients as places", PLACES * OVER, over),
    ):
        middle = sorted(rounds, key=lambda one: one.good)[len(rounds) // 2]
        rows.append(
            [name, clients, f"{middle.good:.0f}", f"{len(middle.told) / SECONDS:.0f}", f"{1e6 * middle.used / max(1, len(middle.taken)):.0f}"]
            + [f"{at(share, middle.taken):.0f}" for share in (0.5, 0.99)]
            + [f"{at(share, middle.told):.1f}" if middle.told else "" for share in (0.5, 0.99)]
        )
    late = statistics.median(at(0.99, one.told) for one in over) / 1000
    parts = [
        f"`cargo xtask load`. The server on one core with {PLACES} places, its clients (wrk for the first row, hey) on the other; the middle one of {ROUNDS} "
        f"rounds of {SECONDS} s, the last two rows in turns. A report is of a resume of {len(resume.encode()) / 1000:.1f} kB and a posting of "
        f"{len(posting.encode()) / 1000:.1f} kB, given as texts: they are read in the server itself, without a child process. In the last row the processor that sending others away takes is counted to those who were answered.",
        table(
            ["", "clients", "answers a second", "sent away a second", "processor an answer, µs", "half within, ms", "99 % within, ms", "sent away: half within, ms", "99 % within, ms"],
            rows,
        ),
        f"Under {OVER} times the load the server gives {100 * ratio:.0f} % of its best; asked are {100 * GOODPUT:.0f} %. It tells 99 % of the others within "
        f"{1000 * late:.0f} ms; asked are {1000 * TOLD:.0f}. A report costs {cost / least:.0f} times the processor of an answer that does nothing.",
        f"One upload of {len(files)} PDF ({size / 2**20:.1f} MiB) to an opening, server and workers on all cores: {took:.2f} s, {len(files) / took:.0f} files a second, "
        f"{1000 * used / len(files):.2f} ms of processor a file, {failures} not read. Peak memory (VmHWM): server {watch.own:.0f} MiB, largest worker "
        f"{watch.worker:.0f} MiB, server and workers at one time {watch.all:.0f} MiB.",
    ]
    write("load", "The server under load", load, parts)
    faults = []
    if ratio < GOODPUT:
        faults.append(f"goodput under load is {100 * ratio:.0f} % of {best:.0f} a second")
    if late > TOLD:
        faults.append(f"99 % of those sent away are told within {1000 * late:.0f} ms")
    if any(one.odd for one in usual + over) or not all(one.told for one in over):
        faults.append(f"other answers than 200, 429 and 503, or no one sent away: {[one.odd for one in usual + over]}")
    if failures:
        faults.append(f"{failures} of the uploaded files were not read")
    if faults:
        sys.exit("; ".join(faults))


if __name__ == "__main__":
    main(*(pathlib.Path(argument).resolve() for argument in sys.argv[1:3]))
