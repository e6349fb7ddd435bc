"""Serve the desk on this machine's loopback address."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from onrecord.desk.app import create_app
from onrecord.records import OnrecordError

HOST = "127.0.0.1"
"""The only address the desk listens on: there is no option for another."""


def serve(archive_path: Path, *, port: int = 0, open_browser: bool, on_ready: Callable[[str], None]) -> None:
    """Serve the archive's desk on 127.0.0.1 until interrupted (Ctrl-C, SIGTERM).

    `port` 0 takes a free one. `on_ready` is called once with the address, "http://127.0.0.1:8123/", when it answers.
    Raises `ArchiveError` where the file cannot be read as an archive, `OnrecordError` where the port is taken.
    """
    app = create_app(archive_path)
    app.state.read().close()  # a file that is no archive is said here, not on the first page
    with _listen(port) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}/"

        def ready() -> None:
            on_ready(address)
            if open_browser:
                webbrowser.open(address)

        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws="none",
            timeout_graceful_shutdown=2,
        )
        try:
            _Server(config, ready).run(sockets=[listening])
        except KeyboardInterrupt:
            return  # uvicorn has shut down in order and hands the signal on; for us it is the ordinary end


class _Server(uvicorn.Server):
    """A uvicorn server that says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        if not self.should_exit:
            self._ready()


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((HOST, port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise OnrecordError(
            f"cannot listen on {HOST}:{port} ({error}): give another port, or 0 for a free one"
        ) from error
    return listening
