-- floors_by_category: What is the floor of each category, and its interval?
--
-- Grain    one row per category that was observed
-- Reads    floors
-- Mind     The floor is divided by observations (N), not by prompts. Where note says
--          so, the interval is Corollary 3's: true, and wide.

select
    category,
    observations,
    prompts,
    singletons,
    singleton_rate,
    ci_low,
    ci_high,
    note
from floors
where
    unit = 'clusters'
    and key = 'prompt'
    and observations > 0
order by singleton_rate desc, category asc
