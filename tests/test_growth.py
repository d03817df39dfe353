"""The guard itself: it passes linear work and catches quadratic work."""

from tests.growth import is_linear


def test_linear_work_passes() -> None:
    assert is_linear(lambda text: [letter.upper() for letter in text], "a", 64_000)


def test_quadratic_work_is_caught() -> None:
    # Each step costs the same here: where long steps are cheaper by the letter, sixteen times the text takes less
    # than 256 times as long.
    assert not is_linear(lambda text: [a == b for a in text for b in text], "a", 1_600)
