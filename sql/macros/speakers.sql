{# Claims with the mention that names who makes each: a person's name first where a person speaks, then the longest
   overlap of spans, the earlier, the shorter. "Une chercheuse de Bruxelles" is not Bruxelles.
   `claims` is a relation with article_id, the key's columns, and columns `who`_start, `who`_end and `who`_kind. #}
{% macro speakers(claims, key, who) %}
    select
        {% for column in key %}
        claims.{{ column }},
        {% endfor %}
        entities.entity_id,
        entities.name,
        mentions.actor_id
    from {{ claims }} as claims
    inner join {{ ref('stg_mentions') }} as mentions
        on
            claims.article_id = mentions.article_id
            and claims.{{ who }}_start < mentions.end_char
            and claims.{{ who }}_end > mentions.start_char
            and (claims.{{ who }}_kind not in ('person', 'anonymous') or mentions.label in ('PERSON', 'ORG'))
    inner join {{ ref('int_mention_entities') }} as entities
        on
            mentions.article_id = entities.article_id
            and mentions.start_char = entities.start_char
            and mentions.end_char = entities.end_char
    qualify row_number() over (
        partition by {% for column in key %}claims.{{ column }}{{ ", " if not loop.last }}{% endfor %}

        order by
            claims.{{ who }}_kind = 'person' and mentions.label = 'PERSON' desc,
            least(claims.{{ who }}_end, mentions.end_char)
            - greatest(claims.{{ who }}_start, mentions.start_char) desc,
            mentions.start_char asc,
            mentions.end_char asc
    ) = 1
{% endmacro %}
