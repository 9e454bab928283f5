-- shared_bands: the bands whose bucket holds more than one document.
--
-- Grain    one row per (doc_key, band) in a bucket of two or more
-- Reads    bands
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   banded MinHash: Leskovec, Rajaraman, Ullman, "Mining of Massive
--          Datasets", section 3.4
-- Mind     Most documents are like no other and have no row here, so everything
--          after this step is paid for by the documents that may have a twin.

with

buckets as (

    select
        band,
        band_hash
    from bands
    group by band, band_hash
    having count(*) > 1

)

select
    bands.doc_key,
    bands.band,
    bands.band_hash
from bands
inner join buckets
    on
        bands.band = buckets.band
        and bands.band_hash = buckets.band_hash
