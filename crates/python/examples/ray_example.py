"""Scores a Ray dataset of texts: one engine a worker, batches as Arrow tables.

    python examples/ray_example.py posting.txt texts.parquet
"""

import pathlib
import sys

import pyarrow
import ray

import sartor


class Scorer:
    """What a worker of Ray keeps between batches."""

    def __init__(self, posting, as_of=None):
        self.engine = sartor.Engine()
        self.posting, self.as_of = posting, as_of

    def __call__(self, table: pyarrow.Table) -> pyarrow.Table:
        batches = table.combine_chunks().to_batches()
        return pyarrow.Table.from_batches(
            [self.engine.score_batch(batch, self.posting, id="id", as_of=self.as_of) for batch in batches]
        )


def score(dataset, posting, workers: int = 2, **options):
    """The rows of the score; `dataset` has the columns id and text, `posting` is a text or the bytes of a file.

    The pool begins with one worker: as many workers as cores would leave none for the tasks that read the table, and all would wait for ever.
    """
    return dataset.map_batches(
        Scorer,
        fn_constructor_args=(posting,),
        fn_constructor_kwargs=options,
        batch_format="pyarrow",
        concurrency=(1, workers),
    )


if __name__ == "__main__":
    posting, texts = sys.argv[1:]
    print(score(ray.data.read_parquet(texts), pathlib.Path(posting).read_bytes()).take(20))
