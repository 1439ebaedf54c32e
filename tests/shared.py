"""Feeds, schemas and tools of others, which are not ours to keep here, where they are at hand.

A test that needs them is skipped where they are not, whatever else is required: what they show, other tests hold in our
own words.
"""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("FINGERPOST_SHARED") or Path(__file__).parents[2] / "shared")
SCHEMAS = SHARED / "standards" / "oruk_3.0"
CHECK = SHARED / "standards" / "tools" / "oruk_check.py"
DISTRICTS = SHARED / "relevance" / "dev" / "corpus_oruk.json"

needs_shared = pytest.mark.skipif(not SCHEMAS.exists(), reason="The folder with real feeds and schemas is not here")
