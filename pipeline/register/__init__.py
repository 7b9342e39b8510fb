"""What people decided: catalogue, merges, labels, corrections, quotes and baskets, with history and undo."""

from pipeline.register.decisions import Decision, Kind
from pipeline.register.register import QUOTE_STATUSES, Register
from pipeline.register.rules import StaleDecisionError
from pipeline.register.state import DecidedTheme, State

__all__ = ["QUOTE_STATUSES", "DecidedTheme", "Decision", "Kind", "Register", "StaleDecisionError", "State"]
