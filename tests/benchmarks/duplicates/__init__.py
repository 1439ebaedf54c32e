"""Listings entered twice, and listings that only look so: how well the two are told apart."""
