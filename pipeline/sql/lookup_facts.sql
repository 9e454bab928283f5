-- lookup_facts: the facts of one entity, and how often each is stated.
--
-- Grain    one row per (category, value)
-- Reads    fact_counts, the variable entity_key
-- Runs on  DuckDB alone
-- Source   fact_counts
-- Mind     The counts do not add up to the prompt's: see fact_counts.

select
    fact_counts.category,
    fact_counts.entity,
    fact_counts.value,
    fact_counts.mentions,
    fact_counts.passages,
    fact_counts.documents,
    fact_counts.clusters,
    fact_counts.domains
from fact_counts
where fact_counts.entity_key = getvariable('entity_key')
order by
    fact_counts.category asc,
    fact_counts.clusters desc,
    fact_counts.value asc
