"""Plain functions that make files of the guide, with good defaults."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from selection.guide.reading import GuideFile, read_guide

TODAY = date(2026, 11, 25)


def make_fields(**changes: Any) -> dict[str, Any]:
    return {
        "title": "KV cache",
        "summary": "Keys and values that are kept.",
        "takeaways": ["It grows with tokens."],
        "audience": "Everybody",
        "status": "production-guidance",
        "reviewed": TODAY,
        **changes,
    }


def write_entry(
    folder: Path, path: str = "glossary/kv-cache", text: str = "It is memory.", **changes: Any
) -> Path:
    file = folder / f"{path}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    fields = yaml.safe_dump(make_fields(**changes), sort_keys=False)
    file.write_text(f"---\n{fields}---\n{text}\n")
    return file


def guide_in(folder: Path) -> tuple[GuideFile, ...]:
    return read_guide(folder, today=TODAY)
