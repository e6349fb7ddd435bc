"""Workers: captures through pages and reading, one by one or on many cores."""

from onrecord.workers.processing import Processed, process
from onrecord.workers.running import run

__all__ = ["Processed", "process", "run"]
