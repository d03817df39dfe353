"""The guard itself: it passes linear work and catches quadratic work."""

from tests.growth import is_linear


def test_linear_work_passes() -> None:
    assert is_linear(lambda text: [letter.upper() for letter in text], "a", 64_000)


def test_quadratic_work_is_caught() -> None:
    assert not is_linear(lambda text: [text.count("b", start) for start in range(0, len(text), 4)], "a", 16_000)
