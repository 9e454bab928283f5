-- conflicts: the prompts whose values conflict, with all their values side by side.
--
-- Grain    one row per (category, entity_key, value) of a prompt that has a conflict
-- Reads    prompt_conflicts, categories, prompt_counts, fact_counts, observations
-- Runs on  DuckDB alone, as value_parts does
-- Source   observations, and prompt_conflicts for what a conflict is
-- Mind     looks_like is a guess from the years alone: no text is read for it. Two
--          people who died in neighbouring years look like nothing, and a page that
--          gives one man another's dates may look like two men.

with

disputed as (

    select
        category,
        entity_key
    from prompt_conflicts
    where has_conflict

),

rivals as (

    select
        fact_counts.*,
        categories.entity_type = 'PERSON' as is_person,
        case
            when categories.value_type = 'DATE'
                then try_cast(regexp_extract(fact_counts.value, '^\d{4}') as bigint)
        end as value_year
    from fact_counts
    inner join categories
        on fact_counts.category = categories.name
    semi join disputed
        on
            fact_counts.category = disputed.category
            and fact_counts.entity_key = disputed.entity_key

),

first_statements as (

    select
        observations.category,
        observations.entity_key,
        observations.value,
        observations.doc_key,
        observations.passage
    from observations
    semi join disputed
        on
            observations.category = disputed.category
            and observations.entity_key = disputed.entity_key
    qualify
        row_number() over (
            partition by
                observations.category, observations.entity_key, observations.value
            order by observations.doc_key asc, observations.match_start asc
        ) = 1

),

-- All births and deaths that are stated of an entity, whichever prompt is disputed.
life_dates as (

    select
        fact_counts.entity_key,
        fact_counts.category in ('birthday', 'birth_year') as is_birth,
        try_cast(regexp_extract(fact_counts.value, '^\d{4}') as bigint) as life_year
    from fact_counts
    semi join disputed
        on fact_counts.entity_key = disputed.entity_key
    where
        fact_counts.category in (
            'birthday', 'birth_year', 'death_date', 'death_year'
        )

),

lives as (

    select
        entity_key,
        -- Whether one life holds them all: nobody dies before he is born, and hardly
        -- anybody lives for more than 110 years. Null unless both ends are stated.
        max(life_year) filter (where is_birth)
        <= min(life_year) filter (where not is_birth)
        and max(life_year) filter (where not is_birth)
        - min(life_year) filter (where is_birth) <= 110 as is_one_life
    from life_dates
    group by entity_key

),

prompts as (

    select
        rivals.category,
        rivals.entity_key,
        rivals.is_person,
        lives.is_one_life,
        count(*) as rival_values,
        max(rivals.value_year) - min(rivals.value_year) as years_apart,
        max(rivals.clusters) as most_clusters,
        sum(rivals.clusters) as all_clusters
    from rivals
    left join lives
        on rivals.entity_key = lives.entity_key
    group by
        rivals.category, rivals.entity_key, rivals.is_person, lives.is_one_life

),

guesses as (

    select
        category,
        entity_key,
        rival_values,
        years_apart,
        case
            when is_person and not is_one_life then 'homonym'
            -- Sources quarrel over a few years; further apart are two lives, unless
            -- the other dates say that there was one. Not so where something was
            -- founded: that happens again, and in parts.
            when is_person and years_apart >= 15 and is_one_life then 'error'
            when is_person and years_apart >= 15 then 'homonym'
            when
                years_apart is not null
                and most_clusters >= 3 * (all_clusters - most_clusters)
                then 'error'
            else ''
        end as looks_like
    from prompts

)

select
    rivals.category,
    rivals.entity_key,
    rivals.value,
    rivals.entity,
    rivals.clusters,
    rivals.documents,
    prompt_counts.clusters as prompt_clusters,
    guesses.rival_values,
    guesses.years_apart,
    guesses.looks_like,
    first_statements.doc_key,
    first_statements.passage
from rivals
inner join guesses
    on
        rivals.category = guesses.category
        and rivals.entity_key = guesses.entity_key
inner join prompt_counts
    on
        rivals.category = prompt_counts.category
        and rivals.entity_key = prompt_counts.entity_key
inner join first_statements
    on
        rivals.category = first_statements.category
        and rivals.entity_key = first_statements.entity_key
        and rivals.value = first_statements.value
order by
    rivals.category asc,
    rivals.entity_key asc,
    rivals.clusters desc,
    rivals.value asc
