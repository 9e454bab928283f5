-- copied_facts: Which facts look repeated, but stand in copies of one page alone?
--
-- Grain    one row per fact of several documents and one cluster, the twenty most
--          copied of each category
-- Reads    fact_counts
-- Mind     Counted by documents they would be no singletons: this is what clusters
--          are for. What is in no cluster has one document, and is not here.

select
    category,
    entity,
    value,
    documents,
    clusters,
    domains
from fact_counts
where
    clusters = 1
    and documents > 1
qualify
    row_number() over (
        partition by category
        order by documents desc, entity_key asc, value asc
    ) <= 20
order by category asc, documents desc, entity_key asc, value asc
