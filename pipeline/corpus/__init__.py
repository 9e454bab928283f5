"""From files to documents: listing, shards, fields, and the readers."""
