"""How money comes in: tenders and transfers."""
