-- floors: the predicted hallucination floor of each category, and what bounds it.
--
-- Grain    one row per (category, unit, key): every category, 5 units, 2 keys, also
--          where nothing was observed
-- Reads    categories, spectrum, prompt_conflicts, observations, documents,
--          run_settings (one row: limited, whether a part was read)
-- Runs on  DuckDB alone: logarithms and lists differ between engines
-- Source   Kalai, Nachum, Vempala, Zhang 2025 (arXiv:2509.04664v1)
--            Definition 2  singleton_rate = f1 / N
--            Theorem 2     err >= f1/N - 2/|E| - (35 + 6 ln N)/sqrt(N) and, attained,
--                          err <= f1/N - f1/N/(|E| + 1) + 13/sqrt(N), both at 99%,
--                          with |E| = plausible_values - 1
--            Corollary 3   |M - f1/N| <= 1/N + 2.42 sqrt(ln(4/0.05)/N) at 95%
--          Esty 1983 (Ann. Statist. 11): variance of the missing mass
--          Chao, Jost 2012 (Ecology 93): coverage
--          Chao 1984 (Scand. J. Statist. 11): chao1, in its bias-corrected form
-- Mind     N counts observations, not prompts: f1 / prompts is a larger number that
--          no theorem speaks about. And all arithmetic is in doubles: f1 * (N - f1)
--          does not fit 64 bits.

with

units (unit) as (

    values ('mentions'), ('passages'), ('documents'), ('clusters'), ('domains')

),

counted_keys (key) as (

    values ('prompt'), ('fact')

),

tallied as (

    select
        spectrum.category,
        spectrum.unit,
        spectrum.key,
        cast(sum(spectrum.times_seen * spectrum.prompts) as bigint) as observations,
        cast(sum(spectrum.prompts) as bigint) as prompts,
        cast(
            sum(spectrum.prompts) filter (where spectrum.times_seen = 1) as bigint
        ) as singletons,
        cast(
            sum(spectrum.prompts) filter (where spectrum.times_seen = 2) as bigint
        ) as doubletons
    from spectrum
    group by spectrum.category, spectrum.unit, spectrum.key

),

-- How often the headline's prompts were seen: a prompt seen a handful of times is
-- no singleton, yet it is not safely learned either.
exposure as (

    select
        category,
        sum(times_seen * prompts) filter (where times_seen <= 10)
        / sum(times_seen * prompts) as share_le_10,
        sum(times_seen * prompts) filter (where times_seen <= 100)
        / sum(times_seen * prompts) as share_le_100
    from spectrum
    where
        unit = 'clusters'
        and key = 'prompt'
    group by category

),

located as (

    select
        observations.category,
        count(*) as statements,
        count(documents.domain) as statements_with_domain,
        count(distinct documents.domain) as distinct_domains
    from observations
    left join documents
        on observations.doc_key = documents.doc_key
    group by observations.category

),

conflicts as (

    select
        category,
        count(*) filter (where has_conflict) / count(*) as conflict_rate
    from prompt_conflicts
    group by category

),

counted as (

    select
        categories.name as category,
        units.unit,
        counted_keys.key,
        categories.plausible_values,
        categories.arbitrary,
        categories.recall,
        categories.precision,
        conflicts.conflict_rate,
        run_settings.limited,
        coalesce(tallied.observations, 0) as observations,
        coalesce(tallied.prompts, 0) as prompts,
        coalesce(tallied.singletons, 0) as singletons,
        coalesce(tallied.doubletons, 0) as doubletons,
        categories.arbitrary and categories.single_valued as truly_arbitrary,
        case
            when exposure.category is not null
                then coalesce(exposure.share_le_10, 0)
        end as share_le_10,
        case
            when exposure.category is not null
                then coalesce(exposure.share_le_100, 0)
        end as share_le_100,
        coalesce(
            units.unit = 'domains'
            and located.statements_with_domain / located.statements < 0.9, false
        ) as lacks_urls,
        coalesce(
            units.unit = 'domains' and located.distinct_domains < 100, false
        ) as lacks_domains
    from categories
    cross join units
    cross join counted_keys
    cross join run_settings
    left join tallied
        on
            categories.name = tallied.category
            and units.unit = tallied.unit
            and counted_keys.key = tallied.key
    left join exposure
        on categories.name = exposure.category
    left join located
        on categories.name = located.category
    left join conflicts
        on categories.name = conflicts.category

),

numbers as (

    select
        *,
        cast(singletons as double) as f1,
        cast(doubletons as double) as f2,
        cast(plausible_values - 1 as double) as wrong_values,
        -- Theorem 2 speaks of arbitrary facts, and of prompts.
        key = 'prompt' and truly_arbitrary and plausible_values >= 40 as has_theorem,
        -- No rate has a denominator where nothing was observed, nor is one given
        -- where too few documents have a domain.
        case
            when observations > 0 and not (lacks_urls or lacks_domains)
                then cast(observations as double)
        end as n
    from counted

),

rated as (

    select
        *,
        f1 / n as singleton_rate,
        n >= 1000 and f1 >= 20 and f1 / n <= 0.9 as trusts_esty
    from numbers

),

bounded as (

    select
        *,
        prompts + f1 * (f1 - 1) / (2 * (f2 + 1)) as chao1,
        case
            when n is null then null
            when f1 = 0 then 1
            when f1 = n then 0
            when f2 > 0 then 1 - f1 / n * ((n - 1) * f1 / ((n - 1) * f1 + 2 * f2))
            else 1 - f1 / n * ((n - 1) * (f1 - 1) / ((n - 1) * (f1 - 1) + 2))
        end as coverage,
        case
            -- 1.96: the normal quantile of a two-sided 95%.
            when trusts_esty
                then
                    1.959963984540054
                    * sqrt((f1 * (n - f1) + 2 * n * f2) / (n * n * n))
            else 1 / n + 2.42 * sqrt(ln(4 / 0.05) / n)
        end as half_width,
        case
            when has_theorem
                then
                    singleton_rate
                    - 2 / wrong_values
                    - (35 + 6 * ln(n)) / sqrt(n)
        end as theorem_low,
        case
            when has_theorem
                then
                    singleton_rate
                    - singleton_rate / (wrong_values + 1)
                    + 13 / sqrt(n)
        end as theorem_high
    from rated

),

clipped as (

    select
        *,
        -- Nothing here was measured: an audit fills these in.
        cast(null as double) as corrected_rate,
        cast(null as double) as corrected_low,
        cast(null as double) as corrected_high,
        -- greatest and least pass over a null, which must stay one here.
        if(n is null, null, greatest(singleton_rate - half_width, 0)) as ci_low,
        if(n is null, null, least(singleton_rate + half_width, 1)) as ci_high,
        if(theorem_low is null, null, greatest(theorem_low, 0)) as guaranteed_floor,
        if(theorem_high is null, null, least(theorem_high, 1)) as attainable_error,
        concat_ws(
            '; ',
            if(limited, 'a sample of the corpus: its rates are biased up', null),
            if(lacks_urls, 'fewer than 90% of observations have a domain', null),
            if(lacks_domains, 'fewer than 100 domains', null),
            if(
                observations = 0 and not (lacks_urls or lacks_domains),
                'no observations',
                null
            ),
            if(key = 'prompt' and not truly_arbitrary, 'not arbitrary', null),
            if(
                key = 'prompt' and plausible_values < 40,
                'fewer than 40 plausible values',
                null
            ),
            if(
                n is not null and not trusts_esty,
                'interval by Corollary 3 at 95%',
                null
            ),
            case
                when theorem_low is null or theorem_low > 0 then null
                when singleton_rate > 2 / wrong_values
                    then 'vacuous: N is too small for Theorem 2 to guarantee a floor'
                else 'vacuous: too few singletons for Theorem 2 to guarantee a floor'
            end
        ) as note
    from bounded

)

select
    category,
    unit,
    key,
    observations,
    prompts,
    singletons,
    doubletons,
    singleton_rate,
    ci_low,
    ci_high,
    coverage,
    chao1,
    guaranteed_floor,
    attainable_error,
    plausible_values,
    arbitrary,
    conflict_rate,
    share_le_10,
    share_le_100,
    recall,
    precision,
    corrected_rate,
    corrected_low,
    corrected_high,
    note
from clipped
order by category, unit, key
