"""HTML within limits of size and time."""

from __future__ import annotations

import pytest

from models.contract import Article
from models.errors import HtmlError
from models.text import read_document
from models.text.html import MOST_CHARACTERS, MOST_TAGS_IN_PLACE, extract_article

PAGE = """<!doctype html><html><head><title>Docks open | Courier</title><style>p{}</style></head>
<body><nav><a href="/">Home</a></nav><h1>Docks <em>open</em></h1>
<p>The mayor said
   so.</p><div>Two &amp; three<br>four</div><ul><li>a<li>b</ul>
<script>alert(1)</script><!-- hidden --><aside>Most read</aside><footer>Contact</footer></body></html>"""


def test_blocks_become_paragraphs_and_the_machinery_of_the_page_goes() -> None:
    title, text = extract_article(PAGE)

    assert title == "Docks open"
    assert text == "Docks open\n\nThe mayor said so.\n\nTwo & three\n\nfour\n\na\n\nb"


def test_the_title_for_sharing_comes_first() -> None:
    page = '<head><title>x</title><meta property="og:title" content=" Docks  open "></head><h1>y</h1><p>Text.'

    assert extract_article(page)[0] == "Docks open"


def test_the_article_element_is_preferred_when_it_holds_the_text() -> None:
    story = "The mayor said that the docks would open again. " * 10

    assert (
        extract_article(f"<div>Weather: rain</div><article><p>{story}</p></article>")[1]
        == story.strip()
    )


@pytest.mark.parametrize(
    "page", ["", "<", "plain words", "<p>\ud800\x00</p>", "</p></div>", "<!doctype html>"]
)
def test_what_is_hardly_html_is_read_without_an_error(page: str) -> None:
    extract_article(page)


def test_a_page_of_many_tags_is_read_like_a_small_one() -> None:
    page = "<p>The mayor said so.</p>" * MOST_TAGS_IN_PLACE

    assert extract_article(page)[1].count("The mayor said so.") == MOST_TAGS_IN_PLACE


def test_a_page_over_the_size_limit_is_refused() -> None:
    with pytest.raises(HtmlError):
        extract_article("x" * (MOST_CHARACTERS + 1))


@pytest.mark.parametrize(
    "unit",
    ["<a ", "<a>", "<!--", "<![", "<div>", "<li><ul>", "<b><i></b>", "<div></x>", "<p>", "<", "&#"],
)
@pytest.mark.timeout(30)
def test_hostile_pages_end_in_a_text_or_a_refusal(unit: str) -> None:
    """Without the limits the first of these takes three minutes."""
    page = unit * (300_000 // len(unit))

    try:
        _, text = extract_article(page)
    except HtmlError:
        return

    assert len(text) <= len(page)


@pytest.mark.timeout(10)
def test_depth_within_the_tag_limit_is_read_in_place() -> None:
    _, text = extract_article("<div><!--</div>-->" * (MOST_TAGS_IN_PLACE // 3) + "<p>The end.</p>")

    assert "The end." in text


def test_offsets_of_html_point_into_the_extracted_text() -> None:
    document = read_document(Article(html=PAGE))

    sentence = next(s for s in document.sentences if "mayor" in document.normal[s.start : s.end])
    span = document.to_source(sentence.start, sentence.end)

    assert document.title == "Docks open"
    assert document.text[span.start : span.end] == "The mayor said so."
