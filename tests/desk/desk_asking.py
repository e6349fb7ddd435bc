"""Ask the desk for a page, without a server."""

from __future__ import annotations

import httpx
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI

HOST = "http://127.0.0.1:8000"


def ask(app: FastAPI, path: str, *, method: str = "GET", **headers: str) -> httpx.Response:
    """Ask an application for a page, without a server."""

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
            return await client.request(method, path, headers=headers)

    with start_blocking_portal() as portal:  # a loop of its own: playwright keeps one in this thread
        return portal.call(answer)
