"""The page over HTTP: what it answers, what it refuses and how, and what it keeps (nothing)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from service.app import create_app
from service.pages.drawing import POLICY
from service.pages.samples import samples
from service.settings import Settings
from tests.fakes import FixedScorer

LONG = "The harbour was quiet, officials said. " * 10


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    """A caller of the whole application with a small scorer."""
    small = settings.model_copy(update={"max_characters": 2_000})
    with TestClient(create_app(small, scorer=FixedScorer())) as caller:
        yield caller


def test_the_page_has_its_policy_and_no_inline_script_or_style(client: TestClient) -> None:
    answer = client.post("/", data={"text": LONG}, files=[])

    assert answer.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert " style=" not in answer.text
    assert "<style" not in answer.text
    assert answer.text.count("<script") == 1


def test_a_text_comes_back_with_its_marks(client: TestClient) -> None:
    answer = client.post("/", data={"title": "Harbour", "text": LONG})

    assert answer.status_code == 200
    assert answer.text.count("<mark") == 10


def test_a_file_wins_over_the_text_field(client: TestClient) -> None:
    answer = client.post(
        "/", data={"text": "typed"}, files={"file": ("a.txt", LONG.encode(), "text/plain")}
    )

    assert "The harbour was quiet" in answer.text
    assert "typed" not in answer.text


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_form_is_refused_beside_the_field(client: TestClient, text: str) -> None:
    answer = client.post("/", data={"text": text})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert 'aria-invalid="true" aria-describedby="problem"' in answer.text


def test_a_text_over_the_limit_is_refused_and_not_cut(client: TestClient) -> None:
    answer = client.post("/", data={"text": "x" * 2_001})

    assert answer.status_code == 413
    assert "2,001 characters; at most 2,000" in answer.text
    assert "x" * 2_001 in answer.text


def test_nul_is_refused_by_name(client: TestClient) -> None:
    answer = client.post("/", data={"text": "a\0b"})

    assert answer.status_code == 422
    assert "NUL character" in answer.text


def test_a_binary_file_is_refused_with_advice(client: TestClient) -> None:
    answer = client.post("/", files={"file": ("a.pdf", b"%PDF\0\x81", "application/pdf")})

    assert answer.status_code == 422
    assert "Save the article as plain text" in answer.text


def test_html_that_cannot_be_read_within_its_limits_is_refused(client: TestClient) -> None:
    answer = client.post("/", files={"file": ("a.html", b"<!bomb>", "text/html")})

    assert answer.status_code == 422
    assert "The HTML could not be read" in answer.text


def test_invalid_utf8_in_a_field_never_breaks_the_page(client: TestClient) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\xfe hello\r\n--b--\r\n'
    answer = client.post(
        "/", content=body, headers={"content-type": "multipart/form-data; boundary=b"}
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data", "application/json", "", "x/y; boundary="]
)
def test_a_body_that_is_no_form_is_refused_and_never_a_fault_of_ours(
    client: TestClient, content_type: str
) -> None:
    answer = client.post("/", content=b"{", headers={"content-type": content_type})

    assert answer.status_code in {400, 415, 422}


def test_an_unknown_sample_is_not_found(client: TestClient) -> None:
    assert client.get("/?sample=../../etc/passwd").status_code == 404


def test_an_abstention_shows_the_marks_and_no_number(client: TestClient) -> None:
    answer = client.post("/", data={"text": "Short, officials said."})

    assert answer.status_code == 200
    assert "fewer than 40 words" in answer.text
    assert answer.text.count("<mark") == 1
    assert 'class="number"' not in answer.text.split('class="spread"')[0]


@pytest.mark.parametrize("name", ["reading.css", "page.css", "page.js", "icon.svg"])
def test_static_files_are_served_from_here(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 200


def test_the_samples_are_of_readable_length() -> None:
    for sample in samples().values():
        assert 250 <= len(sample.text.split()) <= 450


def test_there_are_three_samples_in_their_order() -> None:
    assert list(samples()) == ["disputed", "careful", "reckless"]
