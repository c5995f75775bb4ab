"""Who stands at the counter, and what hides it from everybody else."""
