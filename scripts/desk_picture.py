"""Take the pictures of the desk that the README and the documentation show, from the sample pages.

python scripts/desk_picture.py [article|map|timeline|figures|claim|story|network ...] [--dark] [--to FOLDER]

`article` is docs/images/desk.png, the others docs/images/map.png and so on; without names all are taken.
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
from playwright.sync_api import Page, sync_playwright

import onrecord
from onrecord.desk import create_app

REPOSITORY = Path(__file__).parents[1]
SAMPLES = "samples"
SAMPLE = "red-sea-monitor-kassala-depot.html"
WIDTH, HEIGHT = 1280, 1100
PAGES = {
    "article": "",
    "map": "/map",
    "timeline": "/timeline",
    "figures": "/figures?kind=killed",
    "claim": "",
    "story": "",
    "network": "/network",
}
FILES = {"article": "desk.png"}
WITHOUT_A_CARD = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PAGES))
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--to", type=Path, default=REPOSITORY / "docs" / "images")
    wanted = parser.parse_args()
    if unknown := set(wanted.names) - set(PAGES):
        parser.error(f"no picture is called {', '.join(sorted(unknown))}: there are {', '.join(PAGES)}")
    browser_path = find_chromium()
    if browser_path is None:
        raise SystemExit("no Chromium or Chrome on this machine: install one")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "samples.onrecord"
        with contextlib.chdir(REPOSITORY):  # the page shows the path as it was given
            pages = sorted(str(page) for page in Path(SAMPLES).iterdir() if page.suffix in (".html", ".txt"))
            onrecord.add(path, pages, workers=1)
        onrecord.compare(path)
        archive = onrecord.open_archive(path, read_only=True)
        article = next(row.id for row in archive.articles(limit=100).rows if row.uri.endswith(SAMPLE))
        found = {
            "article": f"/articles/{article}",
            "claim": f"/claims/{archive.claims(onrecord.Filter(words='permit'), order='supported').rows[0].id}",
            "story": f"/stories/{archive.stories(order='largest').rows[0].story.id}",
        }
        archive.close()
        wanted.to.mkdir(parents=True, exist_ok=True)
        shown = {name: PAGES[name] or found[name] for name in wanted.names or PAGES}
        for file in photograph(path, shown, browser_path, wanted.to, dark=wanted.dark):
            print(file)


def photograph(archive: Path, shown: dict[str, str], browser_path: str, to: Path, *, dark: bool) -> list[Path]:
    taken = []
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(archive), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=browser_path,
                args=["--no-sandbox", "--disable-background-networking", *WITHOUT_A_CARD],
            )
            page = browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT},
                device_scale_factor=1.5,
                color_scheme="dark" if dark else "light",
            )
            for name, path in shown.items():
                page.goto(f"http://127.0.0.1:{listening.getsockname()[1]}{path}")
                turn_to(page, name)
                file = to / FILES.get(name, f"{name}.png")
                page.screenshot(path=file)
                taken.append(file)
            browser.close()
        server.should_exit = True
        thread.join(timeout=10)
    return taken


def turn_to(page: Page, name: str) -> None:
    """Bring a page to what its picture is to show."""
    if name == "article":
        page.hover(".card >> nth=5")
    elif name == "map":
        page.wait_for_selector("#map[data-ready]")
        page.hover(".spot >> nth=1")
    page.wait_for_timeout(500)


if __name__ == "__main__":
    main()
