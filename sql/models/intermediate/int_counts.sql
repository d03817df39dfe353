-- One count of one batch: what it landed, by the name that the checks of `quality` call it.
with spans as (
    select
        'figures' as name,
        figures.batch_id,
        substring(articles.text, figures.start_char + 1, figures.end_char - figures.start_char) = figures.text as exact
    from {{ ref('stg_figures') }} as figures
    left join {{ ref('stg_articles') }} as articles on figures.article_id = articles.article_id
    union all
    select
        'mentions' as name,
        mentions.batch_id,
        substring(articles.text, mentions.start_char + 1, mentions.end_char - mentions.start_char)
        = mentions.text as exact
    from {{ ref('stg_mentions') }} as mentions
    left join {{ ref('stg_articles') }} as articles on mentions.article_id = articles.article_id
),

documents as (
    select
        documents.batch_id,
        documents.document_id in (select articles.document_id from {{ ref('stg_articles') }} as articles) as read_on,
        documents.document_id in (
            select rejects.document_id from {{ ref('stg_rejects') }} as rejects
            where rejects.stage = 'normalise' and rejects.document_id is not null
        ) as left_behind
    from {{ ref('stg_documents') }} as documents
)

select
    name,
    batch_id,
    count(*) as rows_landed
from spans
group by name, batch_id
union all
select
    name || ' whose span is their text' as name,
    batch_id,
    count(*) filter (where exact) as rows_landed
from spans
group by name, batch_id
union all
select
    'documents' as name,
    batch_id,
    count(*) as rows_landed
from documents
group by batch_id
union all
select
    'documents that went on or were rejected' as name,
    batch_id,
    count(*) filter (where read_on != left_behind) as rows_landed
from documents
group by batch_id
union all
select
    'documents rejected' as name,
    batch_id,
    count(*) filter (where left_behind) as rows_landed
from documents
group by batch_id
union all
select
    'articles' as name,
    batch_id,
    count(*) as rows_landed
from {{ ref('stg_articles') }}
group by batch_id
