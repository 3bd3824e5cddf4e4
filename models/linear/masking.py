"""What a word model must not see: where the copy came from. In normal-form coordinates, linear time.

Three masks work together, so that `language` reads the wording and never the outlet or the parties:

1. `HouseStyle` finds datelines, agency names, bylines, credits and the outlet's own prompts. They
   are left out like page furniture.
2. Names of persons, places, parties, countries, demonyms and outlets go by their capital letter:
   words are looked up as written, and the vocabulary holds lower-case words only
   (`models.linear.tokens`). Where a capital means nothing, at the start of a sentence and in a
   title, a word counts only if the vocabulary knows it, and training admits no word that the
   corpus mostly writes with a capital, and no lower-case name of a camp.
3. A name leaves nothing behind, not even a placeholder, and no word pair spans it: swapping one
   name for another, or one word for two, changes no feature. Numbers share one placeholder.
"""

from __future__ import annotations

import re2

from models.text.document import Document

Range = tuple[int, int]

_CITY = r"[A-Z][A-Z.'/-]+(?: [A-Z][A-Z.'/-]+){0,3}"
_PLACE = r"[A-Z][A-Za-z.'/-]+(?:,? [A-Z][A-Za-z.'/-]*){0,4}"
_DAY = r"(?:,? [A-Z][a-z]{2,8}\.? [0-9]{1,2})?(?:, [0-9]{4})?"
_AGENCY = r"\([A-Z][A-Za-z .&/-]{1,30}\)"
_DASH = r" *-{0,2} *"
# Names and nothing else, so that a paragraph such as "By Monday the town was empty." stays.
_NAMES = r"(?: (?:[A-Z][A-Za-z.'-]*,?|and|of|for|the|in))+"
_AUTHOR_OF = r"(?:(?i:written |story |reporting |photo(?:graph)?s? |compiled )?[Bb]y|BY)"
_HELPED = r"(?i:contributed to this (?:report|article|story)|contributed reporting)"
_DESK = r"(?i:reporting|editing|additional reporting|writing)"
_LINKS = (
    r"(?i:(?:read more|read also|also read|see also|more from)\b|(?:related|also on|watch) ?[:|-])"
)
_PICTURE = (
    r"(?i:image (?:copyright|caption)|media playback|photo(?:graph)?s? ?:|\(?photo by|credit ?:)"
)
_NETWORK = r"(?:twitter|facebook|instagram)"

_HOUSE_STYLE = (
    # Datelines: "GENEVA, March 3 (Reuters) - ", "Washington (CNN) ", "CAMBRIDGE, Ma. - ".
    rf"(?m:^{_PLACE}{_DAY} *{_AGENCY}{_DASH})",
    rf"(?m:^{_CITY}(?:, [A-Z][A-Za-z.]+)?{_DAY} *-{{1,2}} +)",
    rf"(?m:^{_AGENCY}{_DASH})",
    # Bylines that stand alone in their line, and the closing credit of a desk.
    rf"(?m:^{_AUTHOR_OF}{_NAMES} *$)",
    rf"(?m:[^\n.]*{_HELPED}[^\n]*$)",
    rf"(?m:^{_DESK} by [A-Z][^\n]*$)",
    # Prompts and credits.
    r"(?i:\bstory (?:continue[sd] below|highlights)\b)",
    r"(?i:\b(?:article|post) continues (?:below|after)[^\n.]*)",
    rf"(?m:^{_LINKS}[^\n]*$)",
    r"(?i:\balso on [a-z0-9-]+\.[a-z]{2,4}\b)",
    r"(?i:\bgetty images\b)",
    r"(?m:^(?i:advertisements?)[ :.-]*$)",
    rf"(?m:^{_PICTURE}[^\n]*$)",
    r"(?i:\(?c?\)? ?copyright [0-9]{4}[^\n]*|\ball rights reserved\b)",
    r"(?i:\b(?:click here|sign up here|subscribe here)\b[^\n.]*)",
    rf"(?i:\bfollow (?:him|her|us|me|them|[a-z .]{{2,30}}) on {_NETWORK}\b[^\n.]*)",
    r"(?i:https?://\S+|\bwww\.\S+|\bpic\.twitter\.com/\S+|@[a-z0-9_]{2,})",
)


class HouseStyle:
    """Finds datelines, bylines, credits and prompts; compiled once, threads may share it."""

    def __init__(self) -> None:
        options = re2.Options()
        # One byte a character, so that offsets in the shadow are offsets in the normal form.
        options.encoding = re2.Options.Encoding.LATIN1
        self._pattern = re2.compile("|".join(_HOUSE_STYLE).encode("ascii"), options)

    def find(self, document: Document) -> list[Range]:
        """Ranges to leave out, in order, each inside one line."""
        return [match.span() for match in self._pattern.finditer(document.shadow)]
