"""Times in words ("1st and 3rd Thursday of the month, 10am to noon") as recurrences, where they can mean one thing.

What is read must take up every word of the text; one word that is not known, and the text stays a text.
"""

from directory.oruk.cleaning.sessions.reading import sessions_in

__all__ = ["sessions_in"]
