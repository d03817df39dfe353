-- One row: a word, claimant, place or story that was asked for and that no claim has, and the most
-- frequent of what is spelled like it.
with patterns as (
    {{ patterns_of("coalesce(" ~ words ~ ", '')", little_words()) }}
),

known as (
    select distinct patterns.word
    from patterns
    inner join {{ ref('figure_words') }} as searched
        on contains(searched.named, patterns.pattern) or contains(searched.told, patterns.pattern)
),

said as (
    select
        'word' as kind,
        unnest(string_split(trim(named), ' ')) as name
    from {{ ref('figure_words') }}
    union all
    select
        'claimant' as kind,
        unnest(list_append(claimant_words, claimant)) as name
    from {{ ref('claims') }}
    union all
    select
        'place' as kind,
        unnest([place_name, place]) as name
    from {{ ref('claims') }}
),

wordings as (
    select
        kind,
        name,
        count(*) as claims
    from said
    where name is not null
    group by kind, name
),

names as (
    select
        kind,
        {{ folded('name') }} as folded,
        arg_max(name, (claims, name)) as name,
        sum(claims) as claims
    from wordings
    group by all
),

asked as (
    select distinct
        'word' as kind,
        word as asked
    from patterns
    where word not in (select known.word from known)
    union all
    select
        'claimant' as kind,
        {{ claimant }} as asked
    where
        {{ claimant }} not in (select claims.claimant_id from {{ ref('claims') }} as claims)
        and not exists (
            select 1
            from names
            where names.kind = 'claimant' and {{ has_words('names.folded', claimant) }}
        )
    union all
    select
        'place' as kind,
        {{ place }} as asked
    where not exists (select 1 from timeline(null, {{ place }}))
    union all
    select
        'story' as kind,
        {{ story }} as asked
    where {{ story }} is not null and story_of({{ story }}) is null
),

likenesses as (
    select
        asked.kind,
        asked.asked,
        names.name,
        names.claims,
        list_max(list_transform(
            list_append(string_split(trim(names.folded), ' '), trim(names.folded)),
            lambda part: jaro_winkler_similarity(part, trim({{ folded('asked.asked') }})) -- noqa: RF02
        )) as likeness
    from asked
    left join names on asked.kind = names.kind
)

select
    kind,
    asked,
    coalesce(
        list(name order by round(likeness, 1) desc, claims desc, name asc) filter (where likeness >= 0.8)[:3], []
    ) as near
from likenesses
group by kind, asked
order by kind asc, asked asc
