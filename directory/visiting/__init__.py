"""Asking other people's servers: politely, one question at a time, and never into a private network.

The standard library's client is enough, and lets us say which address is connected to: what a name means is looked up
once and looked at, and cannot change between the look and the visit.
"""

from directory.visiting.addresses import WebAddress, is_web_address
from directory.visiting.knocking import Knock, knock
from directory.visiting.visitor import Answer, Limits, Visitor

__all__ = ["Answer", "Knock", "Limits", "Visitor", "WebAddress", "is_web_address", "knock"]
