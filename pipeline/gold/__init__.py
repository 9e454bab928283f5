"""Gold: annotated texts, and how well categories do on them."""
