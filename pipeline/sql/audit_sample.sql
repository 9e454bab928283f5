-- audit_sample: which observations an audit judges.
--
-- Grain    one row per sampled sighting: a prompt in a cluster
-- Reads    audit_observations (a view: audit_observations.sql), prompt_counts,
--          audit_quotas (category, stratum, least and most times seen, rows wanted),
--          audit_settings (one row: seed)
-- Runs on  DuckDB alone: an audit reads a finished run
-- Source   a simple random sample of sightings in each stratum; order by a hash makes
--          it the same on any machine, in any order of rows
-- Mind     A sighting is drawn first, then one of its values, then one observation of
--          that: drawn as observations, a cluster of a thousand copies would count a
--          thousand times, and of two values the one with more copies would be judged.

with

sightings as (

    select
        audit_observations.category,
        audit_observations.entity_key,
        audit_observations.cluster_id,
        arg_min(
            audit_observations.row_id,
            md5(
                concat_ws(
                    chr(31),
                    audit_settings.seed,
                    audit_observations.entity_key,
                    audit_observations.cluster_id,
                    audit_observations.value
                )
            )
            || md5(concat_ws(chr(31), audit_settings.seed, audit_observations.row_id))
        ) as row_id,
        any_value(audit_settings.seed) as seed
    from audit_observations
    cross join audit_settings
    where
        audit_observations.category in (
            select audit_quotas.category from audit_quotas
        )
    group by
        audit_observations.category,
        audit_observations.entity_key,
        audit_observations.cluster_id

),

ranked as (

    select
        sightings.row_id,
        sightings.category,
        audit_quotas.stratum,
        audit_quotas.rows_wanted,
        row_number() over (
            partition by sightings.category, audit_quotas.stratum
            order by
                md5(
                    concat_ws(
                        chr(31),
                        sightings.seed,
                        sightings.category,
                        sightings.entity_key,
                        sightings.cluster_id
                    )
                )
        ) as place
    from sightings
    inner join prompt_counts
        on
            sightings.category = prompt_counts.category
            and sightings.entity_key = prompt_counts.entity_key
    inner join audit_quotas
        on
            sightings.category = audit_quotas.category
            and prompt_counts.clusters >= audit_quotas.least_times
            and prompt_counts.clusters <= audit_quotas.most_times

)

select row_id
from ranked
where place <= rows_wanted
order by category, stratum, place
