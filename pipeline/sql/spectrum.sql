-- spectrum: how many prompts, and how many facts, were seen exactly so often.
--
-- Grain    one row per (category, unit, key, times_seen)
-- Reads    prompt_counts, fact_counts
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   Good 1953, "The population frequencies of species": the frequencies of
--          frequencies f_k, with N = sum of k * f_k
-- Mind     The column prompts counts facts where key = 'fact'. A prompt that has no
--          sighting in a unit (no url, so no domain) is not in that unit's rows:
--          the same prompts may be fewer in one unit than in another.

with

prompt_sightings (category, key, unit, times_seen) as (

    select
        category,
        'prompt',
        unit,
        times_seen
    from prompt_counts
    unpivot (
        times_seen for unit in (mentions, passages, documents, clusters, domains)
    )

),

fact_sightings (category, key, unit, times_seen) as (

    select
        category,
        'fact',
        unit,
        times_seen
    from fact_counts
    unpivot (
        times_seen for unit in (mentions, passages, documents, clusters, domains)
    )

),

sightings as (

    select
        category,
        key,
        unit,
        times_seen
    from prompt_sightings
    union all
    select
        category,
        key,
        unit,
        times_seen
    from fact_sightings

)

select
    category,
    unit,
    key,
    times_seen,
    count(*) as prompts
from sightings
where times_seen > 0
group by category, unit, key, times_seen
order by category, unit, key, times_seen
