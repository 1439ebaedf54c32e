"""Questions: they return frozen values made for a page, and change nothing."""
