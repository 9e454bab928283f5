-- lookup_names: the names in a run that are closest to one that it does not have.
--
-- Grain    one row per entity_key, five at most, the closest first
-- Reads    prompt_counts, the variable entity_key
-- Runs on  DuckDB alone
-- Source   Jaro-Winkler similarity: it forgives a slip of the keys most. slips is the
--          Damerau-Levenshtein distance: letters missed, added, changed or swapped
-- Mind     A name that has the wanted one among its words ("lovelace") comes first,
--          whatever its similarity.

with

names as (

    select distinct
        entity_key,
        contains(
            ' ' || entity_key || ' ', ' ' || getvariable('entity_key') || ' '
        ) as has_name
    from prompt_counts
    where
        -- Similarity is dear, and no name of quite another length is similar.
        abs(length(entity_key) - length(getvariable('entity_key')))
        <= 2 + length(getvariable('entity_key')) // 4
        or contains(entity_key, getvariable('entity_key'))

),

compared as (

    select
        entity_key,
        has_name,
        jaro_winkler_similarity(entity_key, getvariable('entity_key')) as similarity
    from names

),

-- More than are wanted, because the number of sightings decides among equals.
closest as (

    select
        entity_key,
        has_name,
        similarity
    from compared
    where
        has_name
        -- Below this, names that share no more than a first name begin to show.
        or similarity >= 0.88
    order by has_name desc, similarity desc, entity_key asc
    limit 200

),

sighted as (

    select
        prompt_counts.entity_key,
        max_by(prompt_counts.entity, prompt_counts.clusters) as entity,
        sum(prompt_counts.clusters) as clusters
    from prompt_counts
    semi join closest
        on prompt_counts.entity_key = closest.entity_key
    group by prompt_counts.entity_key

)

select
    closest.entity_key,
    closest.has_name,
    sighted.entity,
    damerau_levenshtein(closest.entity_key, getvariable('entity_key')) as slips
from closest
inner join sighted
    on closest.entity_key = sighted.entity_key
order by
    closest.has_name desc,
    closest.similarity desc,
    sighted.clusters desc,
    closest.entity_key asc
limit 5
