"""Making two listings one, or saying that they are two."""
