-- most_repeated_prompts: Which prompts does the corpus answer most often?
--
-- Grain    one row per (category, entity_key), the first twenty of each category
-- Reads    prompt_counts
-- Mind     documents counts copies, clusters does not; far more documents than
--          clusters is one page that was copied.

select
    category,
    entity,
    clusters,
    documents,
    distinct_values,
    top_value,
    top_share
from prompt_counts
qualify
    row_number() over (
        partition by category
        order by clusters desc, entity_key asc
    ) <= 20
order by category asc, clusters desc, entity_key asc
