"""Tests of `models.signals.why`: each reason fits its place and is one whole sentence."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from models.bundle import DEFAULT_FOLDER
from models.contract import Act, Article
from models.ledger import (
    AttributionEntry,
    ClaimEntry,
    HeadlineEntry,
    Ledger,
    QuotePairEntry,
    SideEntry,
    SourceEntry,
)
from models.ledger.entries import DifferenceEntry, Kind, StepEntry
from models.signals import Narrator, Observation, load_taxonomy, reason
from models.signals.phrase import load_phrase_words
from models.signals.why import question
from models.text import Document, read_document

TAXONOMY = load_taxonomy(DEFAULT_FOLDER / "signals.toml")
NARRATOR = Narrator(load_phrase_words(DEFAULT_FOLDER / "phrases.toml"))
NOTHING = Ledger((), (), (), single_source=False, unattributed=())
SENTENCE = re.compile(r"[A-Z“][^.!?]*(?:\.(?! [A-Z])[^.!?]*)*[.]")


def page(text: str, title: str | None = None) -> Document:
    """An invented article."""
    return read_document(Article(title=title, text=text, language="en"))


def span(document: Document, words: str) -> tuple[int, int]:
    """Where words stand first."""
    start = document.normal.index(words)
    return start, start + len(words)


def seen(document: Document, signal: str, words: str, **more: object) -> Observation:
    """A signal on words of the page."""
    start, end = span(document, words)
    made = Observation(signal, start, end, document.sentence_at(start), "outlet", 0.9, "", "rule:x")
    return replace(made, **more)  # type: ignore[arg-type]  # fields by name


def ledger(
    document: Document,
    who: str,
    *,
    named: bool = False,
    kind: Kind = "official",
    act: Act = "asserts",
    basis: bool = False,
    anonymity: bool = False,
) -> Ledger:
    """One source that says one thing."""
    place = span(document, who)
    somewhere = (0, 1)
    source = SourceEntry(
        0,
        who,
        named,
        kind,
        "",
        (place,),
        somewhere if basis else None,
        somewhere if anonymity else None,
    )
    said = AttributionEntry(0, document.sentence_at(place[0]), 0, place, (), (), "indirect", act)
    return replace(NOTHING, sources=(source,), attributions=(said,))


def why(document: Document, account: Ledger, *observations: Observation) -> str:
    """The reason of the first observation."""
    place = NARRATOR.places(document, account, observations)[0]
    return reason(place, TAXONOMY[observations[0].signal])


DIPLOMATS = "Two diplomats said the talks had failed. The city was quiet."


def test_an_unnamed_source_is_named_by_what_the_text_calls_it() -> None:
    document = page(DIPLOMATS)
    seen_here = seen(document, "source.anonymous", "Two diplomats said")

    assert why(document, ledger(document, "Two diplomats"), seen_here) == (
        "Two diplomats are not named, and no reason is given for that."
    )


def test_one_person_is_spoken_of_as_one() -> None:
    document = page("A senior official said the talks had failed.")

    assert why(
        document,
        ledger(document, "A senior official"),
        seen(document, "source.anonymous", "A senior official"),
    ).startswith("A senior official is not named")


def test_the_reason_and_the_basis_that_the_text_gives_are_acknowledged() -> None:
    document = page(DIPLOMATS)
    item = seen(document, "source.anonymous", "Two diplomats said")

    explained = why(document, ledger(document, "Two diplomats", anonymity=True), item)
    basis = why(document, ledger(document, "Two diplomats", basis=True), item)

    assert explained == "Two diplomats are not named, and the text says why."
    assert "how they know" in basis


def test_a_named_speaker_in_the_sentence_is_never_said_to_lack_a_name() -> None:
    document = page("Radek Holm said the talks had failed, officials said.")
    account = ledger(document, "Radek Holm", named=True)

    said = why(document, account, seen(document, "source.anonymous", document.normal[:40]))

    assert "Holm" not in said


@pytest.mark.parametrize(
    ("text", "disclosed", "said"),
    [
        (
            "A clip on Telegram shows a flash.",
            False,
            "Nobody is said to have checked this clip from Telegram.",
        ),
        (
            "Photos from the square show a crowd.",
            False,
            "Nobody is said to have checked these photos, used as evidence here.",
        ),
        (
            "An unverified video appears to show a flash.",
            True,
            "The text warns its reader about this video, and nobody is said to have checked it.",
        ),
    ],
)
def test_footage_is_told_by_what_it_is_and_where_it_went_round(
    text: str,
    disclosed: bool,  # noqa: FBT001 - a table
    said: str,
) -> None:
    document = page(text)
    item = seen(document, "footage.unverified", text[:-1], attributes={"disclosed": disclosed})

    assert why(document, NOTHING, item) == said


def test_an_opponent_is_told_and_whether_a_second_side_is_cited() -> None:
    document = page("Ostria said Varenia had fired first. Varenia denied it.")
    account = replace(
        ledger(document, "Ostria", named=True),
        sides=(SideEntry("Ostria", (0,), ("Varenia",)), SideEntry("Varenia", ())),
    )
    item = seen(document, "source.interested", "Ostria said Varenia had fired first")
    denial = seen(document, "denial.explicit", "Varenia denied it")

    assert why(document, account, item) == (
        "Ostria said this about an opponent (Varenia), and no second side is cited here."
    )
    assert "a denial stands beside it" in why(document, account, item, denial)


def test_another_outlet_is_named() -> None:
    document = page("The mayor will resign, the Northern Courier reported.")
    account = ledger(document, "the Northern Courier", named=True, kind="news_report")

    assert why(document, account, seen(document, "source.secondhand", document.normal[:-1])) == (
        "This comes from the Northern Courier, and the text does not say that it checked it itself."
    )


@pytest.mark.parametrize(
    ("denied_by", "sides", "said"),
    [
        ((), 1, "The main claim rests on Ostria alone."),
        ((1,), 1, "The main claim rests on Ostria alone, and Varenia denied it."),
        ((), 0, "Nobody is said to vouch for the main claim."),
    ],
)
def test_the_only_side_behind_the_main_claim_is_named(
    denied_by: tuple[int, ...], sides: int, said: str
) -> None:
    document = page("Ostria said that Varenia had fired first.")
    sources = tuple(
        SourceEntry(number, name, True, "official", name, (span(document, name),))  # noqa: FBT003 - a row
        for number, name in enumerate(("Ostria", "Varenia"))
    )
    claim = ClaimEntry(0, 0, 20, True, (0,), denied_by, (), (), sides, "single_side")  # noqa: FBT003 - a row
    account = replace(NOTHING, sources=sources, claims=(claim,))

    item = seen(document, "source.single", "Ostria said", attributes={"sides": sides})

    assert why(document, account, item) == said


def test_a_title_is_told_what_it_dropped() -> None:
    document = page("The mayor may have taken money.", "Mayor took money")
    difference = DifferenceEntry("modality", None, span(document, "may have"))
    account = replace(NOTHING, headline=HeadlineEntry("anonymous", (), (difference,)))

    assert why(document, account, seen(document, "headline.overstates", "Mayor took money")) == (
        "The title speaks more firmly than the body, which says “may have”."
    )


def test_a_title_is_told_whom_it_leaves_out() -> None:
    document = page("Sources close to the palace say the mayor took money.", "Mayor took money")
    sources = ledger(document, "Sources close to the palace").sources
    path = (StepEntry("source", span(document, "Sources close to the palace"), 0, 0),)
    difference = DifferenceEntry("attribution", None, span(document, "say"))
    entry = HeadlineEntry("anonymous", path, (difference,))
    account = replace(NOTHING, sources=sources, headline=entry)

    assert why(document, account, seen(document, "headline.overstates", "Mayor took money")) == (
        "The title leaves out who says so; in the body this rests on sources close to the palace."
    )


def test_two_wordings_stand_side_by_side() -> None:
    document = page("“We fired first,” Holm said. Then Holm said: “We shot first.”")
    first, second = span(document, "fired"), span(document, "shot")
    pair = QuotePairEntry(None, first, second, ((first, second),))

    item = seen(document, "quote.altered", "shot")

    assert why(document, replace(NOTHING, quote_pairs=(pair,)), item) == (
        "One statement is quoted once with “fired” and once with “shot”."
    )


def test_loaded_words_are_repeated_when_they_are_few() -> None:
    document = page("The shameless clique at city hall could not be reached for a comment today.")
    item = seen(
        document, "language.loaded", document.normal[:-1], focus=span(document, "shameless clique")
    )

    assert "“shameless clique”" in why(document, NOTHING, item)


def test_one_question_asks_about_all_places() -> None:
    document = page("Two diplomats spoke. A clip on Telegram and photos on Facebook show it.")
    items = [
        seen(document, "footage.unverified", "A clip on Telegram"),
        seen(document, "footage.unverified", "photos on Facebook"),
    ]

    asked = question(NARRATOR.places(document, NOTHING, items), TAXONOMY["footage.unverified"])

    assert asked == (
        "Who recorded this clip and these photos from Telegram and Facebook, where and when, and who checked it?"
    )


HOSTILE = ("<b>x</b>", "He. They", "a" * 300, "{who}", "the mayor and urged", "the\x1bmayor", "who")


@pytest.mark.parametrize("signal", [s for s in TAXONOMY if s != "language.wording"])
@pytest.mark.parametrize(
    "who", ["Two diplomats", "Radek Holm", "the report", "He", "Sources", *HOSTILE]
)
@pytest.mark.parametrize("act", ["asserts", "denies", "doubts"])
def test_every_reason_is_one_whole_sentence(signal: str, who: str, act: Act) -> None:
    document = page(f"{who} spoke of a clip on Telegram in town.")
    who = document.normal.partition(" spoke")[0]
    for named in (True, False):
        account = ledger(document, who, named=named, act=act, kind="document")
        item = seen(document, signal, document.normal[:-1], voice="quoted")

        said = why(document, account, item)

        assert SENTENCE.fullmatch(said), said
        assert not re.search(r"[<>{}\x1b]|  | ,|\.\.", said)
        assert len(said) < 240
