"""What stands before the first sale and around it: no shop yet, the shop's own facts."""
