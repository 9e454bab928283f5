-- components: the component of each node of one round, from those of the next.
--
-- Grain    one row per node that had an edge in the round
-- Reads    representatives (of the round), next_components (of the next round)
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   Bögeholz, Brand, Todor 2020 (arXiv:1802.09478): composed from the last
--          round back to the first, so that each round costs what it has left
-- Mind     A representative without a component in the next round had no edge left
--          there: it is its component's last node, and so its name.

select
    representatives.node,
    coalesce(next_components.component, representatives.representative) as component
from representatives
left join next_components
    on representatives.representative = next_components.node
