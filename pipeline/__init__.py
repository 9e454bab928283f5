"""The library: pure logic, Arrow in, Arrow out. Never imports pyspark."""
