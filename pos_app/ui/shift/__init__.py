"""The drawer's page: shifts, cash in and out, the blind count."""
