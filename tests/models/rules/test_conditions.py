"""When a match counts: conditions around it, negation, field and quotation marks."""

from __future__ import annotations

from models.rules import Ruleset
from tests.models.rules.lexicon_files import PROSE, a_cue, a_document, find

CLIP = r"\bclip\b"


def test_unless_cancels_in_the_same_sentence_only() -> None:
    cue = a_cue(CLIP, unless=(r"\bpolice\b",))

    assert find(cue, "The police clip was shown.") == []
    assert len(find(cue, "The clip was shown. The police came.")) == 1


def test_unless_near_cancels_from_the_sentences_beside_it() -> None:
    cue = a_cue(CLIP, unless_near=(r"\bpolice\b",))

    assert find(cue, "The clip was shown. The police came.") == []
    assert len(find(cue, "The clip was shown. It rained that day. The police came.")) == 1


def test_near_wants_a_match_in_the_same_sentence() -> None:
    cue = a_cue(CLIP, near=(r"\bonline\b", r"\bTelegram\b"))

    assert len(find(cue, "The clip was seen on Telegram.")) == 1
    assert find(cue, "The clip was seen. It was online.") == []


def test_near_neighbour_looks_at_the_sentences_beside_it() -> None:
    cue = a_cue(CLIP, near_neighbour=(r"\bonline\b",))

    assert len(find(cue, "It was online. The clip was seen.")) == 1
    assert find(cue, "It was online. It rained that day. The clip was seen.") == []


def test_an_attribute_near_tells_whether_its_pattern_is_close() -> None:
    cue = a_cue(
        CLIP, attributes={"kind": "video"}, attributes_near={"disclosed": (r"\bunverified\b",)}
    )

    near = find(cue, "The clip was seen. It is unverified.")
    far = find(cue, "The clip was seen.")

    assert [hit.attributes for hit in near] == [{"kind": "video", "disclosed": True}]
    assert [hit.attributes for hit in far] == [{"kind": "video", "disclosed": False}]


def test_a_negation_shortly_before_cancels_a_negatable_cue() -> None:
    cue = a_cue(r"\bconfirmed\b", negatable=True)

    assert find(cue, "The ministry has not yet confirmed the loss.") == []
    assert find(cue, "The ministry hasn't confirmed the loss.") == []
    assert len(find(cue, "The ministry confirmed the loss.")) == 1
    assert len(find(cue, "It did not rain, and the ministry confirmed the loss.")) == 1
    assert len(find(a_cue(r"\bconfirmed\b"), "The ministry has not confirmed the loss.")) == 1


def test_a_cue_for_titles_is_not_read_in_the_text() -> None:
    cue = a_cue(r"\bsay\b", field="title")

    assert find(cue, "Experts say so.") == []
    assert len(find(cue, "Nothing else is known of it.", title="Experts say the river rose")) == 1


def test_a_cue_for_the_text_is_not_read_in_the_title() -> None:
    assert find(a_cue(r"\bsay\b", field="text"), "It rained.", title="Experts say it rose") == []


def test_quotation_marks_decide_for_cues_with_a_voice() -> None:
    text = 'He called them "pathetic liars" and left the pathetic meeting.'

    outlet = find(a_cue(r"\bpathetic\b", voice="outlet"), text)
    quoted = find(a_cue(r"\bpathetic\b", voice="quoted"), text)

    assert [hit.match_start for hit in outlet] == [text.rindex("pathetic")]
    assert [hit.match_start for hit in quoted] == [text.index("pathetic")]


def test_case_counts_only_where_a_cue_says_so() -> None:
    assert len(find(a_cue(r"\bmarch\b"), "They met in March.")) == 1
    assert find(a_cue(r"\bmarch\b", case_sensitive=True), "They met in March.") == []


def test_curly_quotes_and_dashes_match_straight_ones() -> None:
    assert len(find(a_cue(r"didn't - \w+"), "He didn’t — really — know.")) == 1  # noqa: RUF001


def test_a_match_never_crosses_sentences_or_paragraphs() -> None:
    document = a_document(
        f"The clip ended. It showed a man.\n\nThe clip ended\n\nIt showed. {PROSE}"
    )

    assert Ruleset([a_cue(r"clip[^x]+showed")]).find(document) == []


def test_caret_and_dollar_stand_for_the_ends_of_a_sentence() -> None:
    hits = find(a_cue(r"^It\b|gone\.$"), "It rained. The boat was gone. It rained.")

    assert len(hits) == 3


def test_furniture_is_not_read() -> None:
    text = f"{PROSE}\n\nSign up for our newsletter: experts say it is good.\n\n{PROSE}"

    assert Ruleset([a_cue(r"\bnewsletter\b")]).find(a_document(text)) == []


def test_hits_come_in_order_of_place_and_cue() -> None:
    cues = [a_cue("b+"), a_cue("a+"), a_cue("aabb")]
    found = Ruleset(cues).find(a_document(f"Then bb aabb aa. {PROSE}"))

    places = [(hit.match_start, hit.match_end) for hit in found]
    assert places == sorted(places)
    assert Ruleset(reversed(cues)).find(a_document(f"Then bb aabb aa. {PROSE}")) == found


def test_an_empty_ruleset_finds_nothing() -> None:
    assert Ruleset([]).find(a_document(PROSE)) == []
