"""What one would pick instead of Sartor, on the same texts in one run. `cargo xtask bench --peers` installs all of it and calls this:

    python benches/peers/compare.py PROGRAM POOL
"""

import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from results_file import ROOT, table, write

import ahocorasick
import flashtext
import pyarrow
import pypdfium2
import simple_icons_pack
import spacy
from spacy.matcher import PhraseMatcher

import sartor

ROUNDS = 5
AS_OF = "2026-11-21"


def own_forms(names="*.toml"):
    """The forms of our keyword files, by their skill; those that are stemmed or guarded as they stand."""
    forms = {}
    for path in sorted((ROOT / "keywords/skills").glob(names)):
        for skill in tomllib.loads(path.read_text())["skill"]:
            for key in ("fr", "en", "alt", "alt_fr", "alt_en"):
                values = skill.get(key, [])
                for form in [values] if isinstance(values, str) else values:
                    forms.setdefault(form.lower(), skill["id"])
    return forms


def public_forms():
    """The titles of the icons of simple-icons: names of products and technologies."""
    icons = [getattr(simple_icons_pack, name) for name in dir(simple_icons_pack) if name.startswith("SI_")]
    return {icon.title.lower(): icon.title for icon in icons}


def keyword_files(program, forms, own, folder):
    """The list as keywords laid over ours, without the forms that ours have or that the lint of keywords finds at odds with them."""
    (folder / "skills").mkdir(parents=True)
    kept = {f"public.s{number}": title for number, (form, title) in enumerate(sorted(forms.items())) if form not in own}
    for _ in range(6):
        with open(folder / "skills/public.toml", "w") as out:
            for skill, title in kept.items():
                name = json.dumps(title, ensure_ascii=False)
                out.write(f'[[skill]]\nid = "{skill}"\nkind = "tool"\nfr = {name}\nen = {name}\n\n')
        told = subprocess.run([program, "keywords", "lint", folder], capture_output=True, text=True)
        odd = set(re.findall(r"public\.s\d+", told.stdout + told.stderr)) & kept.keys()
        try:
            return sartor.Engine(keywords=folder), len(kept)
        except sartor.SartorError as error:
            odd |= set(re.findall(r"public\.s\d+", str(error))) & kept.keys()
            assert odd, error
        for skill in odd:
            del kept[skill]
    raise AssertionError("the list stays at odds with our keywords")


def with_flashtext(forms):
    processor = flashtext.KeywordProcessor(case_sensitive=False)
    for form, skill in forms.items():
        processor.add_keyword(form, skill)
    return lambda texts: sum(len(processor.extract_keywords(text, span_info=True)) for text in texts)


def with_ahocorasick(forms):
    automaton = ahocorasick.Automaton()
    for form, skill in forms.items():
        automaton.add_word(form, (len(form), skill))
    automaton.make_automaton()

    def find(text):
        text, found = text.lower(), []
        for last, (length, skill) in automaton.iter_long(text):
            start, end = last - length + 1, last + 1
            if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
                found.append((skill, start, end))
        return found

    return lambda texts: sum(len(find(text)) for text in texts)


def with_ahocorasick_bare(forms):
    """Not even the ends of words are looked at: what the automaton alone costs."""
    automaton = ahocorasick.Automaton()
    for form, skill in forms.items():
        automaton.add_word(form, skill)
    automaton.make_automaton()
    return lambda texts: sum(len(list(automaton.iter_long(text.lower()))) for text in texts)


def with_skillner(forms):
    """What the matcher of SkillNER does first: tokens of spaCy, and a PhraseMatcher over their lower case."""
    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    for form, skill in forms.items():
        matcher.add(skill, [language.make_doc(form)])
    return lambda texts: sum(len(matcher(language.make_doc(text))) for text in texts)


def as_column(texts):
    return pyarrow.record_batch([pyarrow.array(texts, pyarrow.string())], ["text"])


def with_sartor(engine, threads):
    def work(texts):
        skills = engine.skills_batch(as_column(texts), threads=threads).column("skill")
        return len(skills) - skills.null_count

    return work


def with_sartor_as_lists(engine):
    """The same with every mention as a value of Python, as the peers give them."""

    def work(texts):
        rows = engine.skills_batch(as_column(texts))
        found = [[] for _ in texts]
        for row, skill, start, end in zip(*(rows.column(name).to_pylist() for name in ("row", "skill", "start", "end"))):
            if skill is not None:
                found[row].append((skill, start, end))
        return sum(map(len, found))

    return work


def with_sartor_one_by_one(engine):
    return lambda texts: sum(len(engine.skills(text)) for text in texts)


def measured(works):
    """Medians of the seconds of each, in turns, of the processor seconds of this process, and what they answer."""
    times, used, answers = {name: [] for name in works}, {name: [] for name in works}, {}
    for _ in range(ROUNDS):
        for name, work in works.items():
            began, processor = time.perf_counter(), time.process_time()
            answers[name] = work()
            times[name].append(time.perf_counter() - began)
            used[name].append(time.process_time() - processor)
    medians = ({name: statistics.median(some) for name, some in all.items()} for all in (times, used))
    return *medians, answers


def ratios(title, works, count, unit, ours, told=None):
    times, _, answers = measured(works)
    best = times[ours]
    rows = []
    for name, took in times.items():
        row = [name, f"{count / took:.0f}", f"{1e6 * took / count:.0f}", "" if name == ours else f"{took / best:.2f}"]
        rows.append(row + ([f"{answers[name] / count:.1f}"] if told else []))
    head = [title, f"{unit} a second", f"µs a {unit[:-1]}", f"times as long as {ours}"] + ([told] if told else [])
    for row in rows:
        print(row)
    return table(head, rows), times


def finding_skills(program, texts, pool):
    own, public = own_forms(), public_forms()
    small = own_forms("databases.toml")
    work = pathlib.Path(tempfile.mkdtemp(dir=pool))
    engine = sartor.Engine()
    laid, kept = keyword_files(program, public, own, work / "keywords")
    size = sum(len(text.encode()) for text in texts) / len(texts)
    table_of_texts = work / "texts.jsonl"
    ours, two = "sartor, one thread", "sartor, two threads"
    peers = {"flashtext": with_flashtext, "pyahocorasick": with_ahocorasick, "pyahocorasick, ends of words not looked at": with_ahocorasick_bare}
    parts = [f"### Finding skills\n\n{len(texts):,} made resumes of {size / 1000:.1f} kB in memory; everything is built before. Medians of {ROUNDS} rounds in turns."]
    summary = []
    for name, forms, own_engine in [("our keywords", own, engine), ("public list", public, laid)]:
        found = {peer: make(forms) for peer, make in peers.items()}
        works = {peer: (lambda find=find: find(texts)) for peer, find in found.items()}
        if name == "our keywords":
            matcher, few = with_skillner(small), texts[:200]
            works[f"SkillNER's matcher, {len(small)} forms"] = lambda: matcher(few) * len(texts) // len(few)
            single = with_sartor_one_by_one(engine)
            works["sartor.skills, text by text: sections and labels too"] = lambda: single(few) * len(texts) // len(few)
        works["sartor, one thread, every mention as a Python tuple"] = lambda find=with_sartor_as_lists(own_engine): find(texts)
        works[ours] = lambda find=with_sartor(own_engine, 1): find(texts)
        works[two] = lambda find=with_sartor(own_engine, 2): find(texts)
        times, used, answers = measured(works)
        for part in times:
            if part.startswith(("SkillNER", "sartor.skills")):
                times[part] *= len(texts) / len(few)
                used[part] *= len(texts) / len(few)
        rows = [
            [part, f"{len(texts) / took:.0f}", f"{1e6 * took / len(texts):.0f}", f"{took / times[ours]:.2f}", f"{took / times[two]:.2f}", f"{1e6 * used[part] / len(texts):.0f}", f"{used[part] / used[ours]:.2f}", f"{answers[part] / len(texts):.1f}"]
            for part, took in times.items()
        ]
        for row in rows:
            print(name, row)
        source = (
            f"`keywords/skills`, {len(own):,} forms"
            if name == "our keywords"
            else f"the {len(public):,} titles of simple-icons 16.36 (CC0), by the PyPI package simple-icons-pack; sartor looks for its own and for the {kept:,} of them that are not among these or at odds with them"
        )
        parts += [f"List: {source}.", table(["on one thread but the last", "texts a second", "µs a text", "ratio to sartor, one thread", "ratio to sartor, two threads", "µs of processor", "ratio of processor to one thread", "mentions a text"], rows)]
        fastest = min((times[peer], peer) for peer in ("flashtext", "pyahocorasick"))
        summary.append((name, fastest[1], fastest[0] / times[ours], fastest[0] / times[two]))
    with open(table_of_texts, "w") as out:
        out.writelines(json.dumps({"id": str(at), "text": text}) + "\n" for at, text in enumerate(texts))
    told = "; ".join(f"{name}: {one:.1f} times as fast as {peer} on one thread, {two:.1f} on two" for name, peer, one, two in summary)
    shutil.rmtree(work)
    return [*parts, f"Against the fastest that minds the ends of words: {told}. Asked is 5."]


def reading_files(program, pool, texts):
    files = sorted(str(path) for path in (pool / "files").glob("*.pdf"))
    # With a list of many thousands grep takes seconds a file.
    forms = own_forms("databases.toml")
    work = pathlib.Path(tempfile.mkdtemp(dir=pool))
    (work / "forms").write_text("\n".join(forms))
    (work / "files").write_text("\n".join(files) + "\n")

    def shell(line):
        return subprocess.run(["sh", "-c", line], cwd=work, check=True, capture_output=True, text=True).stdout.count("\n")

    def pdfium():
        letters = 0
        for path in files:
            document = pypdfium2.PdfDocument(path)
            letters += sum(len(page.get_textpage().get_text_range()) for page in document)
            document.close()
        return letters

    def ours(threads):
        command = [program, "batch", "--list", work / "files", "--posting", pool / "posting.txt", "--as-of", AS_OF, "--threads", str(threads)]
        rows = subprocess.run(command, check=True, capture_output=True, text=True).stdout.count("\n")
        assert rows == len(files), rows
        return rows

    works = {
        "pypdfium2, text only": pdfium,
        "sartor batch, one thread: text, parts, skills, score": lambda: ours(1),
        "sartor batch, two threads": lambda: ours(2),
    }
    if shutil.which("pdftotext"):
        works["pdftotext, text only"] = lambda: shell("while read f; do pdftotext \"$f\" /dev/null; done < files")
        # 1: no line of this file has one.
        works[f"pdftotext \\| grep, {len(forms)} forms"] = lambda: shell(
            "while read f; do pdftotext \"$f\" - | grep -oiwFf forms || [ $? = 1 ] || exit; done < files"
        )
    text, _ = ratios("on one thread but where said", works, len(files), "files", "sartor batch, one thread: text, parts, skills, score")
    shutil.rmtree(work)
    return [f"### Reading files\n\n{len(files)} made PDF, half with fonts of their own; the start of a process counts where there is one.", text]


@contextlib.contextmanager
def serving(command, environment, port):
    server = subprocess.Popen(command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 0.1).close()
                break
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.wait()


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def over_http(program, pool, texts):
    posting = (pool / "posting.txt").read_text()
    bodies = [json.dumps({"resume_text": text, "posting_text": posting}) for text in texts[:300]]
    keywords = pool / "forms.json"
    keywords.write_text(json.dumps(list(own_forms())))
    ports = free_port(), free_port()
    uvicorn = [sys.executable, "-m", "uvicorn", "--app-dir", str(pathlib.Path(__file__).parent), "scorer:app", "--log-level", "error", "--port", str(ports[1])]

    def ask(port, path):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for body in bodies:
            connection.request("POST", path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            content = answer.read()
            assert answer.status == 200, (answer.status, content[:300])
            json.loads(content)
        connection.close()

    with serving([program, "serve", "--listen", f"127.0.0.1:{ports[0]}"], {}, ports[0]), serving(uvicorn, {"KEYWORDS": str(keywords)}, ports[1]):
        works = {
            "FastAPI: which keywords of the posting the resume has": lambda: ask(ports[1], "/score"),
            "sartor serve: the whole report": lambda: ask(ports[0], "/api/v1/matches"),
        }
        text, _ = ratios("one request after the other", works, len(bodies), "requests", "sartor serve: the whole report")
    keywords.unlink()
    return [f"### Over HTTP\n\n{len(bodies)} resumes and a posting as JSON, by one client that keeps its connection.", text]


def main(program, pool):
    load = os.getloadavg()[0]
    with open(pool / "texts.jsonl") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    parts = ["`cargo xtask bench --peers`. A ratio above 1 says that the peer takes longer."]
    parts += finding_skills(program, texts, pool)
    parts += reading_files(program, pool, texts)
    parts += over_http(program, pool, texts)
    write("peers", "Beside what one would pick instead", load, parts)


if __name__ == "__main__":
    main(*(pathlib.Path(argument).resolve() for argument in sys.argv[1:3]))
