-- One telling word of one copy group's least article: the {{ var('terms_kept') }} heaviest, as shares of a vector of
-- length one. A word weighs by how rare it is in the press at large (seed word_shares, frozen, never this corpus), by
-- how often it stands in the text, more in a headline and in a name. A language without shares has its names only.
with articles as (
    select
        stg_articles.article_id,
        stg_articles.language,
        coalesce(stg_articles.title, left(stg_articles.text, 80)) as title,
        stg_articles.text
    from {{ ref('stg_articles') }} as stg_articles
    inner join {{ ref('int_group_times') }} as kept on stg_articles.article_id = kept.article_id
),

languages as (
    select distinct language
    from {{ ref('word_shares') }}
),

words as (
    select
        article_id,
        language,
        unnest(regexp_extract_all(strip_accents(lower(text)), '\p{L}{3,}')) as word
    from articles
),

counted as (
    select
        article_id,
        language,
        word,
        count(*) as times
    from words
    group by article_id, language, word
),

headline_words as (
    select distinct
        article_id,
        unnest(regexp_extract_all(strip_accents(lower(title)), '\p{L}{3,}')) as word
    from articles
),

name_words as (
    select distinct
        article_id,
        unnest(regexp_extract_all(strip_accents(lower(text)), '\p{L}{3,}')) as word
    from {{ ref('stg_mentions') }}
),

weighed as (
    select
        counted.article_id,
        counted.word,
        round(
            -ln(greatest(coalesce(shares.share, 0), {{ var('least_share') }}))
            * (1 + ln(counted.times))
            * case when headline_words.word is null then 1 else 1.5 end
            * case when name_words.word is null then 1 else 1.5 end,
            3
        )::decimal(9, 3) as weight
    from counted
    left join {{ ref('word_shares') }} as shares on counted.language = shares.language and counted.word = shares.word
    left join languages on counted.language = languages.language
    left join headline_words on counted.article_id = headline_words.article_id and counted.word = headline_words.word
    left join name_words on counted.article_id = name_words.article_id and counted.word = name_words.word
    where languages.language is not null or name_words.word is not null
),

ranked as (
    select
        article_id,
        word,
        weight,
        row_number() over (partition by article_id order by weight desc, word asc) as place
    from weighed
    where weight > 0
    qualify place <= {{ var('terms_kept') }}
)

select
    article_id,
    word,
    place,
    round(
        weight::double / sqrt((sum(weight * weight) over (partition by article_id))::double), 5
    )::decimal(6, 5) as share
from ranked
