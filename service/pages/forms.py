"""What the page's form sends, read into an article, or refused in words that a reader can act on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from models.contract import Article
from service.reading.files import UnreadableFileError, article_from_file, with_plain_newlines

FormField = Literal["text", "file"]


@dataclass(frozen=True, slots=True)
class Submission:
    """What stands in the fields of the form; shown again beside the answer or the refusal."""

    title: str = ""
    text: str = ""


class FormError(Exception):
    """The form cannot be read; the page says why beside the field and keeps what was typed."""

    def __init__(self, message: str, field: FormField, status: int, typed: Submission) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.status = status
        self.typed = typed


async def read_form(request: Request, *, max_characters: int, max_bytes: int) -> Article:
    """The submitted article; a file wins over the text field.

    Raises:
        FormError: nothing, too much, or something that is no text was submitted.
    """
    async with request.form(max_files=1, max_fields=8, max_part_size=max_bytes) as form:
        typed = Submission(_field(form, "title").strip(), _field(form, "text"))
        file = form.get("file")
        if isinstance(file, UploadFile) and file.filename:
            article = await _read_file(file, typed)
        else:
            article = Article(title=typed.title or None, text=typed.text)
    _check(article, typed, max_characters)
    return article


async def _read_file(file: UploadFile, typed: Submission) -> Article:
    try:
        return article_from_file(await file.read(), file.filename or "", typed.title)
    except UnreadableFileError:
        message = (
            "This file is no text. Save the article as plain text (.txt) or HTML and choose that."
        )
        raise FormError(message, "file", 422, typed) from None


def _check(article: Article, typed: Submission, max_characters: int) -> None:
    field: FormField = "text" if article.text == typed.text else "file"
    content = (article.title or "") + (article.text or article.html or "")
    if not content.strip():
        message = "There is nothing to read yet. Paste an article, choose a file, or take a sample."
        raise FormError(message, field, 422, typed)
    if len(content) > max_characters:
        message = (
            f"The article has {len(content):,} characters; at most {max_characters:,} are read at a time. "
            "Nothing was cut: submit it in parts."
        )
        raise FormError(message, field, 413, typed)
    if "\0" in content:
        message = "The text contains a NUL character (U+0000), which is no text. Remove it and press Read."
        raise FormError(message, field, 422, typed)


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return with_plain_newlines(value) if isinstance(value, str) else ""
