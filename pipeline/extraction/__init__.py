"""From text to observations: categories, gate, passages, spans, patterns."""
