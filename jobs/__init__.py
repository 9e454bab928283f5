"""What one runs: the floors command, one thin job per table, and the engines."""
