-- clusters_with_facts: What do the largest clusters of near-duplicates state?
--
-- Grain    one row per cluster, the twenty with the most documents
-- Reads    doc_clusters, observations, documents
-- Mind     Many facts and many titles in one cluster: different pages on one template
--          may have been joined. One fact and one title: copies, as they should be.

with

largest as (

    select
        cluster_id,
        count(*) as documents
    from doc_clusters
    group by cluster_id
    order by documents desc, cluster_id asc
    limit 20

),

members as (

    select
        largest.cluster_id,
        largest.documents,
        doc_clusters.doc_key,
        documents.title,
        documents.domain
    from largest
    inner join doc_clusters
        on largest.cluster_id = doc_clusters.cluster_id
    inner join documents
        on doc_clusters.doc_key = documents.doc_key

),

facts as (

    select
        members.cluster_id,
        observations.category,
        observations.entity_key,
        observations.value,
        min(observations.entity) as entity,
        count(distinct observations.doc_key) as documents
    from observations
    inner join members
        on observations.doc_key = members.doc_key
    group by
        members.cluster_id,
        observations.category,
        observations.entity_key,
        observations.value
    qualify
        row_number() over (
            partition by members.cluster_id
            order by
                count(distinct observations.doc_key) desc,
                observations.category asc,
                observations.entity_key asc,
                observations.value asc
        ) <= 5

),

listed as (

    select
        cluster_id,
        string_agg(
            category || ': ' || entity || ' = ' || value,
            '; ' order by
                documents desc, category asc, entity_key asc, value asc
        ) as first_facts
    from facts
    group by cluster_id

),

stated as (

    select distinct
        members.cluster_id,
        observations.category,
        observations.entity_key,
        observations.value
    from members
    inner join observations
        on members.doc_key = observations.doc_key

),

counted as (

    select
        cluster_id,
        count(*) as facts
    from stated
    group by cluster_id

),

described as (

    select
        cluster_id,
        max(documents) as documents,
        count(distinct title) as titles,
        count(distinct domain) as domains
    from members
    group by cluster_id

)

select
    described.cluster_id,
    described.documents,
    described.titles,
    described.domains,
    counted.facts,
    listed.first_facts
from described
inner join counted
    on described.cluster_id = counted.cluster_id
inner join listed
    on described.cluster_id = listed.cluster_id
order by described.documents desc, described.cluster_id asc
