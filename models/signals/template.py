"""Sentences with gaps: reasons and questions that are fitted to a place, checked when the bundle is opened.

A template stands in `signals.toml` as `{ when = "fact fact", say = "... {slot} ..." }`. It applies where every fact
holds and every gap can be filled; the first of a signal's templates that applies is said. `{Slot}` begins a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

# What a gap may be filled with, and what a place may be known to be; `models.signals.place` finds both.
SLOTS = frozenset(
    {
        "who",
        "are",
        "outlet",
        "document",
        "opponent",
        "denier",
        "material",
        "medium",
        "words",
        "title_words",
        "body_words",
        "first_words",
        "second_words",
    }
)
FACTS = frozenset(
    {
        "explained",
        "basis",
        "corroborated",
        "denied",
        "disclosed",
        "quoted",
        "doubts",
        "unnamed",
        "nobody",
        "attribution",
        "modality",
        "negation",
        "number",
        "name",
        "quotation",
        "rests_on_absent",
        "rests_on_nobody",
        "rests_on_vague",
        "rests_on_anonymous",
        "rests_on_secondhand",
        "rests_on_interested",
    }
)
_GAP = re.compile(r"(“?)\{(\w+)\}(”?)")
_LONGEST = 240
# What fills a gap: nothing, one filling, or several that are said one after the other.
Slot = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence with gaps and the facts that it needs."""

    say: str
    when: frozenset[str]
    slots: tuple[str, ...]

    def fill(self, facts: frozenset[str], slot: Slot) -> str | None:
        """The sentence, or None where a fact or the filling of a gap is missing."""
        if not self.when <= facts:
            return None
        if not self.slots:
            return self.say
        filled: dict[str, Sequence[str]] = {}
        for name in self.slots:
            filled[name] = slot(name.lower())
            if not filled[name]:
                return None
        return _GAP.sub(
            lambda gap: _spoken(filled[gap[2]], gap[2], marks=gap[1] + gap[3]), self.say
        )


def first_that_applies(
    templates: Sequence[Template], facts: frozenset[str], slot: Slot
) -> str | None:
    """What the first template that applies says."""
    said = (template.fill(facts, slot) for template in templates)
    return next((sentence for sentence in said if sentence is not None), None)


def _spoken(values: Sequence[str], name: str, *, marks: str) -> str:
    """The fillings as "one, another and a third", each between its own marks where the gap has them."""
    first, *others = values
    if name[0].isupper():
        first = first[:1].upper() + first[1:]
    said = [f"{marks[:1]}{value}{marks[1:]}" for value in (first, *others)]
    return f"{', '.join(said[:-1])} and {said[-1]}" if others else said[0]


def read_templates(entries: Sequence[Mapping[str, str]]) -> tuple[Template, ...]:
    """Templates from their TOML entries.

    Raises:
        ValueError: a key, fact or slot is not known, or the sentence is none.
    """
    return tuple(_read(entry) for entry in entries)


def _read(entry: Mapping[str, str]) -> Template:
    unknown = entry.keys() - {"when", "say"}
    if unknown:
        raise ValueError(f"a template has the unknown key {min(unknown)!r}")
    say, when = entry["say"], frozenset(entry.get("when", "").split())
    slots = tuple(dict.fromkeys(gap[2] for gap in _GAP.finditer(say)))
    odd = sorted({name.lower() for name in slots} - SLOTS) or sorted(when - FACTS)
    if odd:
        raise ValueError(f"{say!r} needs the unknown {odd[0]!r}")
    if len(say) > _LONGEST or not re.fullmatch(r"[A-Z{“].*[.?]”?", say):
        raise ValueError(f"{say!r} is no sentence of at most {_LONGEST} characters")
    return Template(say, when, slots)
