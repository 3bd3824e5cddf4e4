"""Page furniture is found by wording and by place, and prose is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.contract import Article
from models.errors import LexiconError
from models.text import Document, read_document
from models.text.furniture import find_furniture
from models.text.furniture_patterns import Pattern, default_patterns, load_patterns
from models.text.layout import lay_out
from models.text.normal import normalise
from models.text.shadow import shadow_of

PROSE = "The harbour council met on Monday and voted to open the docks again, the mayor said."
MORE_PROSE = "Dockers had gone on strike in May over pay, and the union wants talks to go on."


def furniture_of(document: Document) -> list[str]:
    """What is set aside, as text."""
    return [document.normal[start:end] for start, end in document.furniture]


def read(*paragraphs: str, title: str | None = "Docks to open again") -> Document:
    """A document of these paragraphs."""
    return read_document(Article(title=title, text="\n\n".join(paragraphs)))


def marks(pattern: Pattern, example: str) -> bool:
    """Whether a pattern finds itself in an example that stands as a line of its own."""
    normal, _ = normalise(example)
    layout = lay_out(normal, shadow_of(normal), 0)
    haystack = layout.by_sentence() if pattern.marks == "sentence" else layout.shadow
    return pattern.expression.search(haystack) is not None


@pytest.mark.parametrize("pattern", default_patterns().items, ids=lambda pattern: pattern.id)
def test_a_pattern_marks_its_positive_examples(pattern: Pattern) -> None:
    assert [example for example in pattern.positive if not marks(pattern, example)] == []


@pytest.mark.parametrize("pattern", default_patterns().items, ids=lambda pattern: pattern.id)
def test_a_pattern_is_tried_wherever_its_positive_examples_stand(pattern: Pattern) -> None:
    groups = (default_patterns().lines_and_words, default_patterns().sentences)

    tried = [
        any(pattern in group.to_try(shadow_of(normalise(example)[0])) for group in groups)
        for example in pattern.positive
    ]

    assert all(tried)


@pytest.mark.parametrize("pattern", default_patterns().items, ids=lambda pattern: pattern.id)
def test_a_pattern_spares_its_negative_examples(pattern: Pattern) -> None:
    assert [example for example in pattern.negative if marks(pattern, example)] == []


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our daily newsletter.",
        "Leave a comment",
        "CLICK HERE TO GET THE COURIER APP",
        "Story Continued Below",
        "Advertisement",
        "Share this article",
        "Image source: YouTube",
        "( Also on the Courier: Who runs the docks?)",
        "Copyright \u00a9 2031 The Courier, LLC. Click here for reprint permission.",
        "The Harbour Press contributed to this report.",
        "Follow Ann Poe on Twitter @annpoe.",
        "Read more: What the strike costs",
        "Your email address will not be published. Required fields are marked *",
        "Scroll to Top",
        "Post's Author",
        "https://example.org/story/12",
        "MAYOR TO FACE COUNCIL OVER HARBOUR PLAN",
        "Union chiefs call for talks after night of protest",
        "An audio interview with Ann Poe was edited by Dan Roe and produced by Sue Low.",
        "The mayor at the docks on Monday. (Jon Doe/Reuters)",
        "REP. POE SAYS THE DOCKS WILL OPEN",
        "Will Harbour Voters Punish Their Mayor Over Closed Docks?",
        "Talking it out:Learning to discuss the strike",
        "[Dockers worry that the mayor will sell the port]",
        "ANALYSIS/OPINION:",
        "Sen. Ann Poe: Harbour's 'secret deal' on docks angers union",
    ],
)
def test_a_line_of_furniture_among_prose_is_set_aside_whole(line: str) -> None:
    document = read(PROSE, line, MORE_PROSE)

    assert furniture_of(document) == [normalise(line)[0]]
    assert [sentence.furniture for sentence in document.sentences if sentence.paragraph == 2] != []
    assert all(sentence.furniture == (sentence.paragraph == 2) for sentence in document.sentences)


@pytest.mark.parametrize(
    "line",
    [
        "Follow the river north, the guide said, and the dam comes into view.",
        '"Sign up for nothing," the union told its members on Monday.',
        "Read aloud in court, the letter named nobody.",
        "More than 200 dockers took part, police said.",
        "The Harbour Press reported that the mayor would resign.",
        "Ukraine denied it.",
        "Reuters reported that the talks had failed.",
        "Associated Press reporters saw the crash.",
        "Reporting by Reuters found that the port had known of the leak.",
        "EXCLUSIVE: The mayor told the Courier that she would resign over the docks.",
        "A photo released by the ministry shows tanks at the gate.",
        "More videos of the crash were posted on Monday.",
        "They hope to learn more.",
        "Mayor Ann Poe (pictured) denied that she had known of the leak.",
        "This story was originally published on May 4, 2031 and has been updated.",
        "It works, he wrote. pic.twitter.com/Ab12Cd34 - Ann Poe (@annpoe) May 4, 2031",
        "Also on Monday, the bank cut its forecast.",
    ],
)
def test_prose_that_begins_like_furniture_stays(line: str) -> None:
    assert furniture_of(read(PROSE, line, MORE_PROSE)) == []


@pytest.mark.parametrize(
    "line",
    [
        "The union had asked for talks with the mayor in May",
        "Police arrested three dockers after a chase through the old town",
        "Dockers claimed that their leader had been beaten by guards at the gate",
        "But nobody at the port would say why",
        "What the mayor had said of the union and of",
        "'A model for other ports in the north'",
        "Future value = 393 boxes a year",
    ],
)
def test_a_sentence_that_lost_its_full_stop_is_no_link(line: str) -> None:
    assert furniture_of(read(PROSE, line, MORE_PROSE)) == []


def test_the_second_half_of_the_title_is_no_link() -> None:
    deck = "Council ends month of closed gates despite threats from union and mayor"

    assert furniture_of(read(deck, PROSE, MORE_PROSE)) == []


def test_the_subheadings_of_a_list_are_no_links() -> None:
    headings = [
        "Bring gloves for work at night",
        "Expect delays near crane number four",
        "Leave cars outside city limits",
        "Pack lunch before gates are shut",
        "Remember where exits can be found",
    ]

    assert furniture_of(read(*(part for heading in headings for part in (heading, PROSE)))) == []


def test_what_stands_below_a_heading_of_links_is_a_link_too() -> None:
    links = ["Most read", "How cranes work now", "- What dockers want", "- Who runs harbours?"]

    assert furniture_of(read(PROSE, *links, MORE_PROSE, MORE_PROSE, MORE_PROSE)) == links


def test_a_caption_run_together_with_the_title_is_furniture() -> None:
    line = "The mayor has said that she is sure of her plan. Mayor opens docks again"

    assert furniture_of(read(line, PROSE, title="Mayor opens docks again after strike")) == [line]


def test_an_author_is_introduced_at_the_end_alone() -> None:
    author = "Ann Poe is policy counsel at the Harbour Institute."
    prose = [PROSE, MORE_PROSE] * 4

    assert furniture_of(read(*prose, author)) == [author]
    assert furniture_of(read(author, *prose)) == []


def test_furniture_at_the_end_changes_no_words_and_no_other_sentence() -> None:
    plain = read(PROSE, MORE_PROSE)

    document = read(PROSE, MORE_PROSE, "Sign up for our daily newsletter.", "Leave a comment")

    assert document.words == plain.words
    assert document.sentences[: len(plain.sentences)] == plain.sentences


def test_a_title_that_the_body_repeats_is_furniture() -> None:
    assert furniture_of(read("Docks to open again", PROSE)) == ["Docks to open again"]


def test_a_sentence_of_furniture_within_a_paragraph_is_set_aside_alone() -> None:
    document = read(f"{PROSE} Click here to read more. {MORE_PROSE}")

    assert furniture_of(document) == ["Click here to read more."]


def test_what_somebody_is_quoted_as_saying_is_no_prompt() -> None:
    assert (
        furniture_of(
            read(
                '"We march on Friday. Join us at the docks. Follow us on Twitter," the leaflet said.'
            )
        )
        == []
    )


def test_stock_quotes_are_set_aside_and_their_sentence_is_not() -> None:
    document = read(
        "Shares of Harbour Lines HRB, +0.15% rose after the council had voted to open the docks."
    )

    assert furniture_of(document) == ["HRB, +0.15%"]
    assert not any(sentence.furniture for sentence in document.sentences)


def test_a_list_without_full_stops_is_not_taken_for_links() -> None:
    points = [
        "Wages rise by a tenth in May",
        "No layoffs until the end of the year",
        "A new crane for the north dock",
    ]

    assert furniture_of(read(PROSE, *points, MORE_PROSE)) == []


def test_a_text_in_capitals_is_not_all_links() -> None:
    lines = [PROSE.upper(), MORE_PROSE.upper(), "THE COUNCIL HAS NOT SAID WHEN"]

    assert PROSE.upper() not in furniture_of(read(*lines))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("[[pattern]]", "without id"),
        (
            '[[pattern]]\nid = "a"\nmarks = "line"\npattern = "("\npositive = ["("]\nnegative = ["b"]',
            "a: missing",
        ),
        (
            '[[pattern]]\nid = "a"\nmarks = "page"\npattern = "a"\npositive = ["a"]\nnegative = ["b"]',
            "marks",
        ),
        (
            '[[pattern]]\nid = "a"\nmarks = "line"\npattern = "a"\npositive = ["a"]\nnegative = []',
            "examples",
        ),
        (
            '[[pattern]]\nid = "a"\nmarks = "line"\nwhere = 1\npattern = "a"\npositive = ["a"]\nnegative = ["b"]',
            "where",
        ),
        ("not toml", "furniture.toml"),
    ],
)
def test_a_wrong_pattern_file_is_refused_with_the_reason(
    tmp_path: Path, body: str, reason: str
) -> None:
    path = tmp_path / "furniture.toml"
    path.write_text(body)

    with pytest.raises(LexiconError, match=reason):
        load_patterns(path)


def test_the_default_patterns_can_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "furniture.toml"
    path.write_text(
        '[[pattern]]\nid = "a"\nmarks = "line"\npattern = "xyz"\npositive = ["xyz"]\nnegative = ["b"]\n'
    )
    layout = lay_out("xyz here.\n\nLeave a comment", b"xyz here.\n\nLeave a comment", 0)

    assert find_furniture(layout, patterns=load_patterns(path)) == ((0, 9),)


@pytest.mark.parametrize("above", [(), ("Share this article",), ("Advertisement", "5 min read")])
@pytest.mark.parametrize(
    "below", [(), ("Leave a comment",), ("Most read", "Share Tweet Email", "Sign up here.")]
)
def test_more_furniture_moves_no_edge_and_changes_no_neighbour(
    above: tuple[str, ...], below: tuple[str, ...]
) -> None:
    lines = (
        "Dockers back at work in the harbour after a long strike",
        PROSE,
        "Five Ships That Never Came Back To Harbour",
        MORE_PROSE,
        *[f"{PROSE} It was vote number {number}." for number in range(4)],
        "Ann Poe is a Research Assistant with the port team.",
    )
    bare = furniture_of(read(*lines))

    more = furniture_of(read(*above, *lines, *below))

    assert [line for line in more if line not in {*above, *below}] == bare
    assert len(bare) > 1
