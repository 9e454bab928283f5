-- edges: which documents belong together, as pairs.
--
-- Grain    one row per (node, neighbour), node > neighbour
-- Reads    copies, alike_pairs
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   exact copies, which need no comparison; and pairs of a bucket that were
--          found to be alike
-- Mind     Not every pair of alike documents is here: a cluster needs only as many
--          edges as hold it together.

select
    node,
    original as neighbour
from copies
union
select
    node,
    neighbour
from alike_pairs
