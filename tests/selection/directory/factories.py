"""Plain functions that make files of reference facts, with good defaults."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from selection.directory.reading import read_entries

TODAY = date(2026, 11, 25)


def make_claim(**changes: Any) -> dict[str, Any]:
    return {
        "is": "generation/streaming",
        "status": "supported",
        "source": "https://example.org/docs/streaming",
        "title": "Streaming",
        **changes,
    }


def make_content(**changes: Any) -> dict[str, Any]:
    return {
        "slug": "lathe",
        "name": "Lathe",
        "category": "generative-engine",
        "layers": [3],
        "maintainer": "Lathe project",
        "license": "Apache-2.0",
        "homepage": "https://example.org",
        "summary": "Generates text on one host.",
        "execution_unit": "A generated sequence.",
        "not_provided": ["autoscaling"],
        "deployment": ["local-service"],
        "project_status": "active",
        "status_source": "https://example.org/releases",
        "version": make_version(),
        "capabilities": [make_claim()],
        "caveats": [{"text": "Needs a GPU.", "source": "https://example.org/limits"}],
        **changes,
    }


def make_version(**changes: Any) -> dict[str, Any]:
    return {
        "id": "1.0.0",
        "released": date(2026, 10, 1),
        "source": "https://example.org/releases/1.0.0",
        "checked": TODAY,
        **changes,
    }


class WithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def write_file(folder: Path, **changes: Any) -> Path:
    content = make_content(**changes)
    path = folder / f"{content['slug']}.yaml"
    path.write_text(yaml.dump(content, Dumper=WithoutAliases, sort_keys=False))
    return path


def entries_in(folder: Path) -> tuple[Any, ...]:
    return read_entries(folder, today=TODAY)
