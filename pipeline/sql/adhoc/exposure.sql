-- exposure: What share of N was seen at most 1, 2, 5, 10, 100 and 1,000 times?
--
-- Grain    one row per category that was observed
-- Reads    spectrum
-- Mind     In unit clusters, of prompts, divided by N. A floor near 0 is not safety:
--          recall needs 100 to 1,000 exposures in practice.

with

sightings as (

    select
        category,
        times_seen,
        times_seen * prompts as sightings
    from spectrum
    where
        unit = 'clusters'
        and key = 'prompt'

)

select
    category,
    cast(sum(sightings) as bigint) as observations,
    coalesce(sum(sightings) filter (where times_seen <= 1), 0)
    / sum(sightings) as share_le_1,
    coalesce(sum(sightings) filter (where times_seen <= 2), 0)
    / sum(sightings) as share_le_2,
    coalesce(sum(sightings) filter (where times_seen <= 5), 0)
    / sum(sightings) as share_le_5,
    coalesce(sum(sightings) filter (where times_seen <= 10), 0)
    / sum(sightings) as share_le_10,
    coalesce(sum(sightings) filter (where times_seen <= 100), 0)
    / sum(sightings) as share_le_100,
    coalesce(sum(sightings) filter (where times_seen <= 1000), 0)
    / sum(sightings) as share_le_1000
from sightings
group by category
order by share_le_10 desc, category asc
