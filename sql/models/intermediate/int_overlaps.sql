-- One pair of distinct texts (a < b): how much of their 5-word windows they share, exactly.
{{ remembered('int_compared', ['a', 'b']) }}
with shared as (
    select
        compared.a,
        compared.b,
        len(one.shingles) as windows_a,
        len(other.shingles) as windows_b,
        count_common(one.shingles, other.shingles) as shared_shingles -- compiled (tasks/functions.py)
    from {{ unseen('int_compared', ['a', 'b']) }} as compared
    inner join {{ ref('int_shingles') }} as one on compared.a = one.article_id
    inner join {{ ref('int_shingles') }} as other on compared.b = other.article_id
)

select
    a,
    b,
    shared_shingles,
    round(shared_shingles / (windows_a + windows_b - shared_shingles), 4) as jaccard,
    round(shared_shingles / least(windows_a, windows_b), 4) as containment
from shared
