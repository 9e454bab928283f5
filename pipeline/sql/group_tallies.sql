-- group_tallies: what N and f1 lose when one group of observations is left out.
--
-- Grain    one row per (category, unit, key, grouped_by, group_number) in which some
--          sighting lies alone
-- Reads    observations, documents, doc_clusters
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   the delete-one-group jackknife: 50 groups by a hash of the cluster, and of
--          the domain. Without the group g, a key seen t times, c of them in g alone,
--          was seen t - c times: a singleton is lost where t = 1 and c = 1, and one is
--          won where t - c = 1
-- Mind     A sighting that two groups share (a passage quoted in two clusters, a
--          cluster that mirrors two domains) stays when one of them is left out. A
--          document without a domain goes with its cluster. The hash is the first 16
--          bits of MD5: what the engines call hash() differs.

with

placed as (

    select
        observations.category,
        observations.entity_key,
        observations.value,
        observations.doc_key,
        observations.passage_key,
        documents.domain,
        concat_ws(
            '#', observations.doc_key, cast(observations.passage_start as string)
        ) as passage_place,
        -- A document in no cluster is its own cluster of one.
        coalesce(doc_clusters.cluster_id, observations.doc_key) as cluster_id
    from observations
    left join documents
        on observations.doc_key = documents.doc_key
    left join doc_clusters
        on observations.doc_key = doc_clusters.doc_key

),

hashed as (

    select
        *,
        md5(cluster_id) as cluster_hash,
        md5(coalesce(domain, cluster_id)) as domain_hash
    from placed

),

grouped as (

    select
        *,
        (
            (instr('0123456789abcdef', substr(cluster_hash, 1, 1)) - 1) * 4096
            + (instr('0123456789abcdef', substr(cluster_hash, 2, 1)) - 1) * 256
            + (instr('0123456789abcdef', substr(cluster_hash, 3, 1)) - 1) * 16
            + (instr('0123456789abcdef', substr(cluster_hash, 4, 1)) - 1)
        ) % 50 as cluster_group,
        (
            (instr('0123456789abcdef', substr(domain_hash, 1, 1)) - 1) * 4096
            + (instr('0123456789abcdef', substr(domain_hash, 2, 1)) - 1) * 256
            + (instr('0123456789abcdef', substr(domain_hash, 3, 1)) - 1) * 16
            + (instr('0123456789abcdef', substr(domain_hash, 4, 1)) - 1)
        ) % 50 as domain_group
    from hashed

),

units as (

    select
        category,
        entity_key,
        value,
        cluster_group,
        domain_group,
        unit,
        unit_id
    from (
        select
            category,
            entity_key,
            value,
            cluster_group,
            domain_group,
            passage_place as mentions,
            cast(passage_key as string) as passages,
            doc_key as documents,
            cluster_id as clusters,
            -- A document without a domain counts for none: unpivot drops nulls.
            domain as domains
        from grouped
    ) as wide
    unpivot (
        unit_id for unit in (mentions, passages, documents, clusters, domains)
    )

),

-- A sighting is lost with a group where the first and the last of its groups are it.
fact_sightings as (

    select
        category,
        entity_key,
        value,
        unit,
        unit_id,
        min(cluster_group) as first_cluster_group,
        max(cluster_group) as last_cluster_group,
        min(domain_group) as first_domain_group,
        max(domain_group) as last_domain_group
    from units
    group by category, entity_key, value, unit, unit_id

),

prompt_sightings as (

    select
        category,
        entity_key,
        unit,
        unit_id,
        min(first_cluster_group) as first_cluster_group,
        max(last_cluster_group) as last_cluster_group,
        min(first_domain_group) as first_domain_group,
        max(last_domain_group) as last_domain_group
    from fact_sightings
    group by category, entity_key, unit, unit_id

),

sightings (
    category,
    key,
    entity_key,
    value,
    unit,
    first_cluster_group,
    last_cluster_group,
    first_domain_group,
    last_domain_group
) as (

    select
        category,
        'fact',
        entity_key,
        value,
        unit,
        first_cluster_group,
        last_cluster_group,
        first_domain_group,
        last_domain_group
    from fact_sightings
    union all
    select
        category,
        'prompt',
        entity_key,
        '',
        unit,
        first_cluster_group,
        last_cluster_group,
        first_domain_group,
        last_domain_group
    from prompt_sightings

),

lying as (

    select
        category,
        key,
        entity_key,
        value,
        unit,
        'clusters' as grouped_by,
        case
            when first_cluster_group = last_cluster_group then first_cluster_group
        end as group_number
    from sightings
    union all
    select
        category,
        key,
        entity_key,
        value,
        unit,
        'domains' as grouped_by,
        case
            when first_domain_group = last_domain_group then first_domain_group
        end as group_number
    from sightings

),

counted as (

    select
        category,
        key,
        entity_key,
        value,
        unit,
        grouped_by,
        group_number,
        count(*) as lost
    from lying
    group by category, key, entity_key, value, unit, grouped_by, group_number

),

totalled as (

    select
        *,
        sum(lost) over (
            partition by category, key, entity_key, value, unit, grouped_by
        ) as times_seen
    from counted

)

select
    category,
    unit,
    key,
    grouped_by,
    cast(group_number as bigint) as group_number,
    cast(sum(lost) as bigint) as observations_lost,
    cast(
        sum(
            case
                when times_seen = 1 then 1
                when times_seen - lost = 1 then -1
                else 0
            end
        ) as bigint
    ) as singletons_lost
from totalled
where group_number is not null
group by category, unit, key, grouped_by, group_number
order by category, unit, key, grouped_by, group_number
