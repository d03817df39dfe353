-- One word or number of one copy group's least article that has no weights yet: how often it stands there, where first,
-- and whether it is written as a name is. Folded: lower case, no accents. Chinese and Japanese, which have no blanks,
-- in pairs of signs.
with articles as (
    select
        articles.article_id,
        strip_accents(
            case
                when articles.title is null or starts_with(articles.text, articles.title) then articles.text
                else articles.title || e'\n' || articles.text
            end
        ) as text
    from {{ ref('stg_articles') }} as articles
    inner join {{ unseen('int_group_times', ['article_id'], of='int_weights') }} as kept
        on articles.article_id = kept.article_id
),

-- with what stands before it where a sentence may begin, so that its capital says nothing
found as (
    select
        article_id,
        regexp_extract_all(
            text,
            '(?:^|[.!?:«"“»|–—(-]\s*|\n)?(?:[\p{L}\p{M}]+|\d{1,3}(?:[ .,\x{00A0}\x{202F}]\d{3})+|\d{2,})'
        ) as pieces
    from articles
),

pieces as (
    select
        article_id,
        unnest(pieces) as piece,
        generate_subscripts(pieces, 1) as place
    from found
),

bare as (
    select
        article_id,
        place,
        piece[1] as first_sign,
        regexp_extract(piece, '[\p{L}\p{M}]+$|\d.*$') as run
    from pieces
),

-- four readers: without the word, DuckDB would cut the texts anew for each
runs as materialized (
    select
        article_id,
        place,
        lower(run) as run,
        place > 1 and first_sign != lower(first_sign) as is_capital,
        run[1] != lower(run[1]) as begins_large,
        lower(run) != upper(run) as has_case,
        run[1] between '0' and '9' as is_number,
        -- the signs of both take three bytes; most words are seen to have none without looking for them
        case
            when strlen(run) > length(run) + 1 then regexp_matches(run, '[\p{Han}\p{Hiragana}\p{Katakana}]')
            else false
        end as is_unspaced
    from bare
),

-- "Earthquake Kills Scores in Nepal", "СЕЙСМ В НЕПАЛЕ" and Arabic: capitals do not tell names there
styles as (
    select
        article_id,
        avg(begins_large::integer) <= 0.6 and bool_or(has_case) as tells_names
    from runs
    where length(run) >= 3
    group by article_id
),

words as (
    select
        article_id,
        place,
        run as word,
        is_capital
    from runs
    where length(run) >= 3 and not is_number and not is_unspaced
    union all
    select
        article_id,
        place,
        regexp_replace(run, '\D', '', 'g') as word,
        false as is_capital
    from runs
    where is_number
    union all
    select
        article_id,
        place,
        unnest([run[start:start + 1] for start in range(1, length(run))]) as word,
        false as is_capital
    from runs
    where length(run) >= 2 and is_unspaced
)

select
    words.article_id,
    words.word,
    count(*) as times,
    min(words.place) as place,
    regexp_matches(words.word, '^\d') as is_number,
    case when coalesce(any_value(styles.tells_names), false) then avg(words.is_capital::integer) >= 0.5 end as is_name
from words
left join styles on words.article_id = styles.article_id
group by words.article_id, words.word
