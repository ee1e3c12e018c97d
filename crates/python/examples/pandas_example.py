"""Scores a pandas DataFrame of texts.

    python examples/pandas_example.py posting.txt texts.csv
"""

import pathlib
import sys

import pandas
import pyarrow

import sartor


def score(frame: pandas.DataFrame, posting, **options) -> pandas.DataFrame:
    """The columns of the score beside those of `frame`, which has the columns id and text."""
    batch = pyarrow.RecordBatch.from_pandas(frame[["id", "text"]], preserve_index=False)
    rows = sartor.score_batch(batch, posting, id="id", threads=2, **options).to_pandas()
    return frame.join(rows[["status", "fit", "coverage", "missing_required"]].set_index(frame.index))


if __name__ == "__main__":
    posting, texts = sys.argv[1:]
    print(score(pandas.read_csv(texts, dtype=str), pathlib.Path(posting)).to_string())
