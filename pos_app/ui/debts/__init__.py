"""Who owes the shop, and what they bring back."""
