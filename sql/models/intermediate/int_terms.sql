-- One of the {{ var('terms_kept') }} heaviest telling words of one copy group's least article, as share of a vector of
-- length one.
{{ heaviest(ref('int_weights')) }}
