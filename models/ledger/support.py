"""What the title rests on: the way from its words to a sentence, to who says so, to who that is.

The support of a way is its weakest step; of several ways the best supported is shown. What the title changes on the
way (`drift`) is told beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from models.contract import Support
from models.ledger.drift import differences
from models.ledger.entries import HeadlineEntry, StepEntry
from models.ledger.main_claim import said_in

if TYPE_CHECKING:
    from models.ledger.account import Account
    from models.ledger.claims import Weighed
    from models.ledger.entries import AttributionEntry, Kind, SideEntry
    from models.text.document import Sentence

STRENGTH: dict[Support, int] = {name: place for place, name in enumerate(get_args(Support))}
# Titles are about the beginnings of their texts; later sentences may repeat them and are not looked at.
DEEPEST = 40
# A sentence that supports a title has two of its words, and at least this share of what the closest one has.
FEWEST_SHARED = 2
NEARLY_CLOSEST = 0.7
MOST_SENTENCES = 4
BY_KIND: dict[Kind, Support] = {
    "document": "documented",
    "witness": "witnessed",
    "news_report": "secondhand",
    "social_media": "secondhand",
}


def support_of_title(
    account: Account, weighed: Weighed, sides: tuple[SideEntry, ...]
) -> HeadlineEntry | None:
    """What the title rests on; None for a text without a title."""
    if account.title[1] == 0:
        return None
    title = StepEntry("title", account.title)
    sentences = _supporting(account)
    if not sentences:
        return HeadlineEntry("absent", (title,), differences(account, None, ()))
    disputed = {name for side in sides if side.opposes for name in (side.name, *side.opposes)}
    ways = [way for sentence in sentences for way in _ways(account, sentence, weighed, disputed)]
    rests_on, steps = min(ways, key=lambda way: STRENGTH[way[0]])
    sentence = next(s for s in sentences if s.start == steps[0].span[0])
    said = said_in(account, sentence)
    return HeadlineEntry(rests_on, (title, *steps), differences(account, sentence, said))


def _supporting(account: Account) -> list[Sentence]:
    """The sentences that say what the title says, the closest first."""
    title = account.title_stems - account.lore.common
    shared = [
        (len(title & account.stems[s.index]), -place, s)
        for place, s in enumerate(account.prose[:DEEPEST])
    ]
    shared.sort(key=lambda item: item[:2], reverse=True)
    most = shared[0][0] if shared else 0
    needed = max(min(FEWEST_SHARED, len(title)), NEARLY_CLOSEST * most, 1)
    return [s for count, _, s in shared if count >= needed][:MOST_SENTENCES]


def _ways(
    account: Account, sentence: Sentence, weighed: Weighed, disputed: set[str]
) -> list[tuple[Support, tuple[StepEntry, ...]]]:
    """The ways from a sentence down to a source; the outlet's own word where nobody is cited."""
    first = StepEntry("sentence", (sentence.start, sentence.end))
    corroborated = {
        claim.id for claim in weighed.claims if claim.status == "corroborated" and claim.sides > 1
    }
    found: list[tuple[Support, tuple[StepEntry, ...]]] = []
    for entry in said_in(account, sentence):
        if entry.act in ("asserts", "confirms"):
            support, steps = _chain(account, entry, disputed)
            if weighed.attributions[entry.id].claim in corroborated and support == "named":
                support = "corroborated"
            found.append((support, (first, *steps)))
    return found or [("nobody", (first,))]


def _chain(
    account: Account, entry: AttributionEntry, disputed: set[str]
) -> tuple[Support, list[StepEntry]]:
    """An attribution with its source, then those that it was passed on by: the weakest of them counts."""
    steps: list[StepEntry] = []
    weakest: Support = "corroborated"
    seen: set[int] = set()
    link: AttributionEntry | None = entry
    while link is not None and link.id not in seen:
        seen.add(link.id)
        steps.append(StepEntry("attribution", link.cue[0], attribution=link.id))
        for source in (link.source, link.via):
            if source is not None:
                span = link.source_span if source == link.source else None
                place = span or account.sources[source].mentions[0]
                steps.append(StepEntry("source", place, attribution=link.id, source=source))
        weakest = max(weakest, _grade(account, link, disputed), key=STRENGTH.__getitem__)
        link = None if link.within is None else account.attributions[link.within]
    return weakest, steps


def _grade(account: Account, entry: AttributionEntry, disputed: set[str]) -> Support:
    """How good a support one attribution is."""
    if entry.source is None:
        return "vague"
    source = account.sources[entry.source]
    if entry.via is not None and entry.quote == "indirect":
        return "secondhand"
    if source.kind in BY_KIND and (source.named or source.kind != "news_report"):
        return BY_KIND[source.kind]
    if not source.named:
        return "anonymous"
    return "interested" if source.side in disputed else "named"
