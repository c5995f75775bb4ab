"""Paper: receipts, loyalty cards and thank-you cards as PDF."""
