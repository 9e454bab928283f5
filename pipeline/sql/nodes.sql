-- nodes: a number for each document that may belong with another.
--
-- Grain    one row per doc_key that shares a bucket or all its words with another;
--          node runs from 0 without gaps
-- Reads    shared_bands, documents
-- Runs on  DuckDB and Spark, so keep to what both know
-- Source   row_number, cut into 4,096 parts by a hash: one window over all rows
--          would put them all on one executor
-- Mind     The numbers mean nothing outside this run's clustering: a cluster is
--          named by its smallest doc_key, not its least node. Which of two
--          documents has the lesser node depends on their two doc_keys alone.

with

texts as (

    select text_key
    from documents
    group by text_key
    having count(*) > 1

),

candidates as (

    select doc_key
    from shared_bands
    union
    select documents.doc_key
    from documents
    inner join texts
        on documents.text_key = texts.text_key

),

members as (

    select
        doc_key,
        substr(md5(doc_key), 1, 3) as part
    from candidates

),

parts as (

    select
        part,
        count(*) as part_size
    from members
    group by part

),

offsets as (

    select
        part,
        sum(part_size) over (
            order by part asc rows between unbounded preceding and current row
        ) - part_size as first_node
    from parts

)

select
    members.doc_key,
    cast(
        offsets.first_node
        + row_number() over (partition by members.part order by members.doc_key asc)
        - 1 as bigint
    ) as node
from members
inner join offsets
    on members.part = offsets.part
