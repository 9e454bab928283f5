"""How long `floors lookup` takes on a million prompts, start of Python included.

The run is generated: names of invented syllables, sightings that fall off as Zipf has
it, a twentieth of the documents copies; its counts come from the pipeline's own SQL.

    python tests/benchmarks/lookup.py [--prompts N] [--run DIR]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from tempfile import TemporaryDirectory

import click
import pyarrow as pa

from jobs.parquet_files import replace_folder
from jobs.run_folder import RunFolder, RunRecord
from jobs.versions import describe_versions
from pipeline.warehouse import Warehouse, read_sql
from schemas.tables import BY_NAME
from schemas.tables import CATEGORIES as CATEGORY_TABLE

REPETITIONS = 5
CATEGORIES = ("birthday", "birth_year", "birthplace", "death_date", "spouse")

_NAMES = """
select
    i as prompt,
    ['birthday', 'birth_year', 'birthplace', 'death_date', 'spouse'][i % 5 + 1]
        as category,
    'Ada ' || word(i // 5 * 7919 + 13) || ' ' || word(i // 5 * 104729 + 7) as entity,
    greatest(1, cast(floor(1.3 / pow(random_share(i), 0.55)) as bigint)) as sightings
from range({prompts}) as prompts (i)
"""

_MACROS = """
create macro word(n) as (
    upper(substr('bdfghklmnprstvwz', n % 16 + 1, 1))
    || substr('aeiou', n // 16 % 5 + 1, 1)
    || substr('lrnmstvk', n // 80 % 8 + 1, 1)
    || substr('aeiou', n // 640 % 5 + 1, 1)
    || substr('bdgklmnrst', n // 3200 % 10 + 1, 1)
    || substr('aeiou', n // 32000 % 5 + 1, 1)
    || substr('lrns', n // 160000 % 4 + 1, 1)
);
create macro random_share(n) as ((hash(n) % 1000003 + 1) / 1000004);
"""

_OBSERVATIONS = """
select
    prompts.category,
    prompts.entity,
    lower(prompts.entity) as entity_key,
    case
        when hash(prompts.prompt, s) % 40 = 0 then '1871-02-03'
        else '1860-0' || (prompts.prompt % 9 + 1) || '-12'
    end as value,
    '12 May 1860' as value_surface,
    'part-' || lpad(cast(at_document % 20 as varchar), 2, '0') || '.jsonl#'
    || lpad(cast(at_document as varchar), 9, '0') as doc_key,
    cast(at_document as varchar) as doc_id,
    prompts.entity || ' was born on 12 May 1860, so says page ' || at_document || '.'
        as passage,
    cast(hash(prompts.prompt, s) % 5000 as bigint) as passage_start,
    cast(hash(prompts.prompt, s) >> 1 as bigint) as passage_key,
    cast(hash(prompts.prompt, s) % 5000 as bigint) as match_start,
    cast(hash(prompts.prompt, s) % 5000 + 40 as bigint) as match_end,
    'was_born_on' as pattern,
    'en' as language
from (
    select
        prompts.*,
        s,
        hash(prompts.prompt * 31 + s) % 1500000 as at_document
    from prompts, range(prompts.sightings) as sighted (s)
) as prompts
order by doc_key, category, entity_key, match_start
"""

_DOCUMENTS = """
select
    doc_key,
    min(doc_id) as doc_id,
    split_part(doc_key, '#', 1) as shard,
    'https://site' || hash(doc_key) % 9000 || '.example/' || min(doc_id) as url,
    'site' || hash(doc_key) % 9000 || '.example' as domain,
    'Page ' || min(doc_id) as title,
    'en' as language,
    cast(4000 as bigint) as chars,
    cast(md5(doc_key) || md5(doc_key || 'x') as blob) as sketch,
    cast(hash(doc_key) >> 1 as bigint) as text_key
from observations
group by doc_key
order by doc_key
"""

_CLUSTERS = """
select
    doc_key,
    min(doc_key) over (partition by hash(doc_key) % 40000) as cluster_id
from documents
where hash(doc_key, 1) % 20 = 0
order by doc_key
"""


def generate_run(folder: Path, prompts: int) -> None:
    """Write a run's tables as far as a lookup reads them."""
    import duckdb

    run = RunFolder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    counted = {"categories": {name: {} for name in CATEGORIES}}
    record = RunRecord(counted, [], describe_versions(), {}, "")
    run.write_record(record)
    connection = duckdb.connect()
    connection.execute(_MACROS)
    connection.execute(f"create table prompts as {_NAMES.format(prompts=prompts)}")
    for name, query in (
        ("observations", _OBSERVATIONS),
        ("documents", _DOCUMENTS),
        ("doc_clusters", _CLUSTERS),
    ):
        connection.execute(f"create table {name} as {query}")
        schema = BY_NAME[name].arrow
        batches = connection.sql(f"from {name}").arrow(65_536)
        replace_folder(
            run.table(name), (batch.cast(schema) for batch in batches), schema
        )
    connection.close()
    with Warehouse() as warehouse:
        for name in ("observations", "documents", "doc_clusters"):
            warehouse.bind(name, run.table(name))
        categories = [
            {
                "name": name,
                "version": 1,
                "hash": "0",
                "description": "",
                "entity_type": "PERSON",
                "value_type": "PERSON" if name == "spouse" else "DATE",
                "plausible_values": 366,
                "arbitrary": True,
                "single_valued": name != "spouse",
            }
            for name in CATEGORIES
        ]
        rows = pa.Table.from_pylist(categories, schema=CATEGORY_TABLE.arrow)
        replace_folder(run.table("categories"), rows.to_batches(), rows.schema)
        for name in ("fact_counts", "prompt_counts"):
            schema = BY_NAME[name].arrow
            batches = warehouse.stream(read_sql(name))
            replace_folder(
                run.table(name), (batch.cast(schema) for batch in batches), schema
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prompts", type=int, default=1_000_000)
    parser.add_argument("--run", type=Path)
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = options.run or Path(scratch) / "run"
        if not (folder / "prompt_counts").is_dir():
            generate_run(folder, options.prompts)
        with Warehouse() as warehouse:
            for name in ("prompt_counts", "observations"):
                warehouse.bind(name, folder / name)
            [row] = warehouse.table(
                "select count(*) as prompts, max_by(entity, clusters) as often, "
                "min_by(entity, (clusters, md5(entity))) as once from prompt_counts"
            ).to_pylist()
            [rows] = warehouse.table(
                "select count(*) as observations from observations"
            ).to_pylist()
        click.echo(f"{row['prompts']:,} prompts, {rows['observations']:,} observations")
        slip = row["once"][:-3] + row["once"][-2:]
        for what, name in (
            ("the prompt seen most", row["often"]),
            ("a prompt seen once", row["once"]),
            ("a name with a letter missing", slip),
            ("a name that is not there", "Quentin Xylophone"),
        ):
            times = []
            used = sum(getrusage(RUSAGE_CHILDREN)[:2])
            for _ in range(REPETITIONS):
                start = time.perf_counter()
                done = subprocess.run(
                    [sys.executable, "-m", "jobs", "lookup", str(folder), name],
                    capture_output=True,
                    check=False,
                    text=True,
                )
                times.append(time.perf_counter() - start)
            used = (sum(getrusage(RUSAGE_CHILDREN)[:2]) - used) / REPETITIONS
            said = (done.stdout or done.stderr).splitlines()[0]
            click.echo(
                f"{what:30} {median(times):5.2f} s ({min(times):.2f}-{max(times):.2f}; "
                f"{used:.2f} s of a core)  {said[:70]}"
            )


if __name__ == "__main__":
    main()
