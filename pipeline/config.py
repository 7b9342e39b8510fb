"""Settings: config.yaml as frozen values; all mistakes reported at once, an unknown key is one of them."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.errors import ConfigError

PROJECT_ROOT = Path(__file__).resolve().parent.parent


class Section(BaseModel):
    """Base of every section: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PathSettings(Section):
    """Where files are; relative paths start at the folder of config.yaml."""

    inbox: Path = Path("data/inbox")
    data: Path = Path("data")
    codebook: Path = Path("data/codebook")


class IngestSettings(Section):
    """Limits within which files are read."""

    workers: int = Field(2, ge=1, le=64)
    timeout_s: int = Field(120, ge=1, le=3600)
    max_memory_mb: int = Field(1024, ge=256, le=65536)
    max_unpacked_mb: int = Field(200, ge=1, le=10000)
    max_parts: int = Field(500, ge=1, le=100000)
    max_pages: int = Field(100, ge=1, le=10000)


class MailboxSettings(Section):
    """A mailbox to read beside the inbox folder; none when the address is empty."""

    url: str = ""
    password_variable: str = Field("RODE_DRADEN_MAILBOX_PASSWORD", min_length=1)


class ThemeSettings(Section):
    """How sure the program must be, and what a candidate theme needs."""

    seed: int = Field(20260101, ge=0, le=2147483647)
    encoder: Literal["embedded", "model2vec", "onnx"] = "embedded"
    encoder_path: str = ""
    min_probability: float = Field(0.20, ge=0, le=1)
    min_side_probability: float = Field(0.30, ge=0, le=1)
    max_candidates: int = Field(8, ge=0, le=100)
    min_candidate_bouwstenen: int = Field(8, ge=2, le=10000)
    min_candidate_conversations: int = Field(5, ge=1, le=10000)
    min_candidate_organisations: int = Field(3, ge=1, le=1000)
    quotes_per_theme: int = Field(8, ge=1, le=100)
    terms_per_theme: int = Field(12, ge=1, le=100)

    @property
    def encoder_folder(self) -> Path | None:
        """Folder of the sentence model, or None."""
        return Path(self.encoder_path).expanduser() if self.encoder_path else None


class TrendSettings(Section):
    """Periods, intervals and verdicts."""

    min_conversations: int = Field(5, ge=1, le=1000)
    bootstrap_rounds: int = Field(500, ge=100, le=100000)
    confidence: float = Field(0.95, ge=0.5, le=0.999)
    false_discovery_rate: float = Field(0.10, ge=0.001, le=0.5)
    flat_band: float = Field(0.05, ge=0.001, le=0.5)


class PrivacySettings(Section):
    """What may be shown."""

    min_group_conversations: int = Field(3, ge=1, le=100)


class Settings(Section):
    """All settings."""

    paths: PathSettings = PathSettings()
    mailbox: MailboxSettings = MailboxSettings()
    ingest: IngestSettings = IngestSettings()
    themes: ThemeSettings = ThemeSettings()
    trends: TrendSettings = TrendSettings()
    privacy: PrivacySettings = PrivacySettings()


def read_settings(path: Path | None = None) -> Settings:
    """Return the settings of a config.yaml, by default the one in the working folder, else the project's own.

    Raises
    ------
    ConfigError
        Listing every unknown key and every value out of range.
    """
    chosen = path or next(
        (p for p in (Path("config.yaml"), PROJECT_ROOT / "config.yaml") if p.is_file()), None
    )
    if chosen is None:
        return _with_absolute_paths(Settings(), PROJECT_ROOT)
    try:
        content = yaml.safe_load(chosen.read_text(encoding="utf-8")) or {}
    except OSError as error:
        raise ConfigError(f"{chosen}: can't be read ({error.strerror}); name an existing file") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{chosen}: is not valid YAML: {error}") from error
    try:
        settings = Settings.model_validate(content)
    except ValidationError as error:
        raise ConfigError(_explain(chosen, error)) from error
    return _with_absolute_paths(settings, chosen.resolve().parent)


def _with_absolute_paths(settings: Settings, base: Path) -> Settings:
    paths = PathSettings(**{name: base / value for name, value in settings.paths})
    return settings.model_copy(update={"paths": paths})


def _explain(path: Path, error: ValidationError) -> str:
    lines = [f"{path}: {error.error_count()} mistake(s)"]
    for mistake in error.errors():
        key = ".".join(str(part) for part in mistake["loc"])
        if mistake["type"] == "extra_forbidden":
            lines.append(f"  {key}: unknown key; known are {', '.join(_known_keys(mistake['loc']))}")
        else:
            lines.append(f"  {key}: {mistake['msg']}")
    return "\n".join(lines)


def _known_keys(location: tuple[int | str, ...]) -> list[str]:
    model: type[BaseModel] = Settings
    for part in location[:-1]:
        annotation = model.model_fields[str(part)].annotation
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            model = annotation
    return sorted(model.model_fields)
