"""The program measured: its search beside others, its answers beside judged ones, its pages (``fingerpost bench``)."""
