-- fact_frequencies: How many facts were stated once, twice, 3-4 times, and so on?
--
-- Grain    one row per (category, seen_to): each range, from seen_from to seen_to
-- Reads    spectrum
-- Mind     In unit clusters, of facts: an entity with two values has two. sightings
--          is the range's part of N.

with

ranges as (

    select
        category,
        times_seen,
        prompts,
        -- 1, 2, 3-4, 5-8, ... end at the first power of two that is not below.
        1 << cast(ceil(log2(times_seen)) as integer) as seen_to
    from spectrum
    where
        unit = 'clusters'
        and key = 'fact'

)

select
    category,
    seen_to,
    cast(sum(prompts) as bigint) as facts,
    cast(sum(prompts * times_seen) as bigint) as sightings,
    seen_to // 2 + 1 as seen_from
from ranges
group by category, seen_to
order by category asc, seen_to asc
