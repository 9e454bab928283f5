"""The table doc_clusters of a small run, made in memory rather than by an engine."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from jobs.parquet_files import open_parquet, replace_folder
from pipeline.dedup.clusters_in_memory import BandRows, find_clusters
from pipeline.dedup.settings import DedupMode, DedupSettings
from pipeline.dedup.verification import Signatures, view_signatures
from pipeline.locations import Location, list_files
from schemas.tables import DOC_CLUSTERS


def make_small_clusters(
    *,
    bands: Location,
    documents: Location,
    settings: DedupSettings,
    writes: Location,
    rows_in_memory: int,
) -> int | None:
    """Make the table, if few enough rows decide it.

    Args:
        bands: Folder of the table bands; it may be empty.
        documents: Folder of the table documents; it may be empty.
        settings: Mode exact or near.
        writes: Folder of the table doc_clusters, made here.
        rows_in_memory: Rows of bands and documents that may be held: some 200 bytes
            each, and where pairs are verified, the sketches.

    Returns:
        How many documents are in a cluster; None, and nothing was made, where there
        are more rows than that.
    """
    near = settings.mode is DedupMode.NEAR
    band_files = _open(bands, rows_in_memory) if near else []
    document_files = _open(documents, rows_in_memory)
    files = (*band_files, *document_files)
    if sum(file.metadata.num_rows for file in files) > rows_in_memory:
        return None
    verified = near and settings.threshold is not None
    doc_keys, text_keys, signatures = _read_documents(document_files, verified=verified)
    clusters = find_clusters(
        doc_keys,
        text_keys,
        _read_bands(band_files, doc_keys) if near else None,
        signatures=signatures,
        threshold=settings.threshold,
    )
    arrays = [pa.array(column, pa.string()) for column in clusters]
    batch = pa.RecordBatch.from_arrays(arrays, schema=DOC_CLUSTERS.arrow)
    return replace_folder(writes, [batch], DOC_CLUSTERS.arrow)


def _open(folder: Location, rows_in_memory: int) -> list[pq.ParquetFile]:
    """Open a table's files, up to the one with which there are too many rows."""
    # File by file: for a folder Arrow would load its engine for queries.
    files: list[pq.ParquetFile] = []
    rows = 0
    for path in sorted(list_files(folder, "[!._]*.parquet"), key=str):
        files.append(open_parquet(path, read_dictionary=["doc_key"]))
        rows += files[-1].metadata.num_rows
        # At an object store each footer is a wait.
        if rows > rows_in_memory:
            break
    return files


def _read_documents(
    files: list[pq.ParquetFile], *, verified: bool
) -> tuple[list[str], np.ndarray, Signatures | None]:
    columns = ["doc_key", "text_key", *(["sketch"] if verified else [])]
    read = [file.read(columns) for file in files]
    doc_keys = [key for table in read for key in table["doc_key"].to_pylist()]
    text_keys = [table["text_key"].to_numpy() for table in read]
    signatures = [
        view_signatures(chunk)
        for table in read
        for chunk in (table["sketch"].chunks if verified else ())
        if len(chunk)
    ]
    return (
        doc_keys,
        np.concatenate([np.empty(0, dtype=np.int64), *text_keys]),
        np.concatenate(signatures) if signatures else None,
    )


def _read_bands(files: list[pq.ParquetFile], doc_keys: list[str]) -> BandRows:
    numbers = {key: number for number, key in enumerate(doc_keys)}
    documents, bands, hashes = [], [], []
    for file in files:
        read = file.read(["doc_key", "band", "band_hash"])
        for chunk in read["doc_key"].chunks:
            own = [numbers[key] for key in chunk.dictionary.to_pylist()]
            places = np.array(own, dtype=np.int64)
            documents.append(places[chunk.indices.to_numpy()])
        bands.append(read["band"].to_numpy().astype(np.int64))
        hashes.append(read["band_hash"].to_numpy())
    empty = np.empty(0, dtype=np.int64)
    return BandRows(
        *(np.concatenate([empty, *parts]) for parts in (documents, bands, hashes))
    )
