"""The package as its users meet it."""

import json
import os
import subprocess
import sys

import pytest
from conftest import EXAMPLES, ROOT, named, need

import sartor

FIXTURES = ROOT / "fixtures"
AS_OF = "2026-11-21"
RESUME = FIXTURES / "resumes/worked-example.txt"
POSTING = FIXTURES / "postings/worked-example.txt"


def test_text_bytes_and_path_give_one_report():
    by_path = sartor.match(RESUME, POSTING, as_of=AS_OF)
    assert by_path["fit"]["total"] == 7470
    assert sum(part["points"] for part in by_path["fit"]["parts"]) == 7470
    by_text = sartor.match(RESUME.read_text(), POSTING.read_text(), as_of=AS_OF)
    by_bytes = sartor.match(RESUME.read_bytes(), POSTING.read_bytes(), as_of=AS_OF)
    for report in (by_text, by_bytes):
        report["resume"]["document"] = by_path["resume"]["document"]
        assert report == by_path


def test_spans_point_into_the_text():
    pdf = FIXTURES / "resumes/fr-backend-python.pdf"
    text = sartor.extract(pdf).encode()
    named = sartor.skills(pdf, lang="fr")
    assert len(named) > 10
    for one in named:
        assert text[one["start"] : one["end"]].decode() == one["text"]


def test_a_resume_is_parsed_and_audited():
    pdf = FIXTURES / "resumes/fr-backend-python.pdf"
    assert sartor.parse(pdf)["basics"]["name"] == "Maëlle Kerguelen"
    audit = sartor.audit(pdf, as_of=AS_OF, lang="fr")
    codes = {finding["code"] for finding in audit["findings"]}
    if codes:
        fewer = sartor.audit(pdf, as_of=AS_OF, ignore=sorted(codes))
        assert not [finding for finding in fewer["findings"] if finding["code"] in codes and not finding.get("ignored")]


def test_a_letter_claims_what_has_a_trace():
    letter = sartor.letter(
        FIXTURES / "resumes/fr-backend-python.pdf",
        FIXTURES / "postings/fr-backend-python-nantes.md",
        fields={"availability": "en février 2027"},
        as_of=AS_OF,
    )
    assert "en février 2027" in letter["text"]
    assert letter["claims"] and all(claim["traces"] for claim in letter["claims"])


def test_errors_have_codes():
    cases = [
        (lambda: sartor.match(b"", "x"), "input.empty"),
        (lambda: sartor.match(FIXTURES / "damaged/scanned.pdf", "x"), "input.scanned"),
        (lambda: sartor.match("x", role="nothing"), "role.unknown"),
        (lambda: sartor.match("x"), "usage.against"),
        (lambda: sartor.match("x", "y", as_of="soon"), "usage.date"),
        (lambda: sartor.match("x", "y", lang="de"), "usage.language"),
        (lambda: sartor.audit("x", ignore=["no.such"]), "audit.unknown_code"),
        (lambda: sartor.letter("x", "y", fields={"nothing": "1"}), "letter.unknown_field"),
    ]
    for call, code in cases:
        with pytest.raises(sartor.SartorError) as error:
            call()
        assert error.value.args[0] == code


def test_a_batch_has_a_row_for_each_row():
    pyarrow = need("pyarrow")
    text = RESUME.read_text()
    batch = pyarrow.RecordBatch.from_pydict({"id": ["a", "b", "c"], "text": [text, None, "  "]})
    rows = sartor.score_batch(batch, POSTING, id="id", as_of=AS_OF).to_pylist()
    assert [(row["document"], row["status"], row["fit"], row["code"]) for row in rows] == [
        ("a", "ok", 7470, None),
        ("b", "error", None, "input.row"),
        ("c", "error", None, "input.empty"),
    ]
    files = [RESUME.read_bytes(), (FIXTURES / "damaged/damaged.pdf").read_bytes()]
    batch = pyarrow.RecordBatch.from_pydict({"content": files})
    one = sartor.score_batch(batch, POSTING, content="content", as_of=AS_OF)
    two = sartor.score_batch(batch, POSTING, content="content", as_of=AS_OF, threads=2)
    assert one == two
    assert one.column("code").to_pylist() == [None, "input.damaged"]


def test_a_batch_of_texts_gives_its_skills():
    pyarrow = need("pyarrow")
    text = RESUME.read_text()
    batch = pyarrow.RecordBatch.from_pydict({"text": ["Python et Docker", None, "", text]})
    found = sartor.skills_batch(batch)
    rows = found.to_pylist()
    assert sartor.skills_batch(batch, threads=2) == found
    ids = found.column("skill").dictionary.to_pylist()
    assert ids == list(dict.fromkeys(row["skill"] for row in rows if row["skill"]))
    assert [(row["skill"], row["start"], row["end"]) for row in rows if row["row"] == 0] == [
        ("lang.python", 0, 6),
        ("tool.docker", 10, 16),
    ]
    assert [(row["row"], row["code"]) for row in rows if row["code"]] == [(1, "input.row"), (2, "input.empty")]
    whole = {(one["skill"], one["start"], one["end"]) for one in sartor.skills(text)}
    found = {(row["skill"], row["start"], row["end"]) for row in rows if row["row"] == 3}
    assert len(found) > 5 and found <= whole


def test_rows_are_those_of_the_command_line():
    """The program is named by SARTOR, where the test is run beside a build of it."""
    program = named("SARTOR")
    pyarrow = need("pyarrow")
    files = sorted((FIXTURES / "resumes").iterdir()) + sorted((FIXTURES / "damaged").iterdir())
    names = [str(path) for path in files]
    batch = pyarrow.RecordBatch.from_pydict({"id": names, "content": [path.read_bytes() for path in files]})
    ours = sartor.score_batch(batch, POSTING, content="content", id="id", as_of=AS_OF).to_pylist()
    command = [program, "batch", *names, "--posting", str(POSTING), "--as-of", AS_OF, "--lang", "en"]
    lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    theirs = {row["document"]: row for row in map(json.loads, lines)}
    assert {row["document"]: row for row in ours} == theirs


def test_keywords_are_laid_over(tmp_path):
    (tmp_path / "skills").mkdir()
    (tmp_path / "skills/own.toml").write_text(
        '[[skill]]\nid = "own.zorglub"\nkind = "tool"\nfr = "Zorglub"\nen = "Zorglub"\n'
    )
    engine = sartor.Engine(keywords=tmp_path)
    assert engine.lexicon_digest != sartor.Engine().lexicon_digest
    assert [one["skill"] for one in engine.skills("Compétences\n\nZorglub")] == ["own.zorglub"]


def test_no_file_ends_the_host():
    """A PDF of nested arrays, which overflows the stack of many parsers."""
    nested = b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"]" * 200_000 + b"\nendobj\ntrailer <</Root 1 0 R>>\n"
    with pytest.raises(sartor.SartorError):
        sartor.extract(nested)
    assert sartor.extract(RESUME)


def test_the_engine_works_after_a_fork():
    sartor.match("Python", role="backend_developer", as_of=AS_OF)
    code = (
        "import os, sartor\n"
        "sartor.match('Python', role='backend_developer')\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    os._exit(0 if sartor.skills('Docker') else 1)\n"
        "assert os.waitpid(child, 0)[1] == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_pandas_example():
    pandas = need("pandas")
    sys.path.insert(0, str(EXAMPLES))
    import pandas_example

    frame = pandas.DataFrame({"id": ["a", "b"], "text": [RESUME.read_text(), ""]}, index=[7, 3])
    scored = pandas_example.score(frame, POSTING, as_of=AS_OF)
    assert scored["fit"].tolist()[0] == 7470 and scored["status"].tolist() == ["ok", "error"]


def test_the_examples_of_pandas_and_ray_run_as_they_stand(tmp_path):
    pandas = need("pandas")
    need("ray")
    frame = pandas.DataFrame({"id": ["a", "b"], "text": [RESUME.read_text(), "nothing of the kind"]})
    frame.to_csv(tmp_path / "texts.csv", index=False)
    frame.to_parquet(tmp_path / "texts.parquet", index=False)
    # Markdown, whose text alone gives another score.
    posting = FIXTURES / "postings/fr-backend-python-nantes.md"
    report = sartor.match(RESUME, posting)
    assert report["fit"]["total"] != sartor.match(RESUME, sartor.extract(posting))["fit"]["total"]
    environment = os.environ | {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DATA_DISABLE_PROGRESS_BARS": "1"}
    for example, table in [("pandas_example.py", "texts.csv"), ("ray_example.py", "texts.parquet")]:
        command = [sys.executable, EXAMPLES / example, posting, tmp_path / table]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240)
        assert done.returncode == 0, done.stderr[-4000:]
        assert str(report["fit"]["total"]) in done.stdout, done.stdout
