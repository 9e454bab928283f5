-- category_tallies: how much states a category, by five ways of counting.
--
-- Grain    one row per category with observations
-- Reads    observations, documents, doc_clusters
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   the sampling units T of incidence data: Chao et al. 2014 (Ecol. Monogr. 84)
-- Mind     Distinct over a whole category: a cluster that states ten prompts is one
--          here, and ten sightings in prompt_counts.

with

placed as (

    select
        observations.category,
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

-- Distinct rows first, counted after: count(distinct) holds all of a query's groups
-- in memory at once, and grouping does not.
distinct_units as (

    select distinct
        category,
        unit,
        unit_id
    from (
        select
            category,
            passage_place as mentions,
            cast(passage_key as string) as passages,
            doc_key as documents,
            cluster_id as clusters,
            -- A document without a domain counts for none: unpivot drops nulls.
            domain as domains
        from placed
    ) as wide
    unpivot (
        unit_id for unit in (mentions, passages, documents, clusters, domains)
    )

),

counted as (

    select
        category,
        count(*) filter (where unit = 'mentions') as mentions,
        count(*) filter (where unit = 'passages') as passages,
        count(*) filter (where unit = 'documents') as documents,
        count(*) filter (where unit = 'clusters') as clusters,
        count(*) filter (where unit = 'domains') as domains
    from distinct_units
    group by category

),

stated as (

    select
        category,
        count(*) as statements,
        count(domain) as statements_with_domain
    from placed
    group by category

)

select
    stated.category,
    stated.statements,
    stated.statements_with_domain,
    counted.mentions,
    counted.passages,
    counted.documents,
    counted.clusters,
    counted.domains
from stated
inner join counted
    on stated.category = counted.category
order by stated.category
