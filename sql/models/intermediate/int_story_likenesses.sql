-- One pair of copy groups (a < b, by their least articles): cosine of their telling words, or of their anchors where
-- that is more, faded by time; in millionths. Those too small to count are left out.
select
    candidates.a,
    candidates.b,
    bool_or(candidates.is_across) as is_across,
    max(round(cosines.cosine * candidates.nearness * 1000000)::bigint) as likeness
from {{ ref('int_story_candidates') }} as candidates
inner join {{ ref('int_story_cosines') }} as cosines
    on candidates.a = cosines.a and candidates.b = cosines.b and candidates.by_what = cosines.by_what
where cosines.cosine * candidates.nearness >= {{ var('least_likeness') }}
group by candidates.a, candidates.b
