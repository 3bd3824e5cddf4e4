"""Copies are found through the edits that newsrooms make, and two reports of one event are none."""

from __future__ import annotations

import pytest

from service.reviews.sketch import BANDS, LEAST_LIKENESS, bands_of, likeness, sketch_of

TITLE = "Ferry line stops night service after engine fire"
WIRE = """\
By Jonas Petersen, Northern Wire

The ferry company Sundlinien said on Monday that it would stop all departures after 10 p.m. until the end of the month.
An engine of the Havfruen caught fire on Saturday night with 214 passengers on board, and the crew put it out in
eleven minutes. Nobody was hurt.

"We take no chances while the cause is unknown," said Marit Solberg, the head of operations, at a news conference in
the terminal. The two other ships of the same class will be inspected by the maritime authority this week, she added.

The authority confirmed that it had opened an investigation. Its first report is expected in six weeks, and it asked
passengers who had filmed the fire to send their recordings. Divers examined the hull on Sunday and found no damage.

Commuters on the islands reacted with concern. About 900 people work in shifts at the hospital and the cannery on the
mainland and depend on the late boat, according to the municipality. The mayor, Erik Dahl, said the town was in talks
with a private operator about a replacement, but that no agreement had been reached by Monday evening.

Sundlinien has run the line since 1987. It last suspended departures in 2015, when a storm had torn a mooring.
"""
OTHER_REPORT = """\
Islanders face three weeks without a late boat home. After the blaze in the engine room of the Havfruen on Saturday,
the operator has cancelled every crossing past ten in the evening, leaving nurses and cannery workers stranded.

"I found out from my daughter's phone," said Ingrid Moe, who finishes her shift at the hospital at half past eleven.
She will sleep in the staff room. The municipality counts some 900 people in her position and says it is looking for
a private boat. Passengers who were on board describe thick smoke and a calm crew; the fire was out within minutes.

What started it is still open. The maritime authority has begun to investigate and will look at two sister ships in
the coming days. Sundlinien's head of operations promised refunds for season tickets but gave no date for a return to
the normal timetable. Unions called on the company to pay for taxis and hotel rooms until then.
"""
_PARAGRAPHS = WIRE.split("\n\n")

EDITS = {
    "another byline": (TITLE, WIRE.replace("Jonas Petersen, Northern Wire", "Staff and agencies")),
    "no byline": (TITLE, WIRE.split("\n\n", 1)[1]),
    "another headline": ("Night boats cancelled for weeks following fire at sea", WIRE),
    "a corrected figure": (TITLE, WIRE.replace("214 passengers", "241 passengers")),
    "a changed paragraph": (
        TITLE,
        "\n\n".join(
            [
                *_PARAGRAPHS[:-1],
                "The company, founded by two brothers, marked its anniversary in May.",
            ]
        ),
    ),
    "an added paragraph": (
        TITLE,
        f"{WIRE}\nCorrection: an earlier version of this article gave a wrong number of passengers.\n",
    ),
    "other case, quotes and white space": (
        TITLE.upper(),
        WIRE.replace('"', "\N{RIGHT DOUBLE QUOTATION MARK}").replace("\n", " "),
    ),
}


def _shares_a_band(one: bytes, other: bytes) -> bool:
    return any(a == b for a, b in zip(bands_of(one), bands_of(other), strict=True))


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_article_is_a_copy(edit: str) -> None:
    original, edited = sketch_of(TITLE, WIRE), sketch_of(*EDITS[edit])

    assert _shares_a_band(original, edited)
    assert likeness(original, edited) >= LEAST_LIKENESS


def test_two_reports_of_one_event_are_no_copies() -> None:
    one, other = sketch_of(TITLE, WIRE), sketch_of(TITLE, OTHER_REPORT)

    assert likeness(one, other) < 0.2


def test_half_an_article_is_no_copy() -> None:
    half = "\n\n".join(_PARAGRAPHS[:3])

    assert likeness(sketch_of(TITLE, WIRE), sketch_of(TITLE, half)) < LEAST_LIKENESS


def test_the_same_article_has_the_same_sketch_in_every_process() -> None:
    """Stored sketches are compared with new ones, so the permutations must never change."""
    sketch = sketch_of("Harbour closed", "Two cranes failed on Tuesday.")

    assert sketch.hex().startswith("6ba39771687d1e0c15738d047d6bf728")
    assert bands_of(sketch)[0] == 5554726689285007530


def test_bands_fit_a_signed_integer_of_64_bits() -> None:
    bands = bands_of(sketch_of(TITLE, WIRE))

    assert len(bands) == BANDS
    assert all(-(2**63) <= value < 2**63 for value in bands)


def test_short_texts_are_copies_only_when_all_words_agree() -> None:
    one, same, other = (
        sketch_of("", text)
        for text in ("Harbour closed today", "HARBOUR closed, today!", "Harbour open today")
    )

    assert likeness(one, same) == 1.0
    assert likeness(one, other) < LEAST_LIKENESS


def test_a_text_without_words_has_a_sketch_too() -> None:
    assert likeness(sketch_of("", ""), sketch_of("", "!!! ...")) == 1.0
