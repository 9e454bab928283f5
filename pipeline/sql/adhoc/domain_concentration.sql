-- domain_concentration: What share of N comes from the top 1, 10 and 100 domains?
--
-- Grain    one row per category with a document that has a domain
-- Reads    observations, documents
-- Mind     N is that of unit documents here, without documents that have no url; the
--          top domains are those of the category.

with

sightings as (

    select distinct
        observations.category,
        observations.entity_key,
        observations.doc_key,
        documents.domain
    from observations
    inner join documents
        on observations.doc_key = documents.doc_key
    where documents.domain is not null

),

domains as (

    select
        category,
        domain,
        count(*) as sightings,
        row_number() over (
            partition by category
            order by count(*) desc, domain asc
        ) as domain_rank
    from sightings
    group by category, domain

)

select
    category,
    cast(sum(sightings) as bigint) as observations,
    count(*) as domains,
    max(domain) filter (where domain_rank = 1) as top_domain,
    sum(sightings) filter (where domain_rank <= 1) / sum(sightings) as share_top_1,
    sum(sightings) filter (where domain_rank <= 10) / sum(sightings) as share_top_10,
    sum(sightings) filter (where domain_rank <= 100) / sum(sightings) as share_top_100
from domains
group by category
order by share_top_10 desc, category asc
