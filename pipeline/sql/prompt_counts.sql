-- prompt_counts: how often each prompt is answered, by five ways of counting.
--
-- Grain    one row per (category, entity_key)
-- Reads    observations, documents, doc_clusters
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   Kalai, Nachum, Vempala, Zhang 2025 (arXiv:2509.04664v1), Definition 2:
--          a prompt c asks for a value, so it does not contain one
-- Mind     Counted from observations, distinct over all values of a prompt. Summing
--          fact_counts would count a cluster with two rival values twice, and
--          turn a singleton into a doubleton.

with

sightings as (

    select
        observations.category,
        observations.entity_key,
        observations.value,
        observations.entity,
        observations.doc_key,
        observations.passage_key,
        documents.domain,
        -- Two patterns that match in one passage see one mention.
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

units as (

    select
        category,
        entity_key,
        unit,
        unit_id
    from (
        select
            category,
            entity_key,
            passage_place as mentions,
            cast(passage_key as string) as passages,
            doc_key as documents,
            cluster_id as clusters,
            -- A document without a domain counts for none: unpivot drops nulls.
            domain as domains,
            value as distinct_values
        from sightings
    ) as placed
    unpivot (
        unit_id for unit in (
            mentions, passages, documents, clusters, domains, distinct_values
        )
    )

),

-- Distinct rows first, counted after: count(distinct) holds all of a query's groups
-- in memory at once, and grouping does not.
distinct_units as (

    select distinct
        category,
        entity_key,
        unit,
        unit_id
    from units

),

counted as (

    select
        category,
        entity_key,
        count(*) filter (where unit = 'mentions') as mentions,
        count(*) filter (where unit = 'passages') as passages,
        count(*) filter (where unit = 'documents') as documents,
        count(*) filter (where unit = 'clusters') as clusters,
        count(*) filter (where unit = 'domains') as domains,
        count(*) filter (where unit = 'distinct_values') as distinct_values
    from distinct_units
    group by category, entity_key

),

names as (

    select
        category,
        entity_key,
        entity,
        count(*) as clusters
    from (
        select distinct
            category,
            entity_key,
            entity,
            cluster_id
        from sightings
    ) as named
    group by category, entity_key, entity

),

ranked_names as (

    select
        category,
        entity_key,
        entity,
        row_number() over (
            partition by category, entity_key
            order by clusters desc, entity asc
        ) as name_rank
    from names

),

rival_values as (

    select
        category,
        entity_key,
        value,
        count(*) as clusters
    from (
        select distinct
            category,
            entity_key,
            value,
            cluster_id
        from sightings
    ) as valued
    group by category, entity_key, value

),

ranked_values as (

    select
        category,
        entity_key,
        value,
        clusters,
        row_number() over (
            partition by category, entity_key
            order by clusters desc, value asc
        ) as value_rank
    from rival_values

)

select
    counted.category,
    counted.entity_key,
    ranked_names.entity,
    counted.mentions,
    counted.passages,
    counted.documents,
    counted.clusters,
    counted.domains,
    counted.distinct_values,
    ranked_values.value as top_value,
    -- Of the clusters that state the prompt; one of them may state several values.
    ranked_values.clusters / counted.clusters as top_share
from counted
inner join ranked_names
    on
        counted.category = ranked_names.category
        and counted.entity_key = ranked_names.entity_key
inner join ranked_values
    on
        counted.category = ranked_values.category
        and counted.entity_key = ranked_values.entity_key
where
    ranked_names.name_rank = 1
    and ranked_values.value_rank = 1
order by counted.category, counted.entity_key
