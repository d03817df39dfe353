-- One side of a step: its article, and the one on the other side.
{% for side, other in [('before', 'after'), ('after', 'before')] %}
    select
        duplicate_id,
        '{{ side }}' as side,
        article_{{ side }} as article_id,
        article_{{ other }} as other
    from {{ ref('int_steps') }}
    {% if not loop.last %}union all{% endif %}
{% endfor %}
