"""Scores a folder of files, or a table of texts, on a Spark cluster, and writes the rows as Parquet.

    spark-submit --py-files … examples/spark_job.py --files 's3a://pool/resumes/*' --posting posting.txt --out s3a://pool/scores
    spark-submit examples/spark_job.py --texts pool.parquet --role backend_developer --out scores --as-of 2026-11-21
"""

import argparse
import pathlib

from pyspark.sql import SparkSession

import sartor.spark

options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
source = options.add_mutually_exclusive_group(required=True)
source.add_argument("--files", help="folder or pattern of resumes")
source.add_argument("--texts", help="Parquet table with the columns id and text")
against = options.add_mutually_exclusive_group(required=True)
against.add_argument("--posting", type=pathlib.Path)
against.add_argument("--role")
options.add_argument("--out", required=True)
options.add_argument("--as-of")
args = options.parse_args()

spark = SparkSession.builder.appName("sartor").getOrCreate()
if args.files:
    frame = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(args.files)
    content, name = "content", "path"
else:
    frame = spark.read.parquet(args.texts)
    content, name = "text", "id"
scores = sartor.spark.score(frame, args.posting, role=args.role, content=content, id=name, as_of=args.as_of)
scores.write.mode("overwrite").parquet(args.out)
spark.stop()
