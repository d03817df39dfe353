-- Landed rows whose article never landed.
with landed as (
    {% for table in ['sentences', 'signatures', 'mentions', 'figures', 'dates', 'statements', 'article_spans'] %}
        select
            '{{ table }}' as landed_table,
            article_id
        from {{ ref('stg_' ~ table) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    landed.landed_table,
    landed.article_id
from landed
anti join {{ ref('stg_articles') }} as articles on landed.article_id = articles.article_id
