"""How a command ends: every way out has its exit code, and its one line on stderr."""

from __future__ import annotations

import os
import sys
import traceback
from enum import IntEnum
from typing import Any

import typer
from typer.core import TyperGroup

from onrecord.cli.terminal import say
from onrecord.records import ArchiveError, CaptureError, OnrecordError


class ExitCode(IntEnum):
    """The exit codes of `onrecord`; the table in `onrecord.cli` says what each means."""

    DONE = 0
    CHECK_FAILED = 1
    USAGE = 2
    NOTHING_READ = 3
    ARCHIVE = 4
    FAULT = 70
    STOPPED = 130
    PIPE_CLOSED = 141


class Commands(TyperGroup):
    """The group of all commands, which turns what a command raises into its exit code and one line."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command to its end, the last byte on stdout included."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KeyboardInterrupt:
            say("stopped")
            code = ExitCode.STOPPED
        except BrokenPipeError:
            _silence()
            code = ExitCode.PIPE_CLOSED
        except OnrecordError as error:
            say(str(error))
            code = _code_of(error)
        except Exception as error:
            if _is_typers_own(error):
                raise
            if _is_from_ctrl_c(error):
                say("stopped")
                code = ExitCode.STOPPED
            else:
                traceback.print_exc()
                say("this is a fault of Onrecord, not of what you gave it: please report the lines above")
                code = ExitCode.FAULT
        else:
            return result
        raise typer.Exit(code)


def _code_of(error: OnrecordError) -> ExitCode:
    if isinstance(error, CaptureError):
        return ExitCode.NOTHING_READ
    if isinstance(error, ArchiveError):
        return ExitCode.ARCHIVE
    return ExitCode.USAGE


def _is_from_ctrl_c(error: BaseException) -> bool:
    """Tell an error that Ctrl-C brought about: where it falls into an import or into C code, another wraps it."""
    at: BaseException | None = error
    for _ in range(20):
        if at is None or isinstance(at, KeyboardInterrupt):
            break
        at = at.__cause__ or at.__context__
    return isinstance(at, KeyboardInterrupt)


def _is_typers_own(error: Exception) -> bool:
    """Tell typer's signals (a usage error, an exit) from faults: typer ends those itself."""
    return type(error).__module__.partition(".")[0] in ("typer", "click")


def _silence() -> None:
    # Python flushes stdout once more on its way out and would complain of the closed pipe there.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
