"""The search package: documents in, ranked answers out. It knows no web framework and none of the
application's tables.
"""
