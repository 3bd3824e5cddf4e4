"""HTML to title and text. Imports nothing of Caveat, so that it also starts fast as a process of its own.

    python -I html_worker.py < page.html > title-and-text.json

As a process it limits its own memory and processor time; `models.text.html` kills it when it takes too long.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

DROPPED = frozenset(
    "script style noscript template iframe object embed svg math canvas audio video picture form button select "  # noqa: SIM905 - a list of words
    "textarea input dialog menu nav aside footer figcaption head -comment".split()
)
BLOCKS = frozenset(
    "address article blockquote center dd details div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hgroup hr html "  # noqa: SIM905 - likewise
    "body li main ol p pre section summary table tbody thead tfoot tr td th ul caption title br".split()
)
ROOTS = ("article", "main", "[role=main]", "[itemprop=articleBody]")
FEWEST_ROOT_CHARACTERS = 400
PARAGRAPH = "\n\n"
MEMORY_BYTES = 1 << 30
PROCESSOR_S = 2


def extract(page: bytes) -> tuple[str, str]:
    """The title and the readable text of a page, one paragraph a block, blocks two newlines apart."""
    tree = LexborHTMLParser(page)
    title = _title(tree)
    for selector in ROOTS:
        nodes = tree.css(selector)
        if len(nodes) == 1:
            text = _text(nodes[0])
            if len(text) >= FEWEST_ROOT_CHARACTERS:
                return title, text
    return title, _text(tree.body) if tree.body else ""


def _title(tree: LexborHTMLParser) -> str:
    """What the page calls itself for sharing, else its only main heading, else its title element."""
    shared = tree.css_first('meta[property="og:title"]')
    if shared is not None and (content := (shared.attributes.get("content") or "").strip()):
        return " ".join(content.split())
    headings = tree.css("h1")
    chosen = headings[0] if len(headings) == 1 else tree.css_first("title")
    return "" if chosen is None else " ".join(chosen.text(deep=True).split())


def _text(root: LexborNode) -> str:
    """The text below a node; white space collapsed as a browser does."""
    paragraphs = (" ".join(block.split()) for block in "".join(_pieces(root)).split(PARAGRAPH))
    return PARAGRAPH.join(paragraph for paragraph in paragraphs if paragraph)


def _pieces(root: LexborNode) -> Iterator[str]:
    """Text and block boundaries in reading order, without recursion: a page may nest a hundred thousand deep."""
    waiting: list[LexborNode | str] = [root.child] if root.child is not None else []
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
            continue
        if item.next is not None:
            waiting.append(item.next)
        if item.is_text_node:
            yield (item.text_content or "").replace(PARAGRAPH, " ")
        elif item.tag not in DROPPED:
            edge = PARAGRAPH if item.tag in BLOCKS else ""
            yield edge
            waiting.append(edge)
            if item.child is not None:
                waiting.append(item.child)


def main() -> None:
    """Read a page from standard input, write `[title, text]` to standard output."""
    _limit_itself()
    json.dump(extract(sys.stdin.buffer.read()), sys.stdout)


def _limit_itself() -> None:
    """Best effort; the caller's clock is the limit that counts."""
    try:
        import resource  # noqa: PLC0415 - not on every platform
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_S, PROCESSOR_S))


if __name__ == "__main__":
    main()
