-- Grain: one check of one run.
with counted as (
    select
        runs.run_id,
        counts.name,
        sum(counts.rows_landed)::bigint as found
    from {{ ref('stg_runs') }} as runs
    inner join {{ ref('int_counts') }} as counts on list_contains(runs.batches, counts.batch_id)
    group by runs.run_id, counts.name
),

found as (
    select
        runs.run_id,
        names.name,
        coalesce(counted.found, 0) as found
    from {{ ref('stg_runs') }} as runs
    cross join (
        values
        ('documents'),
        ('documents that went on or were rejected'),
        ('documents rejected'),
        ('articles'),
        ('figures'),
        ('figures whose span is their text'),
        ('mentions'),
        ('mentions whose span is their text')
    ) as names (name)
    left join counted on runs.run_id = counted.run_id and names.name = counted.name
),

wide as (
    select
        run_id,
        max(found) filter (where name = 'documents') as documents,
        max(found) filter (where name = 'documents that went on or were rejected') as documents_told,
        max(found) filter (where name = 'documents rejected') as documents_rejected,
        max(found) filter (where name = 'articles') as articles,
        max(found) filter (where name = 'figures') as figures,
        max(found) filter (where name = 'figures whose span is their text') as figures_exact,
        max(found) filter (where name = 'mentions') as mentions,
        max(found) filter (where name = 'mentions whose span is their text') as mentions_exact
    from found
    group by run_id
),

checks as (
    select
        runs.run_id,
        runs.started_at,
        unnest([
            {
                'check_name': 'records read = landed + known + rejected',
                'expected': runs.records_read,
                'found': runs.records_landed + runs.records_known + runs.records_rejected,
                'detail': runs.records_landed || ' landed, ' || runs.records_known || ' known, '
                || runs.records_rejected || ' rejected'
            },
            {
                'check_name': 'records landed are documents',
                'expected': runs.records_landed,
                'found': wide.documents,
                'detail': 'documents in the batches of the run'
            },
            {
                'check_name': 'documents = with articles + rejected',
                'expected': wide.documents,
                'found': wide.documents_told,
                'detail': 'documents that either have an article or a reject at stage normalise, not both'
            },
            {
                'check_name': 'articles landed',
                'expected': runs.articles_landed,
                'found': wide.articles,
                'detail': 'articles in the batches of the run'
            },
            {
                'check_name': 'articles rejected',
                'expected': runs.articles_rejected,
                'found': wide.documents_rejected,
                'detail': 'documents of the run with a reject at stage normalise'
            },
            {
                'check_name': 'figures landed',
                'expected': runs.figures_landed,
                'found': wide.figures,
                'detail': 'figures in the batches of the run'
            },
            {
                'check_name': 'figures stand where they say',
                'expected': wide.figures,
                'found': wide.figures_exact,
                'detail': 'figures whose span in the article is their text'
            },
            {
                'check_name': 'mentions stand where they say',
                'expected': wide.mentions,
                'found': wide.mentions_exact,
                'detail': 'mentions whose span in the article is their text'
            }
        ]) as made
    from {{ ref('stg_runs') }} as runs
    inner join wide on runs.run_id = wide.run_id
)

select
    checks.run_id || ': ' || checks.made.check_name as check_id,
    checks.run_id,
    checks.started_at,
    checks.made.check_name,
    checks.made.expected,
    checks.made.found,
    checks.made.expected = checks.made.found as passed,
    checks.made.detail
from checks
