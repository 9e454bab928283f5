-- fact_counts: how often each fact is stated, by five ways of counting.
--
-- Grain    one row per (category, entity_key, value)
-- Reads    observations, documents, doc_clusters
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   Kalai, Nachum, Vempala, Zhang 2025 (arXiv:2509.04664v1), Definition 2:
--          a fact is a training pair (c, r), prompt and response
-- Mind     These rows do not add up to prompt_counts: a cluster that states two
--          rival values of an entity is one sighting of each fact, but also only
--          one of the prompt.

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
        value,
        unit,
        unit_id
    from (
        select
            category,
            entity_key,
            value,
            passage_place as mentions,
            cast(passage_key as string) as passages,
            doc_key as documents,
            cluster_id as clusters,
            -- A document without a domain counts for none: unpivot drops nulls.
            domain as domains
        from sightings
    ) as placed
    unpivot (
        unit_id for unit in (
            mentions, passages, documents, clusters, domains
        )
    )

),

-- Distinct rows first, counted after: count(distinct) holds all of a query's groups
-- in memory at once, and grouping does not.
distinct_units as (

    select distinct
        category,
        entity_key,
        value,
        unit,
        unit_id
    from units

),

counted as (

    select
        category,
        entity_key,
        value,
        count(*) filter (where unit = 'mentions') as mentions,
        count(*) filter (where unit = 'passages') as passages,
        count(*) filter (where unit = 'documents') as documents,
        count(*) filter (where unit = 'clusters') as clusters,
        count(*) filter (where unit = 'domains') as domains
    from distinct_units
    group by category, entity_key, value

),

names as (

    select
        category,
        entity_key,
        value,
        entity,
        count(*) as clusters
    from (
        select distinct
            category,
            entity_key,
            value,
            entity,
            cluster_id
        from sightings
    ) as named
    group by category, entity_key, value, entity

),

ranked_names as (

    select
        category,
        entity_key,
        value,
        entity,
        row_number() over (
            partition by category, entity_key, value
            order by clusters desc, entity asc
        ) as name_rank
    from names

)

select
    counted.category,
    counted.entity_key,
    counted.value,
    ranked_names.entity,
    counted.mentions,
    counted.passages,
    counted.documents,
    counted.clusters,
    counted.domains
from counted
inner join ranked_names
    on
        counted.category = ranked_names.category
        and counted.entity_key = ranked_names.entity_key
        and counted.value = ranked_names.value
where ranked_names.name_rank = 1
order by counted.category, counted.entity_key, counted.value
