"""Five years of nudges in twelve zones, lived through the real use cases on a real database."""
