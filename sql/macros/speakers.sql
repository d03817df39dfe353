{# Claims with the mention that names who makes each: a person's name first where a person speaks, then the longest
   overlap of spans, the earlier, the shorter. A place speaks only where nothing else is said: "Bruxelles", "l'Italie",
   but not "le parquet de Bruxelles", nor a people: "le Belge".
   `claims` is a relation with article_id, the key's columns, and columns `who`_start, `who`_end, `who`_kind and
   `said`, the words of who. #}
{% macro speakers(claims, key, who, said) %}
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
            and mentions.label != 'NORP'
            and (
                mentions.label not in ('GPE', 'LOC')
                or {{ without_article('claims.' ~ said) }} = {{ without_article('mentions.text') }}
            )
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

{# A name folded, without a short word before it: "l'Italie" and "The Hague" begin with an article. #}
{% macro without_article(name) -%}
    regexp_replace({{ slug(name) }}, '^[a-z]{1,3}-', '')
{%- endmacro %}
