"""The headers that every answer carries: nothing is loaded from elsewhere, nobody is told what was searched."""

import secrets
from wsgiref.headers import Headers

from flask import Flask, Response, g, request

# Pages hold postcodes and needs: no other site learns of them, and no shared machine keeps them.
_FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def nonce() -> str:
    """What a script of ours carries, so that no other runs; another one for each answer."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def add_to_file(headers: Headers, _path: str, _address: str) -> None:
    """Let a file from disk carry those that do not depend on the request; such files hold nobody's data."""
    for name, value in (*_FIXED.items(), ("Content-Security-Policy", "default-src 'none'")):
        headers[name] = value


def allow(what: str, whom: str) -> None:
    """Let the content policy of this answer say something else about one thing, such as who may frame it."""
    g.setdefault("allowed", {})[what] = whom


def set_up_headers(app: Flask) -> None:
    """Let every answer of the application carry them."""
    app.after_request(_add)
    app.jinja_env.globals["nonce"] = nonce


def _add(response: Response) -> Response:
    for name, value in _FIXED.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", _policy())
    response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response


def _policy() -> str:
    usual = {
        "default-src": "'none'",
        "script-src": f"'self' 'nonce-{nonce()}'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{what} {whom}" for what, whom in (usual | g.get("allowed", {})).items())
