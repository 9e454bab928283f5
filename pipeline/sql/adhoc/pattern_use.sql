-- pattern_use: Which patterns find the facts, and which find only singletons?
--
-- Grain    one row per (category, pattern)
-- Reads    observations, prompt_counts
-- Mind     singleton_share is divided by the pattern's prompts. A pattern far above its
--          category smells of false extraction: what it reads, nothing else confirms.
--          Or of a rare kind of page: read its passages.

with

prompts as (

    select
        category,
        pattern,
        entity_key,
        count(*) as observations
    from observations
    group by category, pattern, entity_key

)

select
    prompts.category,
    prompts.pattern,
    cast(sum(prompts.observations) as bigint) as observations,
    count(*) as prompts,
    count(*) filter (where prompt_counts.clusters = 1) as singletons,
    count(*) filter (where prompt_counts.clusters = 1)
    / count(*) as singleton_share
from prompts
inner join prompt_counts
    on
        prompts.category = prompt_counts.category
        and prompts.entity_key = prompt_counts.entity_key
group by prompts.category, prompts.pattern
order by prompts.category asc, observations desc, prompts.pattern asc
