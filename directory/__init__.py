"""Fingerpost, a community asset directory: the application."""
