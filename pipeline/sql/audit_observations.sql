-- audit_observations: every observation with the name and the cluster that audits use.
--
-- Grain    one row per observation
-- Reads    observations, doc_clusters
-- Runs on  DuckDB alone: an audit reads a finished run
-- Source   observations
-- Mind     row_id is made of the grain of observations and of nothing else, so that a
--          sheet fits a run that was made again. Its 80 bits do not repeat by chance
--          before there are 10^12 observations.

select
    observations.category,
    observations.entity,
    observations.entity_key,
    observations.value,
    observations.doc_key,
    observations.passage,
    observations.match_start - observations.passage_start as match_from,
    observations.match_end - observations.passage_start as match_to,
    coalesce(doc_clusters.cluster_id, observations.doc_key) as cluster_id,
    -- Led by a letter: a spreadsheet takes 12e34 for a number.
    'r' || substr(
        md5(
            concat_ws(
                chr(31),
                observations.category,
                observations.entity_key,
                observations.value,
                observations.doc_key,
                observations.match_start
            )
        ),
        1,
        20
    ) as row_id
from observations
left join doc_clusters
    on observations.doc_key = doc_clusters.doc_key
