"""How often themes live in conversations, per period; what rose or fell; and why a figure moved between two runs."""

from pipeline.trends.alive import count_undated
from pipeline.trends.periods import count_periods
from pipeline.trends.shift import split_shifts
from pipeline.trends.verdicts import find_trends

__all__ = ["count_periods", "count_undated", "find_trends", "split_shifts"]
