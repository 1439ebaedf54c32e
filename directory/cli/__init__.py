"""The command line: ``fingerpost``, a contract that scripts depend on."""
