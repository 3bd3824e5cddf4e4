"""Where words that somebody quotes stand in a text: what cannot be seen, or typed easily, is not asked for."""

from __future__ import annotations

from typing import Final

from service.reading.visible import runs_of

# A keyboard has the straight ones; each stands for exactly one character, so that places stay places.
_STRAIGHT: Final = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e"), '"'),
}


class Findable:
    """A text without hidden characters, with one blank for every run of blanks, and the way back to its places."""

    def __init__(self, text: str) -> None:
        self.visible, self._places = _visible(text)

    def places_of(self, words: str) -> list[tuple[int, int]]:
        """Every place where these words stand, as code points of the text, half-open and in order."""
        wanted = _visible(words)[0].strip()
        found: list[tuple[int, int]] = []
        start = self.visible.find(wanted) if wanted else -1
        while start >= 0:
            last = start + len(wanted) - 1
            found.append((self._places[start], self._places[last] + 1))
            start = self.visible.find(wanted, last + 1)
        return found


def look_alike(first: str, second: str) -> bool:
    """Whether two runs of text are the same to somebody who reads them."""
    return _visible(first)[0].strip() == _visible(second)[0].strip()


def _visible(text: str) -> tuple[str, list[int]]:
    characters: list[str] = []
    places: list[int] = []
    place = 0
    for run in runs_of(text):
        for character in run.text:
            is_blank = character.isspace()
            if not run.hidden and not (is_blank and characters[-1:] == [" "]):
                characters.append(" " if is_blank else character)
                places.append(place)
            place += 1
    return "".join(characters).translate(_STRAIGHT), places
