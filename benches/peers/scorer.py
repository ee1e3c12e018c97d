"""A scorer as one writes it in an afternoon: which keywords of the posting the resume names, over HTTP.

Words are looked up by runs of up to four in a set, which is about as fast as Python gets without a library.
"""

import json
import os
import pathlib
import re

from fastapi import FastAPI
from pydantic import BaseModel

KEYWORDS = frozenset(json.loads(pathlib.Path(os.environ["KEYWORDS"]).read_text()))
WORD = re.compile(r"[\w+#.-]*[\w+#]")
app = FastAPI()


class Pair(BaseModel):
    resume_text: str
    posting_text: str


def named(text: str) -> set[str]:
    words = WORD.findall(text.lower())
    return {run for size in range(1, 5) for at in range(len(words)) if (run := " ".join(words[at : at + size])) in KEYWORDS}


@app.post("/score")
def score(pair: Pair) -> dict:
    asked, shown = named(pair.posting_text), named(pair.resume_text)
    return {"score": 100 * len(asked & shown) / max(len(asked), 1), "missing": sorted(asked - shown)}
