"""The inner loops of an answer, compiled: everything that is done once for each candidate of a segment.

They give what ``memory`` gives, to the last digit: read that first to see what is meant. Without a compiler (the
variable ``NUMBA_DISABLE_JIT``) they run as they stand, slowly, and give the same.

A *candidate* is a document that answers the text and is not much too far away. ``survey`` finds them, ``settle`` counts
and orders those that are good enough; between the two the caller learns how good the best one is in all segments. What
lies beyond the radius is counted by itself, by ``count_far``, once it is known what is good enough.

Where there is only one segment, ``climb`` does all of that in one call, as often as it takes until enough is found.
"""
