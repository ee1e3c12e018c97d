"""What a resume evidences of a job posting, line by line, in French and in English.

A document is a ``str`` (a text), ``bytes`` (a file) or a path (``pathlib.Path`` or another ``os.PathLike``).
Files are parsed in child processes: no file can end the interpreter.

>>> import sartor
>>> report = sartor.match(
...     "Zoé Martin\\n\\nCompétences\\n\\nPython, Docker",
...     "Développeur Python\\n\\nProfil\\n\\n- Python exigé\\n- Kubernetes souhaité",
...     as_of="2026-11-21",
... )
>>> [(one["id"], one["status"]) for one in report["requirements"]]
[('lang.python', 'covered'), ('tool.kubernetes', 'near')]
"""

from __future__ import annotations

import datetime as _datetime
import json as _json
import os as _os
import pathlib as _pathlib
import sys as _sys
import threading as _threading

from . import _native
from ._native import SartorError, __version__

__all__ = ["Engine", "SartorError", "audit", "extract", "letter", "match", "parse", "score_batch", "skills", "skills_batch"]

# What a child runs: it reads files for its parent and does nothing else. It finds this package where its parent found it.
_CHILD = "import sys; sys.path.insert(0, {!r}); from sartor._native import worker_main; sys.exit(worker_main())"


def _worker():
    home = str(_pathlib.Path(__file__).resolve().parent.parent)
    return [_sys.executable, "-I", "-S", "-c", _CHILD.format(home)]


def _date(as_of):
    return str(as_of or _datetime.date.today())


def _against(posting, role):
    if (posting is None) == (role is None):
        raise SartorError("usage.against", "give a posting or a role, and not both")
    return {"role": role} if posting is None else posting


class Engine:
    """Everything that is made once and reads any number of documents; safe to share between threads.

    Parameters
    ----------
    keywords : path, optional
        Folder of keyword files (TOML) laid over the built-in ones.

    Raises
    ------
    SartorError
        ``lexicon.faults`` where the keyword files have faults.
    """

    def __init__(self, keywords=None):
        files = []
        if keywords is not None:
            root = _pathlib.Path(keywords)
            for path in sorted(root.rglob("*.toml")):
                files.append((path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")))
        self._native = _native.Engine(_worker(), files)

    @property
    def lexicon_digest(self):
        """Digest of the keyword files; it stands in every report."""
        return self._native.lexicon_digest

    def match(self, resume, posting=None, *, role=None, as_of=None, lang="en"):
        """What a resume evidences of a posting or a role.

        Parameters
        ----------
        resume : str, bytes or path
            The resume.
        posting : str, bytes or path, optional
            The posting; else `role`.
        role : str, optional
            Id of a role of the lexicon, such as ``"backend_developer"``.
        as_of : datetime.date or str, optional
            The date that stands for today, ``YYYY-MM-DD``; today by default.
        lang : {"en", "fr"}
            Language of labels and messages.

        Returns
        -------
        dict
            The report, as ``sartor match --format json`` prints it: coverage, fit in hundredths of a point with its parts, requirements with
            their evidence. Spans are byte offsets into the UTF-8 text that `extract` gives.

        Raises
        ------
        SartorError
            With a stable code, where a document cannot be read.
        """
        return _json.loads(self._native.match(resume, _against(posting, role), _date(as_of), lang))

    def parse(self, resume, *, lang="en"):
        """A resume as JSON Resume 1.2.1; ``meta`` holds the spans.

        Parameters
        ----------
        resume : str, bytes or path
            The resume.
        lang : {"en", "fr"}
            Language of messages.

        Returns
        -------
        dict
            JSON Resume.
        """
        return _json.loads(self._native.parse(resume, lang))

    def extract(self, document, *, lang="en"):
        """The text of a document in reading order, which all spans point into.

        Parameters
        ----------
        document : str, bytes or path
            A resume, a posting, or another document.
        lang : {"en", "fr"}
            Language of messages.

        Returns
        -------
        str
            The text.
        """
        return self._native.text(document, lang)

    def skills(self, document, *, lang="en"):
        """The skills, certifications and diplomas that a document names.

        Parameters
        ----------
        document : str, bytes or path
            A resume, a posting, or another document.
        lang : {"en", "fr"}
            Language of the labels.

        Returns
        -------
        list of dict
            ``{skill, label, kind, start, end, text, section}``, in the order of the text.
        """
        return _json.loads(self._native.skills(document, lang))

    def audit(self, resume, posting=None, *, role=None, ignore=(), as_of=None, lang="en"):
        """What an applicant tracking system would stumble on.

        Parameters
        ----------
        resume : str, bytes or path
            The resume; of bytes and paths the simple reading is compared too.
        posting, role : optional
            As in `match`; for findings on keywords.
        ignore : sequence of str
            Codes of findings to leave out.
        as_of, lang :
            As in `match`.

        Returns
        -------
        dict
            Findings with code, severity, evidence and remedy.
        """
        against = None if posting is None and role is None else _against(posting, role)
        return _json.loads(self._native.audit(resume, against, list(ignore), _date(as_of), lang))

    def letter(self, resume, posting, *, fields=None, template=None, letter_lang=None, as_of=None, lang="en"):
        """The cover letter; it claims nothing that the resume does not show.

        Parameters
        ----------
        resume, posting : str, bytes or path
            The documents.
        fields : mapping of str to str, optional
            What the documents do not hold: ``availability``, ``reason``, ``source``, ``gender``, ``city`` …
        template : str, optional
            Kind of letter; ``"offer"`` by default.
        letter_lang : {"fr", "en-US", "en-GB"}, optional
            Language of the letter; that of the posting by default.
        as_of, lang :
            As in `match`; `as_of` is the date of the letter.

        Returns
        -------
        dict
            The letter by its parts, ``text`` as a whole, ``claims`` with the place of each in the documents, and what is ``weak``.

        Raises
        ------
        SartorError
            ``letter.missing_fields`` names what a letter cannot do without.
        """
        fields = {key: str(value) for key, value in (fields or {}).items()}
        answer = self._native.letter(resume, posting, fields, template, letter_lang, _date(as_of), lang)
        return _json.loads(answer)

    def score_batch(
        self, batch, posting=None, *, role=None, content="text", id=None, as_of=None, lang="en", threads=1
    ):
        """Scores each row of an Arrow record batch.

        Parameters
        ----------
        batch : pyarrow.RecordBatch
            Or anything with the Arrow C interface.
        posting, role, as_of, lang :
            As in `match`.
        content : str
            Name of a column of texts, or of the bytes of files.
        id : str, optional
            Name of a column of texts that name the rows; the number of the row by default.
        threads : int
            Threads; engines that have one of their own for each batch leave it at 1.

        Returns
        -------
        pyarrow.RecordBatch
            As many rows, in the same order: ``document, digest, status, code, message, name, language, coverage, coverage_all, fit``
            (hundredths of a point), ``missing_required, missing, near, not_met, duplicates_of, as_of, lexicon_digest, schema_version``. A row
            that cannot be read has the status ``error`` and its code.
        """
        import pyarrow

        against = _against(posting, role)
        answer = self._native.score_batch(batch, against, content, id, _date(as_of), lang, threads)
        return pyarrow.record_batch(answer)

    def skills_batch(self, batch, *, content="text", threads=1):
        """The skills, certifications and diplomas that each row of an Arrow record batch names.

        The rows are read as texts of any kind, without the sections of a resume: an ordinary word that only a section of skills makes
        technical is left out, which `skills` finds.

        Parameters
        ----------
        batch : pyarrow.RecordBatch
            Or anything with the Arrow C interface.
        content : str
            Name of a column of texts, or of the bytes of files.
        threads : int
            Threads.

        Returns
        -------
        pyarrow.RecordBatch
            A row for each mention: ``row`` (the number of the row, from 0), ``skill`` (its id, dictionary-encoded), ``start``, ``end`` (bytes of
            the UTF-8 text), ``code``. A row that cannot be read has one with its ``code`` and no skill.
        """
        import pyarrow

        return pyarrow.record_batch(self._native.skills_batch(batch, content, threads))


_lock = _threading.Lock()
_shared = None


def _engine():
    """The engine of this process, made at the first call and anew after a fork."""
    global _shared
    with _lock:
        if _shared is None or _shared[0] != _os.getpid():
            _shared = (_os.getpid(), Engine())
        return _shared[1]


def _of_the_shared_engine(name):
    method = getattr(Engine, name)

    def call(*arguments, **options):
        return getattr(_engine(), name)(*arguments, **options)

    call.__name__ = call.__qualname__ = name
    call.__doc__ = method.__doc__
    return call


match = _of_the_shared_engine("match")
parse = _of_the_shared_engine("parse")
extract = _of_the_shared_engine("extract")
skills = _of_the_shared_engine("skills")
audit = _of_the_shared_engine("audit")
letter = _of_the_shared_engine("letter")
score_batch = _of_the_shared_engine("score_batch")
skills_batch = _of_the_shared_engine("skills_batch")
