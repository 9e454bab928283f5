-- unit_effect: What would another unit of sighting make of each floor?
--
-- Grain    one row per category that was observed
-- Reads    floors
-- Mind     copies_hide is what copies hide: the floor of clusters less that of
--          documents. Without near-duplicates it is 0. domains is null where too few
--          documents have a url.

select
    category,
    max(singleton_rate) filter (where unit = 'mentions') as mentions,
    max(singleton_rate) filter (where unit = 'passages') as passages,
    max(singleton_rate) filter (where unit = 'documents') as documents,
    max(singleton_rate) filter (where unit = 'clusters') as clusters,
    max(singleton_rate) filter (where unit = 'domains') as domains,
    max(singleton_rate) filter (where unit = 'clusters')
    - max(singleton_rate) filter (where unit = 'documents') as copies_hide
from floors
where
    key = 'prompt'
    and observations > 0
group by category
order by copies_hide desc, category asc
