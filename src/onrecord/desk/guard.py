"""What every request and every answer of the desk goes through.

The desk shows sensitive material and pages written by strangers. So it answers only requests that name this machine
(a page elsewhere could otherwise point its own name at 127.0.0.1 and read along: DNS rebinding), it only ever reads,
and it tells the browser to run, fetch and embed nothing but the desk's own files.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", re.IGNORECASE)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # What is read here must not lie about in the browser's cache, and the archive may change at any moment.
    "Cache-Control": "no-store",
}


class Guard:
    """ASGI middleware: answer 421 to foreign hosts, 405 to anything that is not a read; set the headers above."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = _refusal(scope)
        await (refusal or self.app)(scope, receive, guarded)


def _refusal(scope: Scope) -> PlainTextResponse | None:
    host = Headers(scope=scope).get("host", "")
    if not LOOPBACK.fullmatch(host):
        return PlainTextResponse(
            "The desk answers only to this machine: open it as http://127.0.0.1 with its port.\n", status_code=421
        )
    if scope["method"] not in ("GET", "HEAD"):
        return PlainTextResponse(
            "The desk only shows: change the archive with the onrecord command.\n",
            status_code=405,
            headers={"Allow": "GET, HEAD"},
        )
    return None
