"""Deeds: check, change, record. They never commit, send, index or read a request."""
