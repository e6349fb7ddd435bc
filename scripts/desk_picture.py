"""Take the picture of the desk that the README shows: docs/images/desk.png, from the sample pages.

python scripts/desk_picture.py [--dark] [--to PATH]
"""

import argparse
import contextlib
import socket
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from find_chromium import find_chromium
from playwright.sync_api import sync_playwright

import onrecord
from onrecord.desk import create_app

REPOSITORY = Path(__file__).parents[1]
SAMPLE = "samples/red-sea-monitor-kassala-depot.html"
WIDTH, HEIGHT = 1280, 1100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--to", type=Path, default=REPOSITORY / "docs" / "images" / "desk.png")
    wanted = parser.parse_args()
    browser_path = find_chromium()
    if browser_path is None:
        raise SystemExit("no Chromium or Chrome on this machine: install one")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "samples.onrecord"
        with contextlib.chdir(REPOSITORY):  # the page shows the path as it was given
            onrecord.add(path, SAMPLE, workers=1)
        archive = onrecord.open_archive(path, read_only=True)
        article = archive.articles(limit=1).rows[0].id
        archive.close()
        photograph(path, f"articles/{article}", browser_path, wanted.to, dark=wanted.dark)
    print(wanted.to)


def photograph(archive: Path, page_path: str, browser_path: str, to: Path, *, dark: bool) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(archive), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=browser_path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            )
            page = browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT},
                device_scale_factor=1.5,
                color_scheme="dark" if dark else "light",
            )
            page.goto(f"http://127.0.0.1:{listening.getsockname()[1]}/{page_path}")
            page.hover(".card >> nth=5")
            page.wait_for_timeout(300)
            to.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=to)
            browser.close()
        server.should_exit = True
        thread.join(timeout=10)


if __name__ == "__main__":
    main()
