"""The program measured: its search beside other engines, its answers beside judged ones, its pages."""
