"""What a person reads of a run: floors, one entity's facts, the tables themselves."""
