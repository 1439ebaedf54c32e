"""The search measured beside other engines: one corpus, one set of queries, one run (``fingerpost bench search``)."""
