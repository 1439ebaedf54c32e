"""Pages: read a form, call one query or action, render or redirect."""
