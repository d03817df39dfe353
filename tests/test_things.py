"""What a figure measures: words on the left, what articles share of them on the right."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tasks.extraction import find_attributed

if TYPE_CHECKING:
    from tasks.tables import Figure

DAY = date(2024, 11, 20)


def figures_of(text: str, language: str = "fr") -> list[Figure]:
    return find_attributed(text, language, DAY, "a")


MEANINGS = [
    ("fr", "Quelque 300 soldats norvégiens sont arrivés.", ("troops", None, None, ["iso:NO"])),
    ("en", "Some 300 Norwegian soldiers arrived.", ("troops", None, None, ["iso:NO"])),
    ("fr", "300 militaires norvégiens ont été déployés.", ("troops", None, None, ["iso:NO"])),
    ("fr", "300 soldats norvégiens et suédois campent ici.", ("troops", None, None, ["iso:NO", "iso:SE"])),
    ("fr", "La crue a fait 12 morts.", ("killed", None, None, [])),
    ("fr", "12 personnes ont été tuées.", ("killed", None, None, [])),
    ("fr", "12 soldats ont été tués.", ("killed", "troops", None, [])),
    ("fr", "12 policiers ont été blessés.", ("wounded", "police", None, [])),
    ("fr", "12 soldats ont été tués ou blessés.", ("killed_or_wounded", "troops", None, [])),
    ("fr", "Trois voitures ont été brûlées.", ("vehicles", None, "burned", [])),
    ("fr", "Trois véhicules incendiés bloquaient le pont.", ("vehicles", None, "burned", [])),
    ("en", "Police found 30 torched cars.", ("vehicles", None, "burned", [])),
    ("fr", "4 000 gilets jaunes étaient là.", ("protesters", None, None, [])),
    ("fr", "4 000 personnes se sont rassemblées.", ("protesters", None, None, [])),
    ("fr", "4 000 manifestants ont défilé.", ("protesters", None, None, [])),
    ("en", "Some 4,000 protesters marched.", ("protesters", None, None, [])),
    ("fr", "Il a vendu 40 moissonneuses neuves.", ("moissonneuse", None, None, ["neuf"])),
    ("fr", "30 soldats seront déployés.", ("troops", None, None, [])),
]


@pytest.mark.parametrize(("language", "text", "meaning"), MEANINGS, ids=[text for _, text, _ in MEANINGS])
def test_wordings_of_one_thing_are_one(
    language: str, text: str, meaning: tuple[str, str | None, str | None, list[str]]
) -> None:
    [found, *_] = figures_of(text, language)
    assert (found.thing, found.subject, found.condition, found.qualifiers) == meaning


def test_a_bare_noun_has_the_nationality_that_the_text_gave_it_before() -> None:
    found = figures_of("Des soldats norvégiens et suédois avancent. L'offensive mobilise 5 000 soldats.")
    assert found[-1].qualifiers == ["iso:NO", "iso:SE"]


def test_who_lost_or_sent_them_owns_them_whatever_was_said_before() -> None:
    found = figures_of("Des soldats norvégiens avancent. Stockholm perd chaque jour 120 soldats. Ici sont 40 soldats.")
    assert [figure.qualifiers for figure in found] == [["iso:SE"], ["iso:NO"]]


def test_a_people_is_soldiers_where_the_text_counts_no_others_of_it() -> None:
    found = figures_of("« 800 Norvégiens à la frontière ». Les 800 soldats norvégiens campent depuis lundi.")
    assert [figure.thing for figure in found][:2] == ["troops", "troops"]
    assert figures_of("800 Norvégiens vivent ici.")[0].thing == "people"


def test_a_number_that_another_is_compared_with_is_of_another_time() -> None:
    found = figures_of("Ils étaient 4 000 manifestants, contre 7 000 manifestants au début.")
    assert [figure.condition for figure in found] == [None, "earlier"]


def test_a_number_that_another_source_counts_is_of_the_same_time() -> None:
    rival = figures_of("Ils étaient 4 000 manifestants selon la CGT, contre 700 manifestants selon la police.")
    older = figures_of("Ils étaient 4 000 manifestants selon la CGT, contre 700 la semaine d'avant selon la police.")
    assert [figure.condition for figure in (*rival, *older)] == [None, None, None, "earlier"]


def test_the_hour_of_a_count() -> None:
    hours = {
        "À 15 heures, 300 manifestants défilaient.": 900,
        "Vers 17h30, 300 manifestants défilaient.": 1050,
        "À la mi-journée, 300 manifestants défilaient.": 720,
        "300 manifestants défilaient en fin de matinée.": 690,
        "À 15h puis à 17h, 300 manifestants défilaient.": None,
        "300 manifestants défilaient.": None,
    }
    assert {text: figures_of(text)[0].as_of_minute for text in hours} == hours
    assert figures_of("By 5pm some 300 protesters had marched.", "en")[0].as_of_minute == 1020


PLACES = [
    ("300 personnes ont défilé à Lyon.", "geo:2996944"),
    ("À Lviv, en Ukraine, 300 personnes ont défilé.", "geo:702550"),
    ("300 soldats sont sur le sol russe.", "iso:RU"),
    ("300 soldats sont en Russie, à la frontière, dans la région de Koursk.", "geo:538560"),
    ("300 personnes ont défilé à Saint-Glinglin.", "words:saint glinglin"),
    ("300 personnes ont défilé dans tout le pays.", None),
    ("300 personnes ont défilé dans toute la Norvège.", "iso:NO"),
    ("300 personnes ont défilé dans le sud de la Norvège.", "words:sud norvege"),
    ("300 personnes ont défilé dans le Sud-Ouest de la Norvège.", "words:sud ouest norvege"),
    ("300 personnes ont défilé en Norvège orientale.", "words:norvege orientale"),
    ("300 personnes ont défilé dans la capitale norvégienne.", "geo:3143244"),
    ("300 personnes sont descendues dans la rue.", None),
    ("300 personnes ont défilé dans une ville de Norvège.", "words:a ville"),
    ("300 personnes ont défilé sur l'île de Malte.", "iso:MT"),
    ("300 personnes ont défilé dans le nord de Lyon.", "geo:2996944"),
    ("300 soldats sont à Lviv, dans l'ouest de l'Ukraine.", "geo:702550"),
    ("300 soldats sont en Corée du Nord.", "iso:KP"),
    ("300 personnes ont défilé dans plusieurs villes.", None),
    ("300 personnes ont défilé en province.", None),
    ("300 personnes ont défilé dans l'Hexagone.", "iso:FR"),
    ("300 personnes ont défilé sur l'avenue parisienne.", "words:avenue parisienne"),
    ("À Querny, près de Lyon, 300 personnes ont défilé.", "words:querny"),
    ("Place Gambel, à Lyon, 300 personnes ont défilé.", "geo:2996944"),
    ("A Lyon, 300 personnes ont défilé.", "geo:2996944"),
    ("À Lyon, la préfecture a dénombré 300 manifestants.", "geo:2996944"),
    ("À Lyon, le porte-parole a déclaré que 300 soldats avaient péri.", None),
]


@pytest.mark.parametrize(("text", "key"), PLACES, ids=[text for text, _ in PLACES])
def test_a_place_is_a_key_that_articles_share(text: str, key: str | None) -> None:
    assert figures_of(text)[0].place_key == key


def test_an_english_part_of_a_country_has_no_id_either() -> None:
    keys = {
        "southern Norway": "words:southern norway",
        "the south of Norway": "words:south norway",
        "the Norwegian capital": "geo:3143244",
        "North Korea": "iso:KP",
        "northern Lyon": "geo:2996944",
    }
    assert {place: figures_of(f"Some 300 people marched in {place}.", "en")[0].place_key for place in keys} == keys


def test_the_region_is_the_one_that_the_text_named() -> None:
    found = figures_of("Des combats font rage dans la région de Koursk. 300 soldats se trouvaient dans la région.")
    assert (found[0].place, found[0].place_key) == ("la région de Koursk", "geo:538560")


def test_the_country_is_the_one_that_the_text_named_most() -> None:
    text = "En Norvège, la grève dure. Moins suivie en Suède, elle gagne en Norvège. 300 personnes ont défilé dans {}."
    keys = {"tout le pays": "iso:NO", "le pays": "iso:NO", "les pays voisins": None}
    assert {place: figures_of(text.format(place))[0].place_key for place in keys} == keys
    english = "The strike grows in Norway. Some 300 people marched across the country."
    assert figures_of(english, "en")[0].place_key == "iso:NO"
    assert figures_of("En Norvège et en Suède on fait grève. 300 personnes défilent dans le pays.")[0].place_key is None


OF_A_PEOPLE = [
    ("fr", "En Norvège, la grève dure. 300 soldats campent sur le sol suédois.", "iso:SE"),
    ("fr", "En Norvège, la grève dure. 300 soldats campent en territoire suédois.", "iso:SE"),
    ("fr", "À Oslo, la grève dure. 300 personnes ont défilé dans la capitale suédoise.", "geo:2673730"),
    ("fr", "À Oslo, la grève dure. 300 personnes ont défilé dans la capitale.", "geo:3143244"),
    ("fr", "300 personnes ont défilé dans la capitale. Des heurts ont éclaté à Oslo.", "geo:3143244"),
    ("fr", "À Oslo, la grève dure. 300 personnes ont défilé dans la capitale de la Suède.", "geo:2673730"),
    ("en", "In Norway, the strike goes on. Some 300 soldiers camp on Swedish soil.", "iso:SE"),
    ("en", "In Oslo, the strike goes on. Some 300 people marched in the Swedish capital.", "geo:2673730"),
]


@pytest.mark.parametrize(("language", "text", "key"), OF_A_PEOPLE, ids=[text for _, text, _ in OF_A_PEOPLE])
def test_a_nationality_says_whose_land_or_capital(language: str, text: str, key: str) -> None:
    assert figures_of(text, language)[0].place_key == key


@pytest.mark.parametrize("rest", ["Des heurts ont éclaté à Oslo et à Rome.", "En Suède, on s'inquiète. À Oslo, non."])
def test_the_capital_is_none_that_only_happens_to_be_named(rest: str) -> None:
    found = figures_of(f"300 personnes ont défilé dans la capitale. {rest}")
    assert found[0].place == "la capitale"


def test_what_restates_a_number_of_a_closer_place_is_there() -> None:
    text = "300 soldats norvégiens sont à Lviv. Sur les 900 soldats norvégiens entrés en Ukraine, 300 sont inquiets."
    closer = figures_of(text)
    assert [figure.place_key for figure in closer] == ["geo:702550", "iso:UA", "geo:702550"]


def test_children_of_somebody_are_nobody_whom_a_text_counts() -> None:
    found = figures_of("Mère célibataire de deux enfants, elle est venue. Trois enfants ont été blessés.")
    assert [figure.thing for figure in found] == [None, "wounded"]
    assert figures_of("The father of two children was hurt.", "en")[0].thing is None


def test_a_noun_of_one_class_qualifies_no_other() -> None:
    found = figures_of("300 policiers et gendarmes étaient là, et 200 policiers municipaux.")
    assert [figure.qualifiers for figure in found] == [[], ["municipal"]]


def test_sources_are_keyed_without_article_or_account() -> None:
    keys = {
        "300 manifestants ont défilé, selon la préfecture.": "prefecture",
        "300 manifestants ont défilé, selon les chiffres de la préfecture.": "prefecture",
        "300 manifestants ont défilé, selon le ministère de l'Intérieur.": "ministere de l interieur",
        "300 manifestants ont défilé, selon l'Intérieur.": "ministere de l interieur",
        "300 manifestants ont défilé, selon un décompte de l’Intérieur.": "ministere de l interieur",
        "300 manifestants ont défilé.": None,
    }
    assert {text: figures_of(text)[0].source_key for text in keys} == keys


def test_a_language_without_the_section_lands_its_figures_without() -> None:
    assert all(figure.thing is None for figure in figures_of("300 Soldaten", "de"))


GRADES = [
    ("fr", "La bousculade a fait 40 blessés, dont 5 graves et 3 légers.", [[], ["serious"], ["slight"]]),
    ("fr", "La bousculade a fait 40 blessés, dont 5 grièvement.", [[], ["serious"]]),
    (
        "fr",
        "Le bilan est de 2 personnes décédées, 5 blessées graves et 6 blessées légèrement.",
        [[], ["serious"], ["slight"]],
    ),
    ("fr", "5 personnes ont été grièvement blessées.", [["serious"]]),
    ("fr", "40 blessés, dont 6 sont dans un état grave, sont soignés à Metz.", [[], ["serious"]]),
    ("fr", "40 personnes ont été blessées dans un grave accident.", [[]]),
    ("en", "The crush left 40 people hurt; 5 people were seriously injured.", [[], ["serious"]]),
]


@pytest.mark.parametrize(("language", "text", "grades"), GRADES, ids=[text for _, text, _ in GRADES])
def test_how_badly_people_are_wounded_is_part_of_what_is_measured(
    language: str, text: str, grades: list[list[str]]
) -> None:
    assert [figure.qualifiers for figure in figures_of(text, language)] == grades


def test_whom_it_befell_may_stand_behind_a_number_alone() -> None:
    text = "Les heurts ont fait 552 blessés parmi les manifestants et 95 parmi les policiers."
    assert [(figure.thing, figure.subject) for figure in figures_of(text)] == [
        ("wounded", "protesters"),
        ("wounded", "police"),
    ]
    english = figures_of("The clashes left 52 people wounded, including 17 among the riot police and guards.", "en")
    assert english[1].subject == "police"


def test_what_is_compared_counts_the_same_in_the_same_place() -> None:
    text = "Quelque 2 500 personnes ont manifesté à Toulouse, contre 4 500 samedi dernier. À Caen, 4 500 ont défilé."
    assert [figure.thing for figure in figures_of(text)[:2]] == ["protesters"] * 2
    assert [figure.place_key for figure in figures_of(text)[:2]] == ["geo:2972315"] * 2
    parts = "27 000 manifestants en Norvège, dont 7 000 à Oslo, contre {} samedi dernier, ont été recensés."
    keys = {"32 000": "iso:NO", "8 000": "geo:3143244"}
    assert {size: figures_of(parts.format(size))[2].place_key for size in keys} == keys
    aside = figures_of("On compte 12 000 manifestants en Norvège (et 3 200 à Oslo), contre 15 000 mercredi.")
    assert aside[2].place_key == "iso:NO"
