-- report_singletons: at most twenty singletons a category, for a person to read.
--
-- Grain    one row per (category, entity_key), in the order to show them
-- Reads    prompt_counts, observations, documents
-- Runs on  DuckDB alone
-- Source   prompts with clusters = 1: each is one of the f1 of its category's floor
-- Mind     No random sample: rare patterns and domains come first, on purpose. A rate
--          of wrong ones among them says little of the rate among all; an audit does.

with

-- A thousand a category, by a hash of the name: as good as drawn by lot, yet the same
-- each time, and few enough for the passages of all to be looked at.
drawn as (

    select
        category,
        entity_key
    from prompt_counts
    where clusters = 1
    qualify
        row_number() over (
            partition by category
            order by md5(entity_key) asc, entity_key asc
        ) <= 1000

),

stated as (

    select
        observations.category,
        observations.entity_key,
        observations.entity,
        observations.value,
        observations.value_surface,
        observations.passage,
        observations.pattern,
        observations.doc_key,
        observations.match_start - observations.passage_start as mark_start,
        observations.match_end - observations.passage_start as mark_end,
        md5(observations.entity_key) as lot
    from observations
    semi join drawn
        on
            observations.category = drawn.category
            and observations.entity_key = drawn.entity_key
    qualify
        row_number() over (
            partition by observations.category, observations.entity_key
            order by observations.doc_key asc, observations.match_start asc
        ) = 1

),

-- One of a document: what a page lists in twenty rows is seen once.
sourced as (

    select
        stated.*,
        documents.url,
        documents.title,
        documents.domain,
        -- Long ones are tables or lists as a rule, and no example to read.
        length(stated.passage) > 300 as is_long
    from stated
    inner join documents
        on stated.doc_key = documents.doc_key
    qualify
        row_number() over (
            partition by stated.category, stated.doc_key
            order by
                length(stated.passage) > 300 asc,
                stated.lot asc,
                stated.entity_key asc
        ) = 1

),

-- Where no page has an address, each page stands for a site.
spread_over_domains as (

    select
        *,
        row_number() over (
            partition by category, pattern, coalesce(domain, doc_key)
            order by is_long asc, lot asc, entity_key asc
        ) as turn_in_domain
    from sourced

),

spread_over_patterns as (

    select
        *,
        row_number() over (
            partition by category, pattern
            order by is_long asc, turn_in_domain asc, lot asc, entity_key asc
        ) as turn_in_pattern
    from spread_over_domains

),

placed as (

    select
        *,
        row_number() over (
            partition by category
            order by is_long asc, turn_in_pattern asc, lot asc, entity_key asc
        ) as place
    from spread_over_patterns

)

select
    category,
    entity_key,
    entity,
    value,
    value_surface,
    passage,
    mark_start,
    mark_end,
    pattern,
    doc_key,
    url,
    title
from placed
where place <= 20
order by category asc, place asc
