"""What people see: services in, frozen records out."""
