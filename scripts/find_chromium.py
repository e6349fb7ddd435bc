"""Print the path of a Chromium or Chrome on this machine; exit 1 where there is none."""

import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATHS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_chromium() -> str | None:
    """Give the path of the first browser found, or None."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    return next((path for path in PATHS if Path(path).exists()), None)


if __name__ == "__main__":
    path = find_chromium()
    if path is None:
        sys.exit(1)
    print(path)
