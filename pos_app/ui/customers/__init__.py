"""The customers page: find a person, and everything the shop knows of one."""
