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


class SignInRequiredError(ServiceError):
    """Nobody is signed in, or the session is over; sign in, or send a key with the scope `review`."""

    status = 401
    slug = "sign-in-required"
    title = "Nobody is signed in"
    advice = "Sign in at /login, or send a key with the scope `review` that belongs to a moderator."
    headers: ClassVar[dict[str, str]] = {"WWW-Authenticate": 'Bearer realm="caveat"'}


class RoleError(ServiceError):
    """The moderator's role does not allow this; ask somebody whose role does."""

    status = 403
    slug = "role"
    title = "The role does not allow this"
    advice = "Ask a senior moderator or an admin."


class ForgedRequestError(ServiceError):
    """The token against forged requests is missing or wrong; load the page again and repeat."""

    status = 403
    slug = "forged-request"
    title = "The request did not come from our page"
    advice = (
        "Load the page again and repeat; nothing was stored. Tools send a key instead of a cookie."
    )


class TooManyAttemptsError(ServiceError):
    """Too many failed sign-ins; wait as long as `Retry-After` says."""

    status = 429
    slug = "too-many-attempts"
    title = "Too many failed sign-ins"
    advice = "Wait as long as `Retry-After` says and try again."
    retry_after_s = 300


class IdentityRefusedError(ServiceError):
    """The identity provider's word was not enough; ask the operator for an account, or sign in again."""

    status = 403
    slug = "identity-refused"
    title = "The identity provider's word does not open this service"
    advice = (
        "Sign in again. If that does not help, ask the operator whether you have an account here."
    )


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


class ConflictError(ServiceError):
    """Base of what clashes with the state of a review; `current` tells callers the state that it is in now."""

    status = 409
    slug = "conflict"
    title = "This clashes with the current state"
    advice = "Read the review again, decide anew, and send the version that you saw."

    def __init__(self, current: dict[str, object] | None = None, advice: str = "") -> None:
        super().__init__(advice)
        self.current = current


class ReviewChangedError(ConflictError):
    """Somebody decided first; `current` has the version to name after looking again."""

    slug = "review-changed"
    title = "The review has changed in the meantime"
    advice = "Nothing was stored. Look at the current state and send the decision again with its version."


class LeaseLostError(ConflictError):
    """The lease is missing, over, or somebody else's; take the review again."""

    slug = "lease-lost"
    title = "You do not hold this review"
    advice = "Nothing was stored. Take the review again, if it is free, and send the decision with the new lease."


class ReviewTakenError(ConflictError):
    """Somebody else holds the review; `current` tells until when."""

    slug = "review-taken"
    title = "Somebody else holds this review"
    advice = "Wait until it is free, take another, or ask an admin to release it."


class NothingToReviewError(ServiceError):
    """No review in this selection is free; widen the filters or come back."""

    status = 404
    slug = "nothing-to-review"
    title = "Nothing here is waiting for you"
    advice = "Every review in this selection is decided, held by somebody, or yours already. Widen the filters."


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


class ProviderUnavailableError(ServiceError):
    """The identity provider did not answer as the standard says; try again, or sign in by a password."""

    status = 503
    slug = "provider-unavailable"
    title = "The identity provider does not answer"
    advice = "Try again later. Who has a password here can sign in with it meanwhile."
    retry_after_s = 30


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
    SignInRequiredError,
    KeyScopeError,
    RoleError,
    ForgedRequestError,
    IdentityRefusedError,
    NotFoundError,
    NothingToReviewError,
    MethodNotAllowedError,
    RequestTimeoutError,
    ReviewChangedError,
    LeaseLostError,
    ReviewTakenError,
    TooLargeError,
    UnsupportedMediaTypeError,
    InvalidRequestError,
    UnreadableHtmlError,
    TooManyAttemptsError,
    HeadersTooLargeError,
    InternalError,
    OverloadedError,
    ModeUnavailableError,
    StorageUnavailableError,
    ProviderUnavailableError,
    NotReadyError,
)
