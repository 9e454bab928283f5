"""The words that tell what a name is, a module a theme: data, nothing else.

Each list is written for English running text. A word that could as well be part of a
person's name (Bishop, King, Church) is left out of the lists that rule persons out.
"""
