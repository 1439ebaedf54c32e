"""What can be put right in what feeds write: mark-up, cut addresses, and facts that stand in words.

Nothing here guesses. A text that can mean two things stays a text; whatever is put right is told, so that a person
can look at it.
"""
