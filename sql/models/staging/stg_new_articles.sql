-- One article that landed since the last build.
select articles.article_id
from {{ source('landing', 'articles') }} as articles
anti join {{ ref('stg_built_batches') }} as built on articles.batch_id = built.batch_id
