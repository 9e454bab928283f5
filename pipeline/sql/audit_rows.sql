-- audit_rows: what a judge, and a correction, must know of some observations.
--
-- Grain    one row per wanted observation that the run has
-- Reads    audit_observations (a view: audit_observations.sql), documents,
--          prompt_counts, fact_counts, wanted (row_id)
-- Runs on  DuckDB alone: an audit reads a finished run
-- Source   observations
-- Mind     times_seen and fact_times_seen are in unit clusters. facts_in_sighting is
--          how many values the cluster states of the prompt: one of them was drawn for
--          all.

with

wanted_observations as (

    select audit_observations.*
    from audit_observations
    semi join wanted
        on audit_observations.row_id = wanted.row_id

),

sighting_values as (

    select distinct
        audit_observations.category,
        audit_observations.entity_key,
        audit_observations.cluster_id,
        audit_observations.value
    from audit_observations
    semi join wanted_observations
        on
            audit_observations.category = wanted_observations.category
            and audit_observations.entity_key = wanted_observations.entity_key
            and audit_observations.cluster_id = wanted_observations.cluster_id

),

sighting_facts as (

    select
        category,
        entity_key,
        cluster_id,
        count(*) as facts_in_sighting
    from sighting_values
    group by category, entity_key, cluster_id

)

select
    wanted_observations.row_id,
    wanted_observations.category,
    prompt_counts.clusters as times_seen,
    fact_counts.clusters as fact_times_seen,
    sighting_facts.facts_in_sighting,
    wanted_observations.entity,
    wanted_observations.value,
    wanted_observations.passage,
    wanted_observations.match_from,
    wanted_observations.match_to,
    documents.url,
    documents.title,
    wanted_observations.doc_key
from wanted_observations
inner join sighting_facts
    on
        wanted_observations.category = sighting_facts.category
        and wanted_observations.entity_key = sighting_facts.entity_key
        and wanted_observations.cluster_id = sighting_facts.cluster_id
inner join prompt_counts
    on
        wanted_observations.category = prompt_counts.category
        and wanted_observations.entity_key = prompt_counts.entity_key
inner join fact_counts
    on
        wanted_observations.category = fact_counts.category
        and wanted_observations.entity_key = fact_counts.entity_key
        and wanted_observations.value = fact_counts.value
left join documents
    on wanted_observations.doc_key = documents.doc_key
order by wanted_observations.category, times_seen, wanted_observations.row_id
