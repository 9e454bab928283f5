-- representatives: where each node goes in one round of contraction.
--
-- Grain    one row per node that still has an edge
-- Reads    edges, permutation (one row: multiplier, increment)
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   Bögeholz, Brand, Todor 2020, "In-database connected component analysis"
--          (arXiv:1802.09478): every node takes, of itself and its neighbours, the
--          one that a random permutation ranks first; that leaves at most 3/4 of
--          the nodes in expectation, whatever the graph
-- Mind     The permutation is (multiplier * id + increment) mod 2147483647, a
--          prime: ids stay below it and products below 2^62. It must be drawn anew
--          each round: with a fixed one a chain takes as many rounds as it has
--          nodes.

with

steps as (

    select
        node,
        neighbour
    from edges
    union all
    select
        neighbour,
        node
    from edges

),

ranked_steps as (

    select
        steps.node,
        steps.neighbour,
        (permutation.multiplier * steps.node + permutation.increment)
        % 2147483647 as node_rank,
        (permutation.multiplier * steps.neighbour + permutation.increment)
        % 2147483647 as neighbour_rank
    from steps
    cross join permutation

),

first_neighbours as (

    select
        node,
        min(node_rank) as own_rank,
        min(neighbour_rank) as first_rank,
        min_by(neighbour, neighbour_rank) as first_neighbour
    from ranked_steps
    group by node

)

select
    node,
    case
        when first_rank < own_rank then first_neighbour
        else node
    end as representative
from first_neighbours
