"""The counter: carts, totals, checkout and past sales."""
