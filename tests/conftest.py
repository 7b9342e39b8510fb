"""The sample, run once for every test that looks at a whole publication."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.config import PROJECT_ROOT, Settings, read_settings
from pipeline.run.progress import Silence
from pipeline.run.run import RunResult, run_pipeline
from pipeline.store import Store

SAMPLE = PROJECT_ROOT / "data" / "demo"


@dataclass(frozen=True)
class SampleRun:
    settings: Settings
    store: Store
    result: RunResult


def sample_settings(data: Path, inbox: Path = SAMPLE / "inbox") -> Settings:
    settings = read_settings(PROJECT_ROOT / "config.yaml")
    return settings.model_copy(
        update={"paths": settings.paths.model_copy(update={"inbox": inbox, "data": data})}
    )


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory) -> SampleRun:
    settings = sample_settings(tmp_path_factory.mktemp("sample"))
    result = run_pipeline(settings, Silence(), sample=True)
    return SampleRun(settings, Store(settings.paths.data), result)
