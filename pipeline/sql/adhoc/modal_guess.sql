-- modal_guess: How often would always giving the commonest value be right?
--
-- Grain    one row per category that was observed
-- Reads    prompt_counts, categories
-- Mind     modal_rate is the share of prompts whose most stated value is the
--          category's commonest. A category well above 1 / plausible_values can be
--          guessed, and its floor claims too much.

with

valued as (

    select
        category,
        top_value,
        count(*) as prompts
    from prompt_counts
    group by category, top_value

),

modal as (

    select
        category,
        top_value,
        prompts,
        sum(prompts) over (partition by category) as all_prompts,
        count(*) over (partition by category) as distinct_values
    from valued
    qualify
        row_number() over (
            partition by category
            order by prompts desc, top_value asc
        ) = 1

)

select
    modal.category,
    modal.distinct_values,
    modal.top_value as commonest_value,
    categories.arbitrary,
    cast(modal.all_prompts as bigint) as prompts,
    modal.prompts / modal.all_prompts as modal_rate,
    1 / categories.plausible_values as rate_by_chance
from modal
inner join categories
    on modal.category = categories.name
order by modal_rate desc, modal.category asc
