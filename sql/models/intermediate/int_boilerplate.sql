-- One line that a publisher repeats across texts of its own: furniture of its pages, not prose. Copies and versions of
-- one text count once, else every sentence of a text that was printed twice would do. A whole sentence (many words and
-- a stop) is background that newsrooms carry from article to article, unless it stands in very many.
with repeated as (
    select
        lines.line_key,
        count(distinct copy_groups.copy_group) as texts,
        count(distinct lines.article_id) as articles
    from {{ ref('int_lines') }} as lines
    inner join {{ ref('int_copy_groups') }} as copy_groups on lines.article_id = copy_groups.article_id
    group by lines.line_key
    having
        count(*) >= {{ var('boilerplate_texts') }}
        and count(distinct copy_groups.copy_group) >= {{ var('boilerplate_texts') }}
),

worded as (
    select
        repeated.line_key,
        lines.house,
        repeated.texts,
        repeated.articles,
        substring(articles.text, lines.start_char + 1, lines.end_char - lines.start_char) as line
    from repeated
    inner join {{ ref('int_lines') }} as lines on repeated.line_key = lines.line_key
    inner join {{ ref('stg_articles') }} as articles on lines.article_id = articles.article_id
)

select
    line_key,
    min(house) as house,
    min(line) as line,
    texts,
    articles
from worded
group by line_key, texts, articles
having
    texts >= {{ var('boilerplate_prose_texts') }}
    or not bool_or(
        len(regexp_extract_all(line, '\p{L}[\p{L}\p{N}]*')) >= {{ var('boilerplate_prose_words') }}
        and regexp_matches(trim(line), '[.!?…]["»”)]*$')
    )
