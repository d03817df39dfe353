"""A look-up table that fills itself: at the price of a dictionary, for what a text asks for at each of its words."""

from __future__ import annotations

from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memo(dict[Key, Value], Generic[Key, Value]):
    """Key → what `make` says of it, asked once for each key; emptied when it holds `most`, so that it stays bounded."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def make(self, key: Key) -> Value:
        """The value of a key that is not known yet."""
        raise NotImplementedError

    def __missing__(self, key: Key) -> Value:
        made = self.make(key)
        if len(self) >= self.most:
            self.clear()
        self[key] = made
        return made
