"""The goods page: find, add, change; units, stock, lots and prices of one good."""
