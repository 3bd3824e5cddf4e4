"""Bytes of a file become an article in whatever encoding a newsroom saves them."""

from __future__ import annotations

import pytest

from models.contract import Article
from service.reading.files import UnreadableFileError, article_from_file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_text_is_read_in_common_encodings(encoding: str) -> None:
    article = article_from_file("“Café” — naïve".encode(encoding), "story.txt")

    assert article == Article(text="“Café” — naïve")


def test_line_ends_become_one_character() -> None:
    assert article_from_file(b"a\r\nb\rc", "story.txt").text == "a\nb\nc"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<p>Story</p>", "story.HTML"),
        (b" <!DOCTYPE html><p>Story</p>", "story"),
        (b"<html>", "a.txt"),
    ],
)
def test_html_is_told_by_name_or_by_its_first_bytes(data: bytes, name: str) -> None:
    assert article_from_file(data, name).html == data.decode()


def test_a_declared_encoding_of_html_is_followed() -> None:
    data = '<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso-8859-2")

    assert "Łódź" in str(article_from_file(data, "a.html").html)


def test_an_unknown_declared_encoding_is_passed_over() -> None:
    data = b'<meta charset="no-such-thing"><p>caf\xe9</p>'

    assert "café" in str(article_from_file(data, "a.html").html)


@pytest.mark.parametrize("data", [b"PK\x03\x04\0\0\x81\x8d", b"\0\0\0", b"\x81\x8d\x8f"])
def test_a_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        article_from_file(data, "story.txt")


def test_a_title_that_was_typed_stays() -> None:
    assert article_from_file(b"words", "story.txt", "Typed").title == "Typed"
