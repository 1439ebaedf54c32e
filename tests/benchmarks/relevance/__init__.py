"""How good the answers are: judged queries put to ours and to other ways of searching, in one run
(``fingerpost bench relevance``).
"""
