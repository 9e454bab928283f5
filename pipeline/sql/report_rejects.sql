-- report_rejects: why records were not read, with one example of each reason.
--
-- Grain    one row per reason
-- Reads    rejects
-- Runs on  DuckDB alone
-- Source   rejects
-- Mind     The example is the first by shard and position; its detail may quote the
--          record.

with

counted as (

    select
        reason,
        shard,
        position,
        detail,
        count(*) over (partition by reason) as records
    from rejects
    qualify
        row_number() over (
            partition by reason
            order by shard asc, position asc
        ) = 1

)

select
    reason,
    cast(records as bigint) as records,
    shard,
    position,
    detail
from counted
order by records desc, reason asc
