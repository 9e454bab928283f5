-- lookup_names: the names in a run that are closest to one that it does not have.
--
-- Grain    one row per entity_key, five at most, the closest first
-- Reads    prompt_counts, wanted (one row: entity_key)
-- Runs on  DuckDB alone
-- Source   Jaro-Winkler similarity: it forgives a slip of the keys most
-- Mind     A name that has the wanted one among its words ("lovelace") comes first,
--          whatever its similarity.

with

names as (

    select
        entity_key,
        max_by(entity, clusters) as entity,
        sum(clusters) as clusters
    from prompt_counts
    group by entity_key

),

compared as (

    select
        names.entity_key,
        names.entity,
        names.clusters,
        contains(
            ' ' || names.entity_key || ' ', ' ' || wanted.entity_key || ' '
        ) as has_name,
        jaro_winkler_similarity(names.entity_key, wanted.entity_key) as similarity
    from names
    cross join wanted

)

select
    entity_key,
    entity
from compared
where
    has_name
    -- Below this, names that share no more than a first name begin to show.
    or similarity >= 0.88
order by has_name desc, similarity desc, clusters desc, entity_key asc
limit 5
