"""What was typed, as a value of ours or as what is wrong with it."""
