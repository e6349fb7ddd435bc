"""The command `onrecord`: data on stdout, everything else on stderr.

Exit codes (`onrecord.cli.ways_out`):

| code | means |
| --- | --- |
| 0 | done; inputs that could not be read are warnings as long as one could; Ctrl-C on a desk is its ordinary end |
| 1 | `verify` found something that is not as captured |
| 2 | the command line asks for what cannot be had: an option, a value, a rule's code, a port in use |
| 3 | nothing at all could be read |
| 4 | the archive cannot be used: not there, not ours, newer, locked, damaged |
| 70 | a fault of Onrecord's own; the traceback is worth a report |
| 130 | stopped with Ctrl-C; what was finished is kept |
| 141 | whoever read the output closed it (`| head -1`) |
"""

from onrecord.cli.app import app, main

__all__ = ["app", "main"]
