"""The order of the steps, what is stale and why, the balance of rows, the manifest and the publication."""

from pipeline.run.attention import read_attention
from pipeline.run.progress import Progress, Silence
from pipeline.run.run import RunResult, plan_run, run_pipeline

__all__ = ["Progress", "RunResult", "Silence", "plan_run", "read_attention", "run_pipeline"]
