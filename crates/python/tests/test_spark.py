"""A cluster of two executors on this machine gives the rows of `sartor batch`, also where one executor is killed on the way.

SARTOR names the program, SARTOR_POOL a folder that `cargo xtask pool` has made: `texts.jsonl` with 20,000 texts, 50 of them
poison, and `files/` with 500 PDF, 20 of them hostile.
"""

import os
import pathlib
import signal
import subprocess
import sys
import threading
import time

import pytest
from conftest import EXAMPLES, ROOT, named, need

AS_OF = "2026-11-21"
POSTING = ROOT / "fixtures/postings/fr-backend-python-nantes.md"
EXECUTOR = b"CoarseGrainedExecutorBackend"


@pytest.fixture(scope="module")
def spark():
    need("pyspark")
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("sartor")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.executor.memory", "640m")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def pool():
    return named("SARTOR_POOL")


def texts(spark, pool):
    # About forty tasks.
    size = (pool / "texts.jsonl").stat().st_size
    spark.conf.set("spark.sql.files.openCostInBytes", "0")
    spark.conf.set("spark.sql.files.maxPartitionBytes", str(size // 40))
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "200")
    return spark.read.schema("id string, text string").json(str(pool / "texts.jsonl")), {"content": "text", "id": "id"}


def files(spark, pool):
    from pyspark.sql import functions

    size = sum(path.stat().st_size for path in (pool / "files").iterdir())
    spark.conf.set("spark.sql.files.openCostInBytes", "0")
    spark.conf.set("spark.sql.files.maxPartitionBytes", str(size // 40))
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "10")
    frame = spark.read.format("binaryFile").load(str(pool / "files"))
    # The names that the command line gives them.
    return frame.withColumn("path", functions.regexp_extract("path", "files/[^/]*$", 0)), {"content": "content", "id": "path"}


SOURCES = {"texts": ("texts.jsonl", texts), "files": ("files", files)}


@pytest.fixture(scope="module")
def expected(pool, tmp_path_factory):
    """The rows of the command line, by the source."""
    parquet = need("pyarrow.parquet")
    known = {}

    def rows(source):
        if source not in known:
            out = tmp_path_factory.mktemp("batch") / "rows.parquet"
            command = [named("SARTOR"), "batch", SOURCES[source][0], "--posting", POSTING, "--as-of", AS_OF, "--lang", "en"]
            # Status 4: some cannot be read, as it must be.
            done = subprocess.run([*command, "--format", "parquet", "-o", out], cwd=pool, capture_output=True, text=True)
            assert done.returncode == 4, done.stderr
            known[source] = sorted(parquet.read_table(out).to_pylist(), key=lambda row: row["document"])
        return known[source]

    return rows


def executors():
    """The processes of executors that descend from this one."""
    parents, found = {}, []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                if EXECUTOR in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
            except OSError:
                continue  # It ended meanwhile.

    def ours(process):
        while process in parents:
            if process == os.getpid():
                return True
            process = parents[process]
        return False

    return {process for process in found if ours(process)}


class Killer(threading.Thread):
    """Kills one executor when a quarter of the tasks of the stage under way is done."""

    def __init__(self, spark):
        super().__init__(daemon=True)
        self.tracker, self.done, self.killed = spark.sparkContext.statusTracker(), threading.Event(), None

    def run(self):
        while not self.done.wait(0.02):
            for stage in self.tracker.getActiveStageIds():
                info = self.tracker.getStageInfo(stage)
                if info and info.numTasks >= 8 and info.numCompletedTasks >= info.numTasks / 4:
                    process = min(executors())
                    os.kill(process, signal.SIGKILL)
                    self.killed = (process, info.numCompletedTasks, info.numTasks)
                    return


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("kill", [False, True], ids=["undisturbed", "an-executor-killed"])
def test_a_cluster_gives_the_rows_of_the_command_line(spark, pool, expected, tmp_path, source, kill):
    import sartor.spark

    parquet = need("pyarrow.parquet")
    frame, columns = SOURCES[source][1](spark, pool)
    scores = sartor.spark.score(frame, POSTING, as_of=AS_OF, **columns)
    killer = Killer(spark)
    before = executors()
    if kill:
        killer.start()
    began = time.monotonic()
    scores.write.parquet(str(tmp_path / "rows"))
    took = time.monotonic() - began
    killer.done.set()
    ours = sorted(parquet.read_table(tmp_path / "rows").to_pylist(), key=lambda row: row["document"])
    errors = sum(row["status"] == "error" for row in ours)
    print(f"\n{source}: {len(ours)} rows, {errors} of them errors, in {took:.1f} s", end="")
    if kill:
        killer.join()
        assert killer.killed, "nothing was killed"
        process, done, tasks = killer.killed
        print(f"; executor killed after {done} of {tasks} tasks", end="")
        assert process in before and process not in executors()
        assert done < tasks / 2
    names = [row["document"] for row in ours]
    theirs = expected(source)
    assert names == [row["document"] for row in theirs], "some are lost or there twice"
    assert len(set(names)) == len(names)
    # A row of a cluster does not know the others.
    for row in theirs:
        row["duplicates_of"] = None
    assert ours == theirs
    assert 0 < errors < len(ours) / 10
    assert {row["lexicon_digest"] for row in ours if row["status"] == "ok"} == {sartor.Engine().lexicon_digest}


def test_the_example_job_runs(tmp_path):
    need("pyspark")
    parquet = need("pyarrow.parquet")
    resumes = ROOT / "fixtures/resumes"
    submit = pathlib.Path(sys.executable).parent / "spark-submit"
    job = [EXAMPLES / "spark_job.py", "--files", resumes, "--posting", POSTING, "--out", tmp_path / "scores", "--as-of", AS_OF]
    environment = os.environ | {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run([submit, "--master", "local[1]", *job], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    rows = parquet.read_table(tmp_path / "scores").to_pylist()
    assert len(rows) == sum(1 for path in resumes.rglob("*") if path.is_file())
    assert all(row["status"] == "ok" for row in rows)
