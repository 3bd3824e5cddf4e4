"""Signing in through the newsroom's identity provider: OpenID Connect, authorization code with PKCE.

The one place from which the service itself calls another machine, and only once an operator has named that machine in
`CAVEAT_OIDC_ISSUER`. Imported only then, because it needs the extra `oidc`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import OAuth2Client
from httpx2 import HTTPError, InvalidURL
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ValidationError

from service.accounts.oidc_settings import is_trustworthy
from service.accounts.tokens import derive
from service.accounts.users import Identity
from service.errors import IdentityRefusedError, ProviderUnavailableError
from service.settings import Settings

_TIMEOUT_S: Final = 5.0
_WELL_KNOWN: Final = "/.well-known/openid-configuration"
# Signatures that only the provider can make; with the others whoever can check a token could also forge one.
_ALGORITHMS: Final = ["RS256", "PS256", "ES256", "EdDSA"]
# How far the clocks of two machines may differ.
_LEEWAY_S: Final = 30
# While the provider is silent, waiting for it must not take the threads from those who work.
_ROOM: Final = threading.BoundedSemaphore(4)


class _Provider(BaseModel):
    """What is needed of the provider's own description."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


class _Tokens(BaseModel):
    """What is needed of the answer to a code."""

    id_token: str


def authorization_address(settings: Settings, *, token: str, state: str) -> str:
    """Where to send the browser; nonce and verifier follow from its cookie, so that nothing has to be kept.

    Raises:
        ProviderUnavailableError: the provider does not answer, or not as the standard says.
    """
    with _talking(settings) as (client, provider):
        address, _ = client.create_authorization_url(
            provider.authorization_endpoint,
            state=state,
            nonce=derive(token, "nonce"),
            code_verifier=derive(token, "verifier"),
        )
    return str(address)


def identity_of(settings: Settings, *, token: str, code: str) -> Identity:
    """Whom the provider vouches for.

    Raises:
        ProviderUnavailableError: the provider does not answer, or not as the standard says.
        IdentityRefusedError: it answers, and what it says cannot be trusted.
    """
    with _talking(settings) as (client, provider):
        answer = client.fetch_token(
            provider.token_endpoint,
            grant_type="authorization_code",
            code=code,
            code_verifier=derive(token, "verifier"),
        )
        keys = client.request("GET", provider.jwks_uri, withhold_token=True)
        keys.raise_for_status()
        id_token = _Tokens.model_validate(answer).id_token
        subject = _subject_of(id_token, KeySet.import_key_set(keys.json()), settings, token)
    return Identity(provider.issuer, subject)


def _subject_of(id_token: str, keys: KeySet, settings: Settings, token: str) -> str:
    """The subject of a token that was signed by the provider, for us, now, and for this very browser."""
    registry = jwt.JWTClaimsRegistry(
        leeway=_LEEWAY_S,
        iss={"essential": True, "value": settings.oidc_issuer or ""},
        aud={"essential": True, "value": settings.oidc_client_id or ""},
        exp={"essential": True},
        iat={"essential": True},
        sub={"essential": True},
        nonce={"essential": True, "value": derive(token, "nonce")},
    )
    try:
        claims = jwt.decode(id_token, keys, algorithms=_ALGORITHMS).claims
        registry.validate(claims)
    except (JoseError, ValueError):
        raise IdentityRefusedError from None
    # A token for several parties names the one that asked for it.
    if claims.get("azp", settings.oidc_client_id) != settings.oidc_client_id:
        raise IdentityRefusedError
    return str(claims["sub"])


@contextmanager
def _talking(settings: Settings) -> Iterator[tuple[OAuth2Client, _Provider]]:
    if not _ROOM.acquire(blocking=False):
        raise ProviderUnavailableError
    try:
        with _client(settings) as client:
            yield client, _discover(client, settings.oidc_issuer or "")
    except AuthlibBaseError:
        # The provider refused the code: it was used before, or is somebody else's.
        raise IdentityRefusedError from None
    except (HTTPError, InvalidURL, ValidationError, ValueError) as error:
        raise ProviderUnavailableError from error
    finally:
        _ROOM.release()


def _client(settings: Settings) -> OAuth2Client:
    secret = settings.oidc_client_secret
    return OAuth2Client(
        settings.oidc_client_id,
        secret.get_secret_value() if secret else None,
        token_endpoint_auth_method="client_secret_basic" if secret else "none",
        scope="openid",
        redirect_uri=f"{settings.public_url}/oidc/callback",
        code_challenge_method="S256",
        timeout=_TIMEOUT_S,
    )


def _discover(client: OAuth2Client, issuer: str) -> _Provider:
    """The provider's description of itself, which has to be about the issuer that the operator named."""
    answer = client.request("GET", issuer.rstrip("/") + _WELL_KNOWN, withhold_token=True)
    answer.raise_for_status()
    provider = _Provider.model_validate_json(answer.content)
    addresses = (provider.authorization_endpoint, provider.token_endpoint, provider.jwks_uri)
    if provider.issuer != issuer or not all(map(is_trustworthy, addresses)):
        raise ProviderUnavailableError
    return provider
