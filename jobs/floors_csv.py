"""floors.csv, the copy of the table floors."""

from __future__ import annotations

import pyarrow.csv
import pyarrow.parquet as pq

from jobs.parquet_files import TEMPORARY_SUFFIX
from jobs.run_folder import FLOORS_CSV, RunFolder
from schemas.tables import FLOORS


def write_floors_csv(run: RunFolder) -> None:
    """Write floors.csv anew, whole or not at all.

    Args:
        run: Has the table floors.
    """
    path = run.path / FLOORS_CSV
    temporary = path.with_name(f".{FLOORS_CSV}{TEMPORARY_SUFFIX}")
    pyarrow.csv.write_csv(pq.read_table(run.table(FLOORS.name)), temporary)
    temporary.replace(path)
