"""A small identity provider on loopback: real RSA signatures, one fault at a time."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final
from urllib.parse import parse_qs, parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT: Final = "caveat"
SECRET: Final = "a-secret-of-the-test"  # noqa: S105 - of a test


@dataclass
class Provider:
    """What the provider knows and says; tests change it before they sign in."""

    address: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    signing_key: RSAKey | None = None
    claims: dict[str, object] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    description: dict[str, object] = field(default_factory=dict)
    status: int = 200
    # Code -> what the browser had brought when it was given out.
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def authorize(self, address: str) -> dict[str, str]:
        """What a person who says yes brings back: the query for our callback."""
        query = dict(parse_qsl(urlsplit(address).query))
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        code = f"code-{len(self.asked)}"
        self.asked[code] = query
        return {"code": code, "state": query["state"]}

    def describe(self) -> dict[str, object]:
        """The discovery document."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        } | self.description

    def exchange(self, form: dict[str, list[str]], authorization: str) -> dict[str, object]:
        """Tokens for a code, to the client that asked for it and has the verifier, once."""
        pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        asked = self.asked.pop(form["code"][0], None)
        digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        is_right = asked is not None and asked["code_challenge"] == challenge
        if not is_right or asked is None or pair != f"{CLIENT}:{SECRET}":
            return {"error": "invalid_grant"}
        return {"access_token": "x", "token_type": "Bearer", "id_token": self._sign(asked)}

    def _sign(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        claims: dict[str, object] = {
            "iss": self.address, "aud": CLIENT, "sub": "subject-1",
            "iat": now, "exp": now + 300, "nonce": asked["nonce"],
        }  # fmt: skip
        claims |= self.claims
        kept = {name: value for name, value in claims.items() if name not in self.left_out}
        return jwt.encode({"alg": "RS256", "kid": "one"}, kept, self.signing_key or self.key)

    def keys(self) -> dict[str, object]:
        """The public half of the key."""
        return dict(KeySet([self.key]).as_dict(private=False))


@contextmanager
def providing() -> Iterator[Provider]:
    """The provider, answering on a free port."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_keys = self.path == "/keys"
            self._answer(provider.keys() if is_keys else provider.describe())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            answer = provider.exchange(parse_qs(body), self.headers["authorization"])
            self._answer(answer, 400 if "error" in answer else 200)

        def _answer(self, content: dict[str, object], status: int = 200) -> None:
            body = json.dumps(content).encode()
            self.send_response(max(status, provider.status))
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Nothing; the test's output is for the test."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield provider
        server.shutdown()
        thread.join()
