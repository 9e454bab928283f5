-- report_patterns: which patterns found the observations of each category.
--
-- Grain    one row per (category, pattern)
-- Reads    observations
-- Runs on  DuckDB alone
-- Source   observations
-- Mind     Where patterns overlap, the earlier match counts, then the longer: a small
--          number may be a pattern that others come before.

select
    category,
    pattern,
    cast(count(*) as bigint) as observations,
    cast(count(distinct entity_key) as bigint) as prompts
from observations
group by category, pattern
order by category asc, observations desc, pattern asc
