-- One article whose versions, copies and group are to be told anew: it landed since the last build, or its text or turn
-- was touched, or it is of the island of such a one, as it was or as it is now. At first that is every article.
{% do ref('int_relations') %}
with seeds as (
    select article_id
    from {{ ref('stg_new_articles') }}
    union
    select dated.article_id
    from {{ ref('int_dated_texts') }} as dated
    semi join {{ ref('int_moved_texts') }} as moved on dated.text_key = moved.text_key
    union
    select turns.article_id
    from {{ ref('int_turns') }} as turns
    semi join {{ ref('int_new_turns') }} as touched on turns.turn_key = touched.turn_key
)
{% if last_built('int_islands') %}
    ,
    met as (
        select article_id
        from seeds
        union
        select relations.b as article_id
        from {{ ref('int_relations') }} as relations
        semi join seeds on relations.a = seeds.article_id
        union
        select relations.a as article_id
        from {{ ref('int_relations') }} as relations
        semi join seeds on relations.b = seeds.article_id
    ),

    islands as (
        select distinct islands.least_article_id
        from {{ last_built('int_islands') }} as islands
        semi join met on islands.article_id = met.article_id
    )

    select article_id
    from met
    union
    select islanders.article_id
    from {{ last_built('int_islands') }} as islanders
    semi join islands on islanders.least_article_id = islands.least_article_id
{% else %}
    select article_id
    from seeds
{% endif %}
