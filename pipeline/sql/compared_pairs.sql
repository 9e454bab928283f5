-- compared_pairs: the pairs to compare, with the sketches of both.
--
-- Grain    one row per (node, neighbour)
-- Reads    candidate_pairs, node_sketches
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   node_sketches
-- Mind     A function over these rows keeps the pairs that are alike and drops the
--          sketches: pipeline/dedup/verification.py. Here all of them are still in.

select
    candidate_pairs.node,
    candidate_pairs.neighbour,
    left_end.sketch as node_sketch,
    right_end.sketch as neighbour_sketch
from candidate_pairs
inner join node_sketches as left_end
    on candidate_pairs.node = left_end.node
inner join node_sketches as right_end
    on candidate_pairs.neighbour = right_end.node
