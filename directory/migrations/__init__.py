"""The history of the tables. Numbered, one head, never edited once it has landed, on SQLite in batch mode."""
