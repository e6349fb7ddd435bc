"""The desk: the archive in a browser, on this machine only.

Every page is made on the server and can be read without JavaScript; every filter stands in the address. The archive
is opened read-only for each request, so another process may write to it meanwhile.
"""

from onrecord.desk.app import create_app
from onrecord.desk.server import serve

__all__ = ["create_app", "serve"]
