"""What is sold: catalogue, prices and stock."""
