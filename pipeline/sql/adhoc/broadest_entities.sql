-- broadest_entities: Of which entities are the most kinds of facts stated?
--
-- Grain    one row per entity_key, the first twenty
-- Reads    prompt_counts
-- Mind     An entity of persons and of companies at once may be two of one name.

with

named as (

    select
        entity_key,
        arg_max(entity, clusters) as entity,
        count(*) as categories,
        sum(clusters) as clusters,
        count(*) filter (where clusters = 1) as singletons,
        string_agg(category, ', ' order by category) as category_names
    from prompt_counts
    group by entity_key

)

select
    entity_key,
    entity,
    categories,
    cast(clusters as bigint) as clusters,
    singletons,
    category_names
from named
order by categories desc, clusters desc, entity_key asc
limit 20
