"""From a submitted article to the document that every later stage reads."""

from __future__ import annotations

import re

from models.contract import Article
from models.text.document import Document, Sentence
from models.text.furniture import find_furniture
from models.text.html import extract_article
from models.text.language import detect_language
from models.text.layout import BREAK, Layout, Range, lay_out
from models.text.normal import normalise
from models.text.origin import Origin
from models.text.prose import count_words
from models.text.quotes import find_quotes
from models.text.shadow import shadow_of

MANY = 2
LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def read_document(article: Article) -> Document:
    """Prepare an article: normal form, sentences, quotations, furniture, language, and the way back."""
    title, text = _submitted(article)
    headline, title_alignment = normalise(_one_line(title))
    body, text_alignment = normalise(text)
    body_start = len(headline) + len(BREAK) if headline else 0
    normal = headline + BREAK + body if headline else body
    shadow = shadow_of(normal)
    layout = lay_out(normal, shadow, body_start)
    quotes = find_quotes(normal, body_start)
    furniture = find_furniture(layout, quotes)
    sentences = _sentences(layout, furniture)
    return Document(
        title=title,
        text=text,
        normal=normal,
        shadow=shadow,
        body_start=body_start,
        sentences=sentences,
        quotes=quotes,
        furniture=furniture,
        language=detect_language(body, article.language),
        words=count_words(shadow, body_start, sentences),
        origin=Origin(normal, body_start, title_alignment, text_alignment),
    )


def _submitted(article: Article) -> tuple[str, str]:
    """The fields that offsets point into: as submitted, or as extracted from HTML."""
    if article.html is None:
        return article.title or "", article.text or ""
    title, text = extract_article(article.html)
    return title if article.title is None else article.title, text


def _one_line(title: str) -> str:
    """A title has no paragraphs; every line end becomes a space, so that the length stays."""
    return title if len(title.splitlines()) < MANY else LINE_END.sub(" ", title)


def _sentences(layout: Layout, furniture: tuple[Range, ...]) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    remaining = list(reversed(furniture))
    for paragraph, ranges in enumerate(layout.sentences):
        in_title = paragraph < layout.first_body_line
        for start, end in ranges:
            aside = (
                bool(remaining) and remaining[-1][0] < end and _is_set_aside(start, end, remaining)
            )
            sentences.append(Sentence(len(sentences), start, end, paragraph, in_title, aside))
    return tuple(sentences)


def _is_set_aside(start: int, end: int, remaining: list[Range]) -> bool:
    """Whether more than half of a sentence is furniture; drops the ranges that later sentences cannot meet."""
    covered = 0
    while remaining and remaining[-1][0] < end:
        left, right = remaining[-1]
        covered += max(0, min(end, right) - max(start, left))
        if right > end:
            break
        remaining.pop()
    return 2 * covered > end - start


def warm_up() -> None:
    """Load what is otherwise loaded by the first text that needs it: patterns and the language model."""
    read_document(
        Article(
            text="Wij gaan morgen naar huis \u2014 en zij niet, zo zei de minister gisteren nog tegen ons."
        )
    )
