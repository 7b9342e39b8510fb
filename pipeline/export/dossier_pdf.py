"""The dossier as a tagged PDF."""

from __future__ import annotations

from dataclasses import asdict

from pipeline.export.dossier import Dossier
from pipeline.export.typesetting import make_pdf


def make_dossier_pdf(dossier: Dossier) -> bytes:
    """Return the dossier as a PDF that keeps PDF/UA-1; the same dossier, the same bytes."""
    return make_pdf("dossier", asdict(dossier))
