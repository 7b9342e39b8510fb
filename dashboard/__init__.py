"""The Dutch dashboard on published tables."""
