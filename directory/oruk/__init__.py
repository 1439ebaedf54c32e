"""The exchange format: Open Referral UK documents, and what they mean in our terms. Pure: no database, no
pages.
"""
