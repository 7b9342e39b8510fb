"""Settings: every mistake at once, and config.yaml tells the truth."""

import re
from pathlib import Path

import pytest
import yaml

from pipeline.config import PROJECT_ROOT, Settings, read_settings
from pipeline.errors import ConfigError


def write(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_mistakes_are_reported_in_one_message(tmp_path):
    path = write(tmp_path, "ingest: {workers: 0, wrokers: 2}\nthemes: {seed: x}\n")
    with pytest.raises(ConfigError) as caught:
        read_settings(path)
    message = str(caught.value)
    assert "3 mistake(s)" in message
    assert "ingest.workers" in message
    assert "themes.seed" in message


def test_unknown_key_is_answered_with_the_known_keys(tmp_path):
    path = write(tmp_path, "ingest: {wrokers: 2}\n")
    with pytest.raises(ConfigError, match=r"ingest\.wrokers: unknown key; known are .*workers"):
        read_settings(path)


def test_paths_start_at_the_folder_of_the_file(tmp_path):
    settings = read_settings(write(tmp_path, "paths: {inbox: post}\n"))
    assert settings.paths.inbox == tmp_path / "post"


def test_missing_file_is_a_clear_error(tmp_path):
    with pytest.raises(ConfigError, match="can't be read"):
        read_settings(tmp_path / "none.yaml")


def test_project_config_holds_every_setting_at_its_default():
    content = yaml.safe_load((PROJECT_ROOT / "config.yaml").read_text(encoding="utf-8"))
    assert content == Settings().model_dump(mode="json")


def test_every_setting_is_explained_with_its_range():
    lines = (PROJECT_ROOT / "config.yaml").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if re.match(r"  \w+: ", line):
            assert "#" in line, line
