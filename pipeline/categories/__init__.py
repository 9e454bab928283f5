"""One fact category a TOML file: adding a category is adding a file."""
