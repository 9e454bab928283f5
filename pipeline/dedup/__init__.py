"""From text to sketches, and from sketches to clusters."""
