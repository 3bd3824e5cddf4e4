"""Everything that is expected to go wrong: status, stable problem type, and what the caller does next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One field that was refused: where it stands, what is wrong, what to do. Never its value."""

    field: str
    problem: str
    do: str


class ServiceError(Exception):
    """Base of every expected failure; anything else is a bug and answers a plain 500."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Internal error"
    advice: ClassVar[str] = "The fault is on this side and has been logged; try again later."
    retry_after_s: ClassVar[int | None] = None
    headers: ClassVar[dict[str, str]] = {}

    def __init__(self, advice: str = "", faults: tuple[FieldFault, ...] = ()) -> None:
        super().__init__(self.slug)
        self.detail = advice or self.advice
        self.faults = faults


class InternalError(ServiceError):
    """Something broke that nobody expected; the log has the place under the request id."""


class MalformedJsonError(ServiceError):
    """The body is no JSON; send an object encoded in UTF-8."""

    status = 400
    slug = "malformed-json"
    title = "The body is not JSON"
    advice = (
        "Send one JSON object (RFC 8259) in UTF-8 without a byte order mark, not nested deeply."
    )


class BadRequestError(ServiceError):
    """The request could not be understood as HTTP or as a form."""

    status = 400
    slug = "bad-request"
    title = "The request could not be read"
    advice = "Check the request line, the headers and the encoding of the body."


class KeyRequiredError(ServiceError):
    """No valid key was sent; ask the operator for one and send it as a bearer token."""

    status = 401
    slug = "key-required"
    title = "A valid key is required"
    advice = "Send `Authorization: Bearer KEY`. Keys are made with `caveat keys create`; revoked ones stay refused."
    headers: ClassVar[dict[str, str]] = {"WWW-Authenticate": 'Bearer realm="caveat"'}


class KeyScopeError(ServiceError):
    """The key is valid but may not do this; use one with the scope."""

    status = 403
    slug = "key-scope"
    title = "The key has not the scope for this"
    advice = "Use a key that was created with the scope this operation needs."


class NotFoundError(ServiceError):
    """Nothing stands at this address; a score that was not stored cannot be read again."""

    status = 404
    slug = "not-found"
    title = "Nothing was found here"
    advice = "Check the path. A score that was sent with `store: false` cannot be read again."


class MethodNotAllowedError(ServiceError):
    """The address exists but not for this method; the header `Allow` names those it has."""

    status = 405
    slug = "method-not-allowed"
    title = "The method is not allowed here"
    advice = "Use a method that the header `Allow` names."


class RequestTimeoutError(ServiceError):
    """The request did not arrive in time; send it again in one go."""

    status = 408
    slug = "request-timeout"
    title = "The request took too long to arrive"
    advice = "Send the whole request within the time that the operator set, 15 seconds by default."


class TooLargeError(ServiceError):
    """The body or the article is over the limit; split it, it was not cut."""

    status = 413
    slug = "too-large"
    title = "The request is too large"
    advice = "A body may have 1,000,000 bytes by default, title and text together 200,000 characters. Nothing was cut."


class UnsupportedMediaTypeError(ServiceError):
    """The body is of a kind that is not read here; send uncompressed `application/json` in UTF-8."""

    status = 415
    slug = "unsupported-media-type"
    title = "This kind of body is not read here"
    advice = "Send `Content-Type: application/json` in UTF-8, without `Content-Encoding`."


class InvalidRequestError(ServiceError):
    """Well-formed, but a field or parameter is not as documented; `errors` names each."""

    status = 422
    slug = "invalid-request"
    title = "A field or parameter is not as documented"
    advice = "Correct what `errors` names and send the request again."


class UnreadableHtmlError(ServiceError):
    """The HTML could not be read within its limits; send the text of the page."""

    status = 422
    slug = "unreadable-html"
    title = "The HTML could not be read"
    advice = "It is nested too deeply or took too long. Send the article as plain `text`."


class HeadersTooLargeError(ServiceError):
    """The request line with its headers is over the limit; send fewer or shorter ones."""

    status = 431
    slug = "headers-too-large"
    title = "The headers are too large"
    advice = "The request line with all headers may have 16,384 bytes by default."


class OverloadedError(ServiceError):
    """All scoring slots are taken; wait as long as `Retry-After` says and send it again."""

    status = 503
    slug = "overloaded"
    title = "Too many articles at one time"
    advice = "Wait as long as `Retry-After` says and send the article again."
    retry_after_s = 2


class ModeUnavailableError(ServiceError):
    """The mode that was required is not loaded; leave out `require` to take what there is."""

    status = 503
    slug = "mode-unavailable"
    title = "The required mode is not available"
    advice = 'The encoder is not loaded. Send `"require": "any"` to take the answer without it.'
    retry_after_s = 60


class StorageUnavailableError(ServiceError):
    """The database did not answer; nothing was stored. Send it again, or with `store: false`."""

    status = 503
    slug = "storage-unavailable"
    title = "The database does not answer"
    advice = "Nothing was stored. Send it again later, or with `store: false`."
    retry_after_s = 5


class NotReadyError(ServiceError):
    """The service runs but should get no traffic yet; `errors` says what is missing."""

    status = 503
    slug = "not-ready"
    title = "Not ready"
    advice = "The service runs but cannot do its work yet; `errors` says what is missing."
    retry_after_s = 5


PROBLEMS: tuple[type[ServiceError], ...] = (
    MalformedJsonError,
    BadRequestError,
    KeyRequiredError,
    KeyScopeError,
    NotFoundError,
    MethodNotAllowedError,
    RequestTimeoutError,
    TooLargeError,
    UnsupportedMediaTypeError,
    InvalidRequestError,
    UnreadableHtmlError,
    HeadersTooLargeError,
    InternalError,
    OverloadedError,
    ModeUnavailableError,
    StorageUnavailableError,
    NotReadyError,
)
