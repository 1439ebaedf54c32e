"""Who decided what, when and why: as a page, and as a file."""
