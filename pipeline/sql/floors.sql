-- floors: the predicted hallucination floor of each category, and what bounds it.
--
-- Grain    one row per (category, unit, key): every category, 5 units, 2 keys, also
--          where nothing was observed
-- Reads    categories, spectrum, category_tallies, conflict_tallies, group_tallies,
--          run_settings (one row: limited, whether a part was read); all of them small
-- Runs on  DuckDB alone: logarithms and lists differ between engines
-- Source   Kalai, Nachum, Vempala, Zhang 2025 (arXiv:2509.04664v1)
--            Definition 2  singleton_rate = f1 / N
--            Theorem 2     err >= f1/N - 2/|E| - (35 + 6 ln N)/sqrt(N) and, attained,
--                          err <= f1/N - f1/N/(|E| + 1) + 13/sqrt(N), both at 99%,
--                          with |E| = plausible_values - 1
--            Corollary 3   |M - f1/N| <= 1/N + 2.42 sqrt(ln(4/0.05)/N) at 95%
--          Kalai, Vempala 2024 (arXiv:2311.14648): of facts, with probability 0.95,
--            g(H) >= f1/N - Mis - 3 / |E| / 0.05 - sqrt(6 ln(6/0.05) / N); the
--            miscalibration Mis is 0 for a calibrated model
--          Esty 1983 (Ann. Statist. 11): variance of the missing mass
--          Chao, Jost 2012 (Ecology 93): coverage
--          Chao et al. 2014 (Ecol. Monogr. 84): coverage of incidence data, with Q1,
--            Q2 and U the f1, f2 and N of a unit, and T its sampling units
--          Tukey 1958 (Ann. Math. Statist. 29): the jackknife, here of whole groups,
--            and without what it is too wide by where sightings are independent
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

-- Whether domains are known well enough for rates, and for groups, of them.
located as (

    select
        category,
        statements_with_domain / statements < 0.9 as lacks_urls,
        domains < 100 as lacks_domains
    from category_tallies

),

sampled (category, unit, sampling_units) as (

    unpivot (
        select
            category,
            mentions,
            passages,
            documents,
            clusters,
            domains
        from category_tallies
    )
    on mentions, passages, documents, clusters, domains
    into name unit value sampling_units

),

left_out as (

    select
        group_tallies.category,
        group_tallies.key,
        group_tallies.grouped_by,
        group_tallies.group_number,
        (coalesce(tallied.singletons, 0) - group_tallies.singletons_lost)
        / (tallied.observations - group_tallies.observations_lost) as rate
    from group_tallies
    inner join tallied
        on
            group_tallies.category = tallied.category
            and group_tallies.key = tallied.key
    where
        tallied.unit = 'clusters'
        and tallied.observations > group_tallies.observations_lost

),

-- In the order of the groups, for a sum of doubles depends on it.
deviations as (

    select
        category,
        key,
        grouped_by,
        1.959963984540054
        * sqrt((count(*) - 1) * var_pop(rate order by group_number)) as deviation
    from left_out
    group by category, key, grouped_by
    -- So few groups tell too little of how much they differ.
    having count(*) >= 20

),

-- In unit clusters; of two ways to group, the one that shows more dependence.
jackknifed as (

    select
        deviations.category,
        deviations.key,
        max(deviations.deviation) as group_deviation
    from deviations
    inner join located
        on deviations.category = located.category
    where
        deviations.grouped_by = 'clusters'
        or not (located.lacks_urls or located.lacks_domains)
    group by deviations.category, deviations.key

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
        jackknifed.group_deviation,
        run_settings.limited,
        cast(sampled.sampling_units as double) as sampling_units,
        conflict_tallies.conflicting_prompts / conflict_tallies.repeated_prompts
            as conflict_rate,
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
        coalesce(units.unit = 'domains' and located.lacks_urls, false) as lacks_urls,
        coalesce(
            units.unit = 'domains' and located.lacks_domains, false
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
    left join conflict_tallies
        on categories.name = conflict_tallies.category
    left join sampled
        on
            categories.name = sampled.category
            and units.unit = sampled.unit
    left join jackknifed
        on
            categories.name = jackknifed.category
            and units.unit = 'clusters'
            and counted_keys.key = jackknifed.key

),

numbers as (

    select
        *,
        cast(singletons as double) as f1,
        cast(doubletons as double) as f2,
        cast(plausible_values - 1 as double) as wrong_values,
        -- Theorem 2 speaks of arbitrary facts, and of prompts.
        key = 'prompt' and truly_arbitrary and plausible_values >= 40 as has_theorem,
        -- Kalai and Vempala's bound speaks of arbitrary facts that may be wrong.
        key = 'fact' and truly_arbitrary and plausible_values > 1 as has_fact_theorem,
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
            when n is null or sampling_units is null then null
            when f1 = 0 then 1
            when f1 = n then 0
            when f2 > 0
                then
                    1 - f1 / n
                    * ((sampling_units - 1) * f1 / ((sampling_units - 1) * f1 + 2 * f2))
            else
                1 - f1 / n
                * (
                    (sampling_units - 1) * (f1 - 1)
                    / ((sampling_units - 1) * (f1 - 1) + 2)
                )
        end as coverage_incidence,
        -- 1.96: the normal quantile of a two-sided 95%.
        1.959963984540054
        * sqrt((f1 * (n - f1) + 2 * n * f2) / (n * n * n)) as esty_deviation,
        1 / n + 2.42 * sqrt(ln(4 / 0.05) / n) as cor3_deviation,
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
        end as theorem_high,
        case
            when has_fact_theorem
                then
                    singleton_rate
                    - 3 / wrong_values / 0.05
                    - sqrt(6 * ln(6 / 0.05) / n)
        end as kv_low
    from rated

),

jackknifed_without_bias as (

    select
        *,
        -- The variance between groups is too large by 4 f1 f2 / N^3 even where
        -- sightings are independent; and dependence adds to Esty's.
        if(
            group_deviation is null,
            null,
            sqrt(
                greatest(
                    group_deviation * group_deviation
                    - 1.959963984540054 * 1.959963984540054
                    * (4 * f1 * f2 / (n * n * n)),
                    esty_deviation * esty_deviation
                )
            )
        ) as jackknife_deviation
    from bounded

),

widths as (

    select
        *,
        if(trusts_esty, esty_deviation, cor3_deviation) as half_width,
        -- A jackknife is a normal approximation as Esty's interval is, so it takes the
        -- place of Corollary 3 only where that does.
        case
            when jackknife_deviation is null or n is null then null
            when trusts_esty then jackknife_deviation
            else greatest(jackknife_deviation, cor3_deviation)
        end as jackknife_width
    from jackknifed_without_bias

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
        if(n is null, null, greatest(singleton_rate - cor3_deviation, 0)) as cor3_low,
        if(n is null, null, least(singleton_rate + cor3_deviation, 1)) as cor3_high,
        if(
            jackknife_width is null,
            null,
            greatest(singleton_rate - jackknife_width, 0)
        ) as jackknife_low,
        if(
            jackknife_width is null,
            null,
            least(singleton_rate + jackknife_width, 1)
        ) as jackknife_high,
        if(kv_low is null, null, greatest(kv_low, 0)) as kv_floor,
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
    from widths

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
    note,
    cor3_low,
    cor3_high,
    kv_floor,
    jackknife_low,
    jackknife_high,
    coverage_incidence
from clipped
order by category, unit, key
