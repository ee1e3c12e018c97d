"""An opening with two applicants, so that requests for one are answered and not only refused: prints the ids of the opening and of the two.

    python3 prepare.py ADDRESS RESUME POSTING

Of the two one is looked at and one is erased.
"""

import pathlib
import sys

import requests

address, resume, posting = sys.argv[1], pathlib.Path(sys.argv[2]).read_bytes(), pathlib.Path(sys.argv[3]).read_text()
openings = f"{address}/api/v1/openings"
made = requests.post(openings, json={"posting_text": posting, "as_of": "2026-11-21"}, timeout=60)
made.raise_for_status()
applicants = f"{openings}/{made.json()['id']}/applicants"
files = [("resumes", ("one.txt", resume)), ("resumes", ("two.txt", resume + b"\n2\n"))]
requests.post(applicants, files=files, timeout=60).raise_for_status()
rows = requests.get(applicants, timeout=60).json()["applicants"]
assert len(rows) == 2, rows
print(made.json()["id"], *(row["id"] for row in rows))
