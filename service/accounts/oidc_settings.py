"""Whether an identity provider is configured, and whether the configuration can work; needs no extra installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final
from urllib.parse import urlsplit

from service.settings import Settings, is_loopback

_MISSING: Final = "An identity provider needs CAVEAT_OIDC_ISSUER, CAVEAT_OIDC_CLIENT_ID and CAVEAT_PUBLIC_URL together."
_PLAIN: Final = "CAVEAT_OIDC_ISSUER has to start with https:// unless it is on this machine."
_EXTRA: Final = "CAVEAT_OIDC_ISSUER needs the extra: pip install 'caveat[oidc]'"


def is_configured(settings: Settings) -> bool:
    """Whether moderators may sign in through a provider."""
    return bool(settings.oidc_issuer and settings.oidc_client_id and settings.public_url)


def fault_of(settings: Settings) -> str | None:
    """Why the configuration cannot work, in a sentence for the operator; None where it can, or there is none."""
    if settings.oidc_issuer is None and settings.oidc_client_id is None:
        return None
    if not is_configured(settings):
        return _MISSING
    if not is_trustworthy(settings.oidc_issuer or ""):
        return _PLAIN
    return None if find_spec("authlib") and find_spec("httpx2") else _EXTRA


def is_trustworthy(url: str) -> bool:
    """Whether nobody on the way can change what comes from there: TLS, or this very machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
