-- Grain: one thing said by someone in one article.
select
    statements.article_id || ':' || statements.start_char || '-' || statements.end_char
    || ':said' || statements.cue_start as statement_id,
    statements.article_id,
    statements.start_char,
    statements.end_char,
    substring(
        articles.text, statements.start_char + 1, statements.end_char - statements.start_char
    ) as text,
    statements.cue_start,
    statements.cue_end,
    statements.cue,
    statements.speaker,
    statements.speaker_start,
    statements.speaker_end,
    links.speaker_entity_id,
    links.speaker_name,
    links.speaker_actor_id,
    statements.speaker_kind,
    statements.style,
    statements.relayed_by,
    articles.published_at,
    articles.publisher,
    statements.batch_id
from {{ ref('stg_statements') }} as statements
inner join {{ ref('stg_articles') }} as articles on statements.article_id = articles.article_id
left join {{ ref('int_statement_links') }} as links
    on
        statements.article_id = links.article_id
        and statements.start_char = links.start_char
        and statements.end_char = links.end_char
        and statements.cue_start = links.cue_start
