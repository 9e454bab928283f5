-- rejects_by_reason: What could not be read, and why?
--
-- Grain    one row per reason
-- Reads    rejects, shards
-- Mind     reject_rate is divided by all records: those read, and those rejected.

with

records as (

    select cast(sum(documents) + sum(rejects) as bigint) as records
    from shards

),

reasons as (

    select
        reason,
        count(*) as rejected,
        count(distinct shard) as shards,
        min(shard || ' at ' || position || ': ' || detail) as example
    from rejects
    group by reason

)

select
    reasons.reason,
    reasons.rejected,
    reasons.shards,
    reasons.example,
    reasons.rejected / records.records as reject_rate
from reasons
cross join records
order by reasons.rejected desc, reasons.reason asc
