"""Time stays linear in the length of a text, whatever the text is made of."""

from __future__ import annotations

import pytest

from models.contract import Article
from models.ledger import Gazetteer, read_ledger
from models.text import read_document

# Linear work on 100 kB ends in 20 to 200 ms, quadratic work in minutes: the time-out tells them apart.
HEAVY = {
    "one sentence": "the crane at the end of the pier fell and " * 2_400,
    "quotation marks": '"yes" he said. ' * 5_000,
    "stray quotation marks": '"' * 5_000 + " he said so.",
    "names": " ".join(f"Ines Okafor{n}a said it fell." for n in range(4_000)),
    "capitals": "Alpha Bravo Charlie Delta " * 4_000,
    "commas": "Ines, " * 17_000 + "said it fell.",
    "verbs": "said " * 20_000,
    "determiners": "the " * 25_000,
    "possessives": "Ines's " * 15_000,
    "pronouns": "He said he knew. " * 6_000,
    "nested": "Ines said " + "that Tom said " * 7_000 + "it fell.",
    "people of one surname": " ".join(f"Ines{n}a Okafor said it fell." for n in range(3_500)),
    "posts": " ".join(f"It fell. - Ines Okafor{n}a (@ines{n})." for n in range(2_500)),
    "companies": "The company, a firm, said it fell. " * 2_800,
    "denials": "Kyiv denied that Moscow burned it. Moscow accused Kyiv of lying. " * 1_500,
    "quarrels": "Kyiv and Moscow blamed each other, " * 2_800,
    "fights": "Kyiv fought Moscow and fought " * 3_300,
    "bases": "officials familiar with officials who saw officials " * 1_900 + "said it fell.",
    "anonymity": "An aide said it fell on condition of anonymity because he was shy. " * 1_400,
    "those cited": "The Post, citing two officials, reported that it fell and " * 1_700,
    "closing sources": "It fell, according to Oslo, " * 3_500,
    "beliefs": "Oslo believes it fell, " * 4_500 + "Bergen said.",
    "quotation over paragraphs": '"We fell.\n\n' * 9_000 + '"It fell," she said.',
    "quotations going on": '"Yes," he said. "No. Never." ' * 3_500,
    "two apostrophes": "''Yes,'' he said. " * 5_500,
    "speakers": "OSLO: it fell.\n\n" * 6_000,
    "views": "In the view of Oslo, " * 5_000,
    "dots": "." * 100_000,
    "apostrophes": "'" * 100_000,
    "emoji": "\U0001f600 " * 50_000,
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", HEAVY)
def test_heavy_texts_are_read_in_linear_time(gazetteer: Gazetteer, name: str) -> None:
    document = read_document(Article(title="Crane falls, Okafor says", text=HEAVY[name]))

    ledger = read_ledger(document, gazetteer)

    assert all(0 <= a < b <= len(document.normal) for s in ledger.sources for a, b in s.mentions)


def test_the_same_text_gives_the_same_ledger(gazetteer: Gazetteer) -> None:
    document = read_document(Article(title="Crane falls", text=HEAVY["names"][:20_000]))

    assert read_ledger(document, gazetteer) == read_ledger(document, gazetteer)


def test_ranges_are_never_empty_and_stay_in_the_text(gazetteer: Gazetteer) -> None:
    text = 'The port said it fell. "It was old," she said. According to him, no. He said:'
    document = read_document(Article(title=None, text=text))

    entries = read_ledger(document, gazetteer).attributions
    ranges = [span for e in entries for span in (*e.cue, *e.content)]
    assert all(0 <= start < end <= len(document.normal) for start, end in ranges)
