"""Claims, disagreements, revisions and consensus that the flow makes of texts: a strike in two languages, an army."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tasks.catalogue import query

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import News

TEXTS = {
    "strike": (
        "fr",
        "2031-03-03T09:00:00",
        "Le Fil de l'Orbe",
        "Grève : la rue divise",
        (
            "Des cortèges ont traversé la ville. Selon le ministère de l'Intérieur, 12 000 manifestants ont "
            "défilé à Lyon. Le syndicat Unité revendique 30 000 manifestants à Lyon."
        ),
    ),
    "strike-again": (
        "fr",
        "2031-03-03T18:00:00",
        "La Page du matin",
        "Mobilisation : le point en fin de journée",
        (
            "La journée s'est achevée dans le calme et les transports ont repris. Le ministère de l'Intérieur a "
            "revu son bilan : selon le ministère de l'Intérieur, 14 500 manifestants ont défilé à Lyon."
        ),
    ),
    "strike-english": (
        "en",
        "2031-03-03T20:00:00",
        "The Valley Post",
        "Thousands walk out",
        (
            "Shops closed early and trams stood still for hours. According to the Unity union, at least 30,000 "
            "protesters marched in Lyon on Monday."
        ),
    ),
    "army": (
        "fr",
        "2031-06-01T08:00:00",
        "Le Fil de l'Orbe",
        "Une armée à la frontière",
        (
            "Selon Ada Lorme, 11 000 soldats norvégiens sont déployés dans la région de Narva. Washington évoque "
            "jusqu'à 8 000 soldats norvégiens déployés dans la région de Narva. D'après des responsables "
            "allemands, environ 10 000 soldats norvégiens sont déployés dans la région de Narva. Au total, 50 000"
            " soldats suédois et norvégiens y sont stationnés, assure Ada Lorme."
        ),
    ),
    "army-relayed": (
        "fr",
        "2031-06-02T08:00:00",
        "La Page du matin",
        "Lorme hausse le ton",
        (
            "La présidente estonienne, Ada Lorme, a répété ses accusations devant la presse. Elle affirme que "
            "quelque 11 000 soldats norvégiens sont déployés dans la région de Narva. Plusieurs centaines de "
            "soldats norvégiens ont été tués ou blessés dans la région de Narva, selon un officier."
        ),
    ),
    "flood": (
        "fr",
        "2031-04-11T08:00:00",
        "Le Fil de l'Orbe",
        "La crue a coupé la vallée",
        (
            "La rivière est sortie de son lit et les ponts sont fermés. Le 10 avril, 640 habitants ont été évacués à "
            "Grenoble, selon la préfecture de l'Isère."
        ),
    ),
    "flood-reprinted": (
        "fr",
        "2031-04-14T08:00:00",
        "La Page du matin",
        "Après la crue, la vallée compte ses pertes",
        (
            "Les pompiers nettoient encore les caves. Selon la préfecture de l'Isère, 640 habitants ont été évacués à "
            "Grenoble. Les écoles rouvrent."
        ),
    ),
    "fire": (
        "fr",
        None,
        "La Page du matin",
        "Un incendie détruit un entrepôt",
        "Selon la préfecture du Jura, 85 ouvriers ont été évacués à Dole quand l'entrepôt a pris feu.",
    ),
    "stand": (
        "fr",
        "2031-09-06T21:00:00",
        "Le Fil de l'Orbe",
        "La tribune du stade s'effondre",
        (
            "La tribune du stade s'est effondrée pendant le match. Selon la préfecture, 120 supporters ont été blessés "
            "à Brest dans l'effondrement de la tribune du stade."
        ),
    ),
    "stand-later": (
        "fr",
        "2031-09-07T21:00:00",
        "La Page du matin",
        "Après l'effondrement de la tribune du stade, le bilan",
        (
            "La tribune du stade s'est effondrée pendant le match. Selon les secours, 160 supporters ont été blessés "
            "à Brest dans l'effondrement de la tribune du stade. Selon l'hôpital, 90 supporters ont été blessés à "
            "Brest."
        ),
    ),
    "saturday": (
        "fr",
        "2031-10-04T20:00:00",
        "Le Fil de l'Orbe",
        "Les dockers dans la rue",
        (
            "Le cortège a traversé les quais dans le calme. Selon la préfecture, on comptait 5 000 grévistes à Nantes. "
            "On comptait plusieurs centaines de grévistes à Nantes sur un pont."
        ),
    ),
    "sunday": (
        "fr",
        "2031-10-05T20:00:00",
        "La Page du matin",
        "Les dockers encore dans la rue",
        (
            "Le cortège a traversé les quais dans le calme. Dimanche, on comptait 1 500 grévistes à Nantes, selon "
            "la police. Le maire a compté 2 400 grévistes dimanche à Nantes."
        ),
    ),
    "metro": (
        "fr",
        "2031-11-03T20:00:00",
        "Le Fil de l'Orbe",
        "Rames à l'arrêt",
        (
            "Aucune rame ne circule. La direction recense 13 712 grévistes. Un porte-parole a rappelé devant la presse "
            "qu'en septembre déjà 9 000 grévistes avaient fermé trois lignes pendant une matinée."
        ),
    ),
    "metro-later": (
        "fr",
        "2031-11-05T20:00:00",
        "La Page du matin",
        "Le bras de fer continue",
        (
            "Les 13 712 grévistes tiennent bon, dit leur syndicat. Dans les raffineries, où les cuves débordent et les "
            "camions attendent depuis mardi, 9 000 grévistes bloquent encore les portes jour et nuit."
        ),
    ),
    "depot": (
        "fr",
        "2031-12-06T20:00:00",
        "Le Fil de l'Orbe",
        "Le dépôt en flammes",
        (
            "Le feu a pris au dépôt. Selon la préfecture de la Manche, 2 347 riverains ont été évacués à Cherbourg, "
            "contre 1 800 lors de l'incendie précédent. La mairie de Cherbourg compte 3 100 riverains évacués à "
            "Cherbourg."
        ),
    ),
    "depot-later": (
        "fr",
        "2031-12-07T20:00:00",
        "La Page du matin",
        "Après le feu, les assureurs comptent",
        "Les 2 347 riverains évacués la veille attendent encore les assureurs.",
    ),
    "drought": (
        "fr",
        "2031-08-02T08:00:00",
        "Le Fil de l'Orbe",
        "La sécheresse gagne",
        "En Norvège, 700 fermes manquent d'eau. Dans le sud de la Norvège, 420 fermes manquent d'eau, selon Oslo.",
    ),
}


@pytest.fixture(scope="module")
def warehouse(run: News, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("claims")
    source = folder / "texts.jsonl"
    names = ("id", "language", "published_at", "publisher", "title", "text")
    rows = [dict(zip(names, (name, *rest), strict=True)) for name, rest in TEXTS.items()]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    run(sources=[str(source)], warehouse=str(folder / "warehouse"))
    return folder / "warehouse"


def asked(warehouse: Path, sql: str) -> list[tuple[Any, ...]]:
    found = query(warehouse, sql)
    return [tuple(row.values()) for row in found.to_pylist()]


def test_a_claimant_says_one_thing_once_however_many_papers_carry_it(warehouse: Path) -> None:
    sql = "select articles, publishers, wordings, bound from claims where value = 11000 and claimant like '%Lorme%'"
    assert asked(warehouse, sql) == [
        (2, ["La Page du matin", "Le Fil de l'Orbe"], ["11 000", "quelque 11 000"], "exact")
    ]


def test_only_what_cannot_both_hold_disagrees(warehouse: Path) -> None:
    sql = (
        "select list_sort([wording_a, wording_b]) as pair, relation from disagreements "
        "where counted like 'soldats%' order by all"
    )
    pairs = asked(warehouse, sql)
    assert (["11 000", "jusqu'à 8 000"], "conflict") in pairs
    assert not [pair for pair, _ in pairs if "environ 10 000" in pair and any("11 000" in one for one in pair)]
    assert not [pair for pair, _ in pairs if any("50 000" in one or "centaines" in one for one in pair)]


def test_a_toll_that_grows_is_an_older_one_against_a_newer_and_one_that_shrinks_is_a_conflict(warehouse: Path) -> None:
    sql = (
        "select least(wording_a, wording_b), greatest(wording_a, wording_b), relation from disagreements "
        "where '120' in (wording_a, wording_b) order by all"
    )
    assert asked(warehouse, sql) == [("120", "160", "stale"), ("120", "90", "conflict")]


def test_one_day_s_crowd_is_no_other_s_and_a_text_does_not_contradict_what_it_reports(warehouse: Path) -> None:
    sql = (
        "select least(wording_a, wording_b), greatest(wording_a, wording_b), relation from disagreements "
        "where counted = 'grévistes' order by all"
    )
    assert asked(warehouse, sql) == [("1 500", "2 400", "conflict")]


def test_a_precise_number_tells_what_it_counts_and_a_round_one_does_not(warehouse: Path) -> None:
    sql = "select count(distinct measure_id) from claims where counted = 'grévistes' and value = "
    assert asked(warehouse, sql + "13712") == [(1,)]
    assert asked(warehouse, sql + "9000") == [(2,)]


def test_a_precise_number_of_nowhere_is_of_the_place_that_other_texts_say(warehouse: Path) -> None:
    sql = "select count(distinct measure_id), count(distinct place_id), count(*) from figures where value = 2347"
    assert asked(warehouse, sql) == [(1, 1, 2)]


def test_what_was_before_is_of_the_same_measure_but_of_no_day_and_disagrees_with_nothing(warehouse: Path) -> None:
    sql = "select measure_id = (select any_value(measure_id) from claims where value = 2347), state from claims "
    assert asked(warehouse, sql + "where value = 1800") == [(True, "earlier")]
    sql = "select count(*) from disagreements where '1 800' in (wording_a, wording_b)"
    assert asked(warehouse, sql) == [(0,)]
    sql = (
        "select count(*) from consensus where list_contains(list_transform(latest, lambda each: each.wording), '1 800')"
    )
    assert asked(warehouse, sql) == [(0,)]


def test_who_counts_for_a_place_is_not_the_place(warehouse: Path) -> None:
    sql = "select claimant from claims where counted = 'riverains' and state is null order by value, first_seen"
    assert asked(warehouse, sql) == [
        ("la préfecture de la Manche",),
        ("La Page du matin",),
        ("La mairie de Cherbourg",),
    ]


def test_a_claim_is_of_the_days_that_texts_say_and_of_no_day_where_none_has_one(warehouse: Path) -> None:
    sql = "select as_of_start::varchar, as_of_end::varchar, as_of_stated, articles from claims where value = "
    assert asked(warehouse, sql + "640") == [("2031-04-10", "2031-04-10", True, 2)]
    assert asked(warehouse, sql + "85") == [(None, None, False, 1)]


def test_a_part_of_a_country_is_not_the_country(warehouse: Path) -> None:
    sql = "select place, place_id from figures where title = 'La sécheresse gagne' order by value desc"
    assert asked(warehouse, sql) == [("Norvège", "iso:NO"), ("le sud de la Norvège", None)]


def test_two_armies_hold_one_and_the_dead_are_another_measure(warehouse: Path) -> None:
    sql = "select wordings[1] as wording, measure_id from claims where thing = 'soldiers' or counted like '%soldats%'"
    measures = dict(asked(warehouse, sql))
    one = {measures[wording] for wording in measures if "000" in wording and "50" not in wording}
    assert len(one) == 1
    both, hurt = measures["50 000"], next(name for wording, name in measures.items() if "centaines" in wording)
    assert len({*one, both, hurt}) == 3
    ((parts,),) = asked(warehouse, f"select part_of from measures where measure_id = '{one.pop()}'")  # noqa: S608 - an id of ours
    assert parts == [both]


def test_a_march_is_one_measure_in_two_languages(warehouse: Path) -> None:
    sql = "select count(distinct measure_id), count(distinct language) from claims where thing = 'protesters'"
    assert asked(warehouse, sql) == [(1, 2)]


def test_both_sides_of_a_march_disagree_and_a_ministry_revises(warehouse: Path) -> None:
    sql = (
        "select least(wording_a, wording_b), greatest(wording_a, wording_b) from disagreements "
        "inner join measures using (measure_id) where thing = 'protesters' and relation = 'conflict' order by all"
    )
    assert ("12 000", "30 000") in asked(warehouse, sql)
    sql = "select wording_before, wording_after, change, known_at > known_before from revisions"
    assert asked(warehouse, sql) == [("12 000", "14 500", 2500, True)]


def test_consensus_takes_the_latest_of_each_claimant(warehouse: Path) -> None:
    sql = (
        "select list_sort([one.wording for one in latest]) from consensus "
        "inner join measures using (measure_id) where thing = 'protesters' order by day desc limit 1"
    )
    ((latest,),) = asked(warehouse, sql)
    assert "14 500" in latest
    assert "12 000" not in latest


@pytest.mark.parametrize(("day", "articles"), [("2031-06-01", 1), ("2031-06-02", 2)])
def test_known_on_counts_what_was_there_that_day(warehouse: Path, day: str, articles: int) -> None:
    sql = f"select articles from known_on(date '{day}') where value = 11000 and claimant like '%Lorme%'"  # noqa: S608 - a day of ours
    assert asked(warehouse, sql) == [(articles,)]
