{# A folded word in Latin letters, one for one: "меркель" and "Merkel", "αθηνα" and "Athina" begin alike. #}
{% macro latin(word) %}
    translate(
        {{ word }},
        'абвгґдеэжзиіыйклмнопрстуўфхцчшщюяαβγδεζηικλμνοπρσςτυφωъь',
        'abvggdeezziiijklmnoprstuufhccssuaavgdeziiklmnoprsstyfo'
    )
{% endmacro %}
