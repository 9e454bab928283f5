"""floors.csv, the copy of the table floors."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.csv

from jobs.parquet_files import read_table
from jobs.run_folder import FLOORS_CSV, RunFolder
from pipeline.locations import write_whole
from schemas.tables import FLOORS


def write_floors_csv(run: RunFolder) -> None:
    """Write floors.csv anew, whole or not at all.

    Args:
        run: Has the table floors.
    """
    content = pa.BufferOutputStream()
    pyarrow.csv.write_csv(read_table(run.table(FLOORS.name), FLOORS), content)
    write_whole(run.path / FLOORS_CSV, content.getvalue().to_pybytes())
