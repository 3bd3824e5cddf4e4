"""Strategies of texts as people and programs submit them."""

from __future__ import annotations

from hypothesis import strategies as st

# A character of the normal form, and spellings of it that must come to the same.
SPELLINGS = {
    "a": ["a", "\uff41", "\u200ba", "a\u200d", "\u00ada"],
    "o": ["o", "\uff4f", "o\ufeff", "\u202eo"],
    "T": ["T", "\uff34", "\U0001d413"],
    "'": ["'", "\u2018", "\u2019", "\u02bc"],
    '"': ['"', "\u201c", "\u201d", "\u00ab"],
    "-": ["-", "\u2013", "\u2014", "\u2212"],
    " ": [" ", "  ", "\t", "\u00a0", " \u200b "],
    "\n\n": ["\n\n", "\n \n", "\r\n\r\n", "\u2029", "\n\n\n\n", "\u2028"],
}

spelt = st.lists(
    st.sampled_from(list(SPELLINGS)).flatmap(
        lambda clean: st.tuples(st.just(clean), st.sampled_from(SPELLINGS[clean]))
    ),
    max_size=60,
)

any_text = st.text(st.characters(), max_size=400)

newsy = st.lists(
    st.sampled_from(
        [
            "The mayor said no.",
            "\u201cWe go. We stay.\u201d",
            "U.S. officials met Ms. O'Brien",
            "J. K. Poe wrote it.",
            "Sign up for our newsletter.",
            "Read more: the docks",
            "HARBOUR STRIKE ENTERS ITS THIRD WEEK",
            "ended.The next",
            "\n\n",
            "\n",
            " ",
            "\u200b",
            "\ud800",
            "'",
            '"',
            "\u2026",
            "(",
            "a\u0301\u0316",
            "\ufb01",
            "www.Example.com",
        ]
    ),
    max_size=40,
).map(" ".join)
