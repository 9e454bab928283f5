"""Every table's columns, types, grain and meaning: Arrow schemas, nothing else."""
