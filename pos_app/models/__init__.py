"""Tables only: columns, constraints and relations; no rules, no queries."""
