"""The errors a caller may see, as one tree.

OnrecordError
├── CaptureError        one input cannot be read; becomes a Problem, never ends a run
│   ├── NotText         the bytes are not text in any encoding we can tell
│   └── TooLarge        the input is above the size limit
├── ArchiveError        the archive file cannot be used (not ours, newer than us, locked, damaged)
├── VocabularyError     a vocabulary file breaks its own schema
└── UnknownCode         `explain` was asked for a code that no rule has

Every message is one line: the cause, then the remedy.
"""


class OnrecordError(Exception):
    """Base of every error Onrecord raises on purpose."""


class CaptureError(OnrecordError):
    """One input cannot be read. A run turns it into a `Problem` and goes on."""


class NotText(CaptureError):
    """The bytes are not text in any encoding that can be told."""


class TooLarge(CaptureError):
    """The input is above the size limit."""


class ArchiveError(OnrecordError):
    """The archive file cannot be used."""


class VocabularyError(OnrecordError):
    """A vocabulary file breaks its own schema."""


class UnknownCode(OnrecordError):
    """No rule has this code."""
