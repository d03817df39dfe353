-- One row: a word, claimant, place or story that was asked for and that no claim has, and what is spelled like it.
with patterns as (
    {{ patterns_of("coalesce(" ~ words ~ ", '')", little_words()) }}
),

known as (
    select distinct patterns.word
    from patterns
    inner join {{ ref('figure_words') }} as searched
        on contains(searched.named, patterns.pattern) or contains(searched.told, patterns.pattern)
),

names as (
    select distinct
        'word' as kind,
        unnest(string_split(trim(named), ' ')) as name
    from {{ ref('figure_words') }}
    union
    select
        'claimant' as kind,
        unnest(list_append(claimant_words, claimant)) as name
    from {{ ref('claims') }}
    union
    select
        'place' as kind,
        unnest([place_name, place]) as name
    from {{ ref('claims') }}
),

folded_names as (
    select
        kind,
        name,
        {{ folded('name') }} as folded
    from names
    where name is not null
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
            from folded_names
            where folded_names.kind = 'claimant' and {{ has_words('folded_names.folded', claimant) }}
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
        folded_names.name,
        list_max(list_transform(
            list_append(string_split(trim(folded_names.folded), ' '), trim(folded_names.folded)),
            lambda part: jaro_winkler_similarity(part, trim({{ folded('asked.asked') }})) -- noqa: RF02
        )) as likeness
    from asked
    left join folded_names on asked.kind = folded_names.kind
)

select
    kind,
    asked,
    coalesce(
        list(name order by likeness desc, length(name) asc, name asc) filter (where likeness >= 0.8)[:3], []
    ) as near
from likenesses
group by kind, asked
order by kind asc, asked asc
