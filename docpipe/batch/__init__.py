"""Many files at once, none lost and none done twice."""
