"""A whole corpus, file by file, through `onrecord add`: rate, peak memory, nothing lost.

    python -m benchmarks.corpus [--articles N] [--workers N]

The articles of `../shared/eval/corpora/aljazeera_mideast_4341.jsonl.gz` are written out as text files (headline, blank
line, text) into a temporary folder, and added by the command in a process of its own. Without that file this says so
and ends.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from onrecord.archive import open_archive

SOURCE = Path(__file__).resolve().parents[2] / "shared" / "eval" / "corpora" / "aljazeera_mideast_4341.jsonl.gz"


def write_out(folder: Path, limit: int) -> tuple[int, int]:
    """Write the articles out as files; give how many, and how many words they hold."""
    count = words = 0
    with gzip.open(SOURCE, "rt", encoding="utf-8") as lines:
        for line in lines:
            if count == limit:
                break
            article = json.loads(line)
            text = f"{article['title']}\n\n{article['text']}\n"
            (folder / f"{count:05d}.txt").write_text(text, encoding="utf-8")
            words += len(text.split())
            count += 1
    return count, words


def peak_memory(process: subprocess.Popen[bytes]) -> tuple[int, int]:
    """Wait for the process; give the peak of its whole tree's memory and of one process, in bytes.

    Resident set sizes are added up, so what the processes share is counted for each.
    """
    tree = largest = 0
    top = psutil.Process(process.pid)
    while process.poll() is None:
        total = 0
        for one in [top, *top.children(recursive=True)]:
            try:
                size = int(one.memory_info().rss)
            except psutil.NoSuchProcess:
                continue
            total += size
            largest = max(largest, size)
        tree = max(tree, total)
        time.sleep(0.25)
    return tree, largest


def main() -> int:
    """Write out, add, count, and print a Markdown table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--articles", type=int, default=10**9)
    arguments.add_argument("--workers", type=int, default=2)
    options = arguments.parse_args()
    if not SOURCE.exists():
        print("benchmarks.corpus: ../shared/eval/corpora is not beside this checkout: nothing measured")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pages"
        folder.mkdir()
        count, words = write_out(folder, options.articles)
        project = Path(name) / "corpus.onrecord"
        command = [sys.executable, "-m", "onrecord", "--archive", str(project), "add", str(folder)]
        start = time.perf_counter()
        process = subprocess.Popen([*command, "--workers", str(options.workers)], stderr=subprocess.DEVNULL)
        tree, largest = peak_memory(process)
        seconds = time.perf_counter() - start
        archive = open_archive(project, read_only=True)
        totals = archive.totals()
        archive.close()
        size = project.stat().st_size
    print("| Al Jazeera articles as files | |\n| --- | --- |")
    print(f"| files, words | {count:,}, {words:,} |")
    print(f"| captures kept, problems | {totals.captures:,}, {totals.problems:,} |")
    print(f"| articles, statements | {totals.articles:,}, {totals.statements:,} |")
    print(f"| files lost | {count - totals.captures - totals.problems} |")
    print(f"| seconds, {options.workers} workers | {seconds:,.0f} |")
    print(f"| articles/s, words/s | {count / seconds:.1f}, {words / seconds:,.0f} |")
    print(f"| peak memory, all processes | {tree / 2**20:,.0f} MiB |")
    print(f"| peak memory, largest process | {largest / 2**20:,.0f} MiB |")
    print(f"| project file | {size / 2**20:,.0f} MiB |")
    return 0 if process.returncode == 0 and count == totals.captures + totals.problems else 1


if __name__ == "__main__":
    sys.exit(main())
