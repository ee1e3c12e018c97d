"""Scores of a Spark DataFrame, from texts or from the bytes of files.

The engine is made once in each Python worker of Spark and reads batch after batch; a row that cannot be read becomes an error row and ends
no task. Rows do not depend on how the data is split, so a task that is run again gives the same rows.
"""

from __future__ import annotations

import datetime as _datetime
import os as _os
import pathlib as _pathlib

from pyspark.sql import DataFrame
from pyspark.sql.types import ArrayType, DoubleType, IntegerType, StringType, StructField, StructType

__all__ = ["SCHEMA", "score"]

_LISTS = ("missing_required", "missing", "near", "not_met")
_TYPES = {"coverage": DoubleType(), "coverage_all": DoubleType(), "fit": IntegerType(), "schema_version": IntegerType()}
_NAMES = (
    "document digest status code message name language coverage coverage_all fit missing_required missing near not_met duplicates_of "
    "as_of lexicon_digest schema_version"
).split()

SCHEMA = StructType(
    [
        StructField(name, ArrayType(StringType()) if name in _LISTS else _TYPES.get(name, StringType()), name not in _LISTS)
        for name in _NAMES
    ]
)
"""Columns of the answer; points are hundredths."""


def score(df: DataFrame, posting=None, *, role=None, content="text", id="id", as_of=None, lang="en") -> DataFrame:
    """Scores each row of `df` against a posting or a role.

    Parameters
    ----------
    df : DataFrame
        With a column of texts, or of the bytes of files as ``spark.read.format("binaryFile")`` gives them.
    posting : str, bytes or path, optional
        The posting, read on the driver; else `role`.
    role : str, optional
        Id of a role.
    content : str
        Name of the column of texts or bytes; ``"content"`` for binaryFile.
    id : str
        Name of the column that names the rows; ``"path"`` for binaryFile.
    as_of : datetime.date or str, optional
        The date that stands for today; today on the driver by default, so that all workers have one.
    lang : {"en", "fr"}
        Language of messages.

    Returns
    -------
    DataFrame
        One row for each row of `df`, of `SCHEMA`.
    """
    import sartor

    # The driver tells what is wrong with the posting or the role, before any task is started.
    sartor.match("-", posting, role=role, as_of=as_of, lang=lang)
    # A file goes to the workers as it is: its text alone tells less than its headings and lists do.
    asked = _pathlib.Path(posting).read_bytes() if isinstance(posting, _os.PathLike) else posting
    date = str(as_of or _datetime.date.today())

    def tasks(batches):
        import pyarrow
        import sartor

        for batch in batches:
            # Small batches hold little memory and are soon done again.
            rows = sartor.score_batch(batch, asked, role=role, content=content, id=id, as_of=date, lang=lang)
            yield pyarrow.record_batch(rows)

    return df.select(id, content).mapInArrow(tasks, SCHEMA)
