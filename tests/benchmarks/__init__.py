"""The search measured beside other engines."""
