-- category_overlap: Of the entities with one kind of fact, how many lack another?
--
-- Grain    one row per ordered pair of categories with one type of entity
-- Reads    categories, prompt_counts
-- Mind     Born, and no death stated: the living are among them. A pair with no entity
--          in common at all points to keys that do not meet, or to different sources.

with

entities as (

    select
        prompt_counts.category,
        prompt_counts.entity_key,
        categories.entity_type
    from prompt_counts
    inner join categories
        on prompt_counts.category = categories.name

),

totals as (

    select
        category,
        entity_type,
        count(*) as entities
    from entities
    group by category, entity_type

),

shared as (

    select
        one.category,
        other.category as other_category,
        count(*) as in_both
    from entities as one
    inner join entities as other
        on
            one.entity_key = other.entity_key
            and one.entity_type = other.entity_type
            and one.category <> other.category
    group by one.category, other.category

)

select
    totals.category,
    counterparts.category as other_category,
    totals.entities,
    coalesce(shared.in_both, 0) as in_both,
    totals.entities - coalesce(shared.in_both, 0) as without_other,
    (totals.entities - coalesce(shared.in_both, 0))
    / totals.entities as share_without
from totals
inner join totals as counterparts
    on
        totals.entity_type = counterparts.entity_type
        and totals.category <> counterparts.category
left join shared
    on
        totals.category = shared.category
        and counterparts.category = shared.other_category
order by totals.category asc, counterparts.category asc
