"""Accounts: signing in, the second step, and what each account may do."""
