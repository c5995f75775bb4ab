"""The shop file: engine and transactions, journal, outbox, upgrades, checks."""
