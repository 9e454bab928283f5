-- group_tallies: what N and f1 lose when one group of observations is left out.
--
-- Grain    one row per (category, key, grouped_by, group_number) in which some
--          sighting of unit clusters lies alone
-- Reads    observations, documents, doc_clusters
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   the delete-one-group jackknife: 50 groups by a hash of the cluster, and of
--          the domain. Without the group g, a key seen t times, c of them in g alone,
--          was seen t - c times: a singleton is lost where t = 1 and c = 1, and one is
--          won where t - c = 1
-- Mind     A cluster that mirrors two domains is a sighting that two groups may share:
--          it stays when one of them is left out. A document without a domain goes
--          with its cluster. The hash is the first 16 bits of MD5: what the engines
--          call hash() differs. Other units have no row: theirs would cost as much
--          as all counts of a run together.

with

placed as (

    select
        observations.category,
        observations.entity_key,
        observations.value,
        documents.domain,
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

-- A sighting lies in a group alone where the first and the last of its groups are it.
fact_sightings as (

    select
        category,
        entity_key,
        value,
        cluster_id,
        min(cluster_group) as cluster_group,
        min(domain_group) as first_domain_group,
        max(domain_group) as last_domain_group
    from grouped
    group by category, entity_key, value, cluster_id

),

prompt_sightings as (

    select
        category,
        entity_key,
        cluster_id,
        min(cluster_group) as cluster_group,
        min(first_domain_group) as first_domain_group,
        max(last_domain_group) as last_domain_group
    from fact_sightings
    group by category, entity_key, cluster_id

),

sightings (
    category, key, entity_key, value, cluster_group, domain_group
) as (

    select
        category,
        'fact',
        entity_key,
        value,
        cluster_group,
        case
            when first_domain_group = last_domain_group then first_domain_group
        end
    from fact_sightings
    union all
    select
        category,
        'prompt',
        entity_key,
        '',
        cluster_group,
        case
            when first_domain_group = last_domain_group then first_domain_group
        end
    from prompt_sightings

),

-- What tells, of each key, without which groups it has one sighting.
keyed as (

    select
        category,
        key,
        cast(sum(cluster_group) as bigint) as cluster_sum,
        cast(sum(domain_group) as bigint) as domain_sum,
        count(*) as times_seen,
        min(cluster_group) as cluster_first,
        max(cluster_group) as cluster_last,
        count(domain_group) as domain_alone,
        min(domain_group) as domain_first,
        max(domain_group) as domain_last
    from sightings
    group by category, key, entity_key, value

),

profiles as (

    select
        category,
        key,
        'clusters' as grouped_by,
        times_seen,
        times_seen as alone,
        cluster_first as first_group,
        cluster_last as last_group,
        cluster_sum as group_sum
    from keyed
    union all
    select
        category,
        key,
        'domains' as grouped_by,
        times_seen,
        domain_alone as alone,
        domain_first as first_group,
        domain_last as last_group,
        domain_sum as group_sum
    from keyed

),

changes as (

    -- A singleton goes; or one sighting is left, because it lies in two groups and all
    -- others in this one, or because all but the last are in the first. (Numbers that
    -- are at least the first, and at most the last, have this sum only so.)
    select
        category,
        key,
        grouped_by,
        first_group as group_number,
        case when times_seen = 1 then 1 else -1 end as singletons_lost
    from profiles
    where
        (times_seen = 1 and alone = 1)
        or (times_seen >= 2 and alone = times_seen - 1 and first_group = last_group)
        or (
            alone = times_seen
            and first_group < last_group
            and group_sum = (times_seen - 1) * first_group + last_group
        )
    union all
    -- One sighting is left because all but the first are in the last.
    select
        category,
        key,
        grouped_by,
        last_group as group_number,
        -1 as singletons_lost
    from profiles
    where
        alone = times_seen
        and first_group < last_group
        and group_sum = first_group + (times_seen - 1) * last_group

),

losses (
    category,
    key,
    grouped_by,
    group_number,
    observations_lost,
    singletons_lost
) as (

    select
        category,
        key,
        'clusters',
        cluster_group,
        count(*),
        0
    from sightings
    group by category, key, cluster_group
    union all
    select
        category,
        key,
        'domains',
        domain_group,
        count(*),
        0
    from sightings
    where domain_group is not null
    group by category, key, domain_group
    union all
    select
        category,
        key,
        grouped_by,
        group_number,
        0,
        sum(singletons_lost)
    from changes
    group by category, key, grouped_by, group_number

)

select
    category,
    key,
    grouped_by,
    cast(group_number as bigint) as group_number,
    cast(sum(observations_lost) as bigint) as observations_lost,
    cast(sum(singletons_lost) as bigint) as singletons_lost
from losses
group by category, key, grouped_by, group_number
order by category, key, grouped_by, group_number
