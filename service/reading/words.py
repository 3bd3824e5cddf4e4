"""The plain words of the page, the report and the terminal: what each number and name means to an editor."""

from __future__ import annotations

from models.contract import WORDING, Abstention, AttributeValue, Band, Drift, Effect, Support, Voice

TITLES = {
    "footage.unverified": "Unverified footage",
    "footage.verified": "Verified footage",
    "claim.unverified": "Claim said to be unconfirmed",
    "claim.speculation": "Speculation",
    "claim.corroborated": "Independent confirmation",
    "source.anonymous": "Unnamed source",
    "source.anonymity_explained": "Anonymity explained",
    "source.vague": "Nobody in particular",
    "source.secondhand": "Taken at second hand",
    "source.interested": "Interested party",
    "source.document": "Identified document",
    "source.single": "One side only",
    "denial.explicit": "Denial",
    "denial.response_sought": "Reply sought",
    "denial.third_party_doubt": "Doubt from outside",
    "headline.overstates": "Headline overstates",
    "language.loaded": "Loaded language",
    WORDING: "Wording of the sentence",
    "quote.altered": "Quotation given twice, differently",
    "transparency.correction": "Correction or note",
}
EFFECTS: dict[Effect, str] = {
    "raises": "raises the risk",
    "lowers": "lowers the risk",
    "context": "more to check",
}
EFFECT_SIGNS: dict[Effect, str] = {"raises": "▲", "lowers": "▼", "context": "◆"}
VOICES: dict[Voice, str] = {
    "outlet": "in the article\N{RIGHT SINGLE QUOTATION MARK}s own voice",
    "quoted": "in the words of somebody quoted",
}
BANDS: dict[Band, str] = {"low": "Low risk", "elevated": "Elevated risk", "high": "High risk"}
ABSTENTIONS = {
    Abstention.TOO_SHORT: "There are fewer than 40 words of prose here, too few to carry a score.",
    Abstention.UNSUPPORTED_LANGUAGE: "Caveat scores English so far; this text seems to be in another language.",
    Abstention.NOT_PROSE: "This is not running prose (a list, a table, code), which is all that Caveat can score.",
    Abstention.OUT_OF_DISTRIBUTION: (
        "This text is unlike the articles that the score was measured on; a number would be a guess."
    ),
}
# What the title rests on, from best to worst, each as the end of "The headline rests on ...".
SUPPORTS: dict[Support, str] = {
    "corroborated": "more than one independent side",
    "documented": "a document or the public record",
    "witnessed": "what the outlet itself saw",
    "named": "a source with a name",
    "interested": "one party that has a stake in it",
    "secondhand": "a report at second hand",
    "anonymous": "a source without a name",
    "vague": "nobody in particular",
    "nobody": "the article\N{RIGHT SINGLE QUOTATION MARK}s own word alone",
    "absent": "nothing that was found in the text below it",
}
# Supports that an editor should look at first.
WEAK_SUPPORTS: frozenset[Support] = frozenset(
    {"interested", "secondhand", "anonymous", "vague", "nobody", "absent"}
)
STEPS = {
    "title": "The headline",
    "sentence": "rests on this sentence",
    "attribution": "which is attributed here",
    "source": "and on this source",
}
DRIFTS: dict[Drift, str] = {
    "attribution": "Who says so",
    "modality": "How certain it is",
    "negation": "Whether it is so",
    "number": "A number",
    "name": "A name",
    "quotation": "The words quoted",
}
STATUSES = {
    "contested": "disputed",
    "unverified": "said to be unconfirmed",
    "single_side": "one side only",
    "corroborated": "independently confirmed",
    "documented": "on record",
    "unattributed": "no source given",
}
# The five steps of the editors' scale, the middle one divided: 0.38 and 0.62 should not read alike.
_CHANCES = (
    (0.125, "a very small chance"),
    (0.35, "a small chance"),
    (0.45, "somewhat less than an even chance"),
    (0.55, "about an even chance"),
    (0.65, "somewhat more than an even chance"),
    (0.875, "a large chance"),
    (1.001, "a very large chance"),
)
_ATTRIBUTES: dict[tuple[str, AttributeValue], str] = {
    ("disclosed", True): "the text itself warns of it",
    ("disclosed", False): "the text does not warn of it",
}
_FEATURES = {
    "part:language": "Wording, sentence by sentence",
    "document:opinion": "Reads as opinion",
    "document:satire": "Reads as satire",
    "document:named_sources": "Sources with a name",
    "document:no_named_source": "No source has a name",
    "document:length": "Length",
    "document:attributed": "Share of attributed sentences",
    "document:said": "Plain words of saying",
    "document:dated": "Days named",
    "document:question": "Questions",
    "document:exclamation": "Exclamations",
    "document:first_singular": "Speaks as I",
    "document:first_plural": "Speaks as we",
    "document:second": "Addresses the reader",
    "document:ought": "Says what ought to be",
    "document:stance": "Words of taking a stand",
    "document:title_asks": "The title asks",
    "document:title_capitals": "Capitals in the title",
    "document:title_exclaims": "The title exclaims",
}
_MINUS = "\N{MINUS SIGN}"


def title_of(signal: str) -> str:
    """A signal's name for people; an unknown id is spelled out rather than hidden."""
    return TITLES.get(signal) or signal.replace(".", ": ").replace("_", " ").capitalize()


def feature_title(feature: str) -> str:
    """A contribution's name for people: a signal's title, or what is measured about the document."""
    kind, _, rest = feature.partition(":")
    if kind == "signal":
        return title_of(rest)
    return _FEATURES.get(feature) or f"{kind}: {rest}".replace("_", " ").capitalize()


def chance_of(score: float) -> str:
    """The score in the words of the editors' scale."""
    return next(words for limit, words in _CHANCES if score < limit)


def attribute_words(name: str, value: AttributeValue) -> str:
    """One attribute of an evidence item as a short phrase."""
    return _ATTRIBUTES.get((name, value)) or f"{name.replace('_', ' ')}: {value}"


def signed(value: float) -> str:
    """A weight with its sign and two decimals, with a minus that is as wide as the plus."""
    rounded = f"{abs(value):.2f}"
    if float(rounded) == 0:
        return "0.00"
    return f"{'+' if value > 0 else _MINUS}{rounded}"
