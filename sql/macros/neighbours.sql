{# Pairs (a < b) that share buckets, and how many. `buckets` is a CTE of (bucket, article_id, seen_at).
   A bucket stands in order of time; each of it meets the next `reach` and the first: all pairs up to that size,
   linear beyond it, so that a page template of ten thousand articles costs no square. #}
{% macro neighbours(buckets, reach) %}
    select
        least(near.one, near.other) as a,
        greatest(near.one, near.other) as b,
        count(*) as shared_buckets
    from (
        with several as (
            select bucket
            from {{ buckets }}
            group by bucket
            having count(*) > 1
        ),

        placed as (
            select
                bucket,
                article_id,
                row_number() over (partition by bucket order by seen_at asc nulls first, article_id asc) as place,
                count(*) over (partition by bucket) as size
            from {{ buckets }}
            where bucket in (select several.bucket from several)
        ),

        reaching as (
            select
                bucket,
                article_id,
                unnest(range(place + 1, least(place + {{ reach }}, size) + 1)) as next_place
            from placed
        )

        select
            reaching.article_id as one,
            placed.article_id as other
        from reaching
        inner join placed on reaching.bucket = placed.bucket and reaching.next_place = placed.place
        union all
        select
            firsts.article_id as one,
            placed.article_id as other
        from placed
        inner join placed as firsts on placed.bucket = firsts.bucket and firsts.place = 1
        where placed.place > {{ reach }} + 1
    ) as near
    group by 1, 2
{% endmacro %}
