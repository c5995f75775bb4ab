"""The ground floor: values, words and time. Knows no database, no Qt and no other room."""
