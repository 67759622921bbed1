"""Writes reference facts in the one canonical form of their files.

Fields stand in the order of the format, claims by capability, and what is empty is left out
where the format has it optional. The same facts give the same bytes.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from selection.directory.as_knowledge import stored_components
from selection.engine.knowledge import Caveat, Claim, Component, Release
from selection.row_updates import LoadOutcome

WIDTH = 100
OPTIONAL = ("also", "repository", "newer_releases", "older_releases", "caveats")


class UnfitFolderError(Exception):
    """The folder holds something that an export would stand among, or no components to write."""


def export_components(folder: Path) -> LoadOutcome:
    """Write the facts of the database into `folder`, and remove the files of other components.

    Raise UnfitFolderError, before anything is written, where the folder holds anything but files
    of this format or there are no facts.
    """
    files = {
        f"{component.slug}.yaml": component_as_yaml(component).encode()
        for component in stored_components()
    }
    if not files:
        raise UnfitFolderError("No reference facts are loaded.")
    present = _files_in(folder)
    folder.mkdir(parents=True, exist_ok=True)
    removed = [name for name in present if name not in files]
    changed = [name for name in files if name in present and present[name] != files[name]]
    added = [name for name in files if name not in present]
    for name in (*added, *changed):
        (folder / name).write_bytes(files[name])
    for name in removed:
        (folder / name).unlink()
    return LoadOutcome(len(files), tuple(added), tuple(changed), tuple(removed))


def _files_in(folder: Path) -> dict[str, bytes]:
    """Return the files of an earlier export, or of the project, by name."""
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise UnfitFolderError(f"{folder} is not a folder.")
    files = {}
    for path in sorted(folder.iterdir()):
        if not _is_entry(path):
            raise UnfitFolderError(f"{folder} holds something else: {path.name}.")
        files[path.name] = path.read_bytes()
    return files


def _is_entry(path: Path) -> bool:
    """Tell whether the file begins as every file of a component does."""
    if path.suffix != ".yaml" or path.is_symlink() or not path.is_file():
        return False
    return path.read_bytes().startswith(f"slug: {path.stem}\n".encode())


def component_as_yaml(component: Component) -> str:
    """Return the file of a component; reading it gives the same component back."""
    return yaml.dump(
        _content(component), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH
    )


class _Dumper(yaml.SafeDumper):
    """Indents the entries of a list below their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # Outside double quotes PyYAML folds these as line breaks, and they would not come back.
    style = '"' if any(mark in text for mark in "\x85\u2028\u2029") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def _content(component: Component) -> dict[str, Any]:
    newer, version, older = _around_version(component.releases)
    content = {
        "slug": component.slug,
        "name": component.name,
        "category": component.category,
        "also": list(component.also),
        "layers": list(component.layers),
        "maintainer": component.maintainer,
        "license": component.license,
        "homepage": component.homepage,
        "repository": component.repository,
        "summary": component.summary,
        "execution_unit": component.execution_unit,
        "not_provided": list(component.not_provided),
        "deployment": list(component.deployment),
        "project_status": component.project_status,
        "status_source": component.status_source,
        "version": _release(version),
        "newer_releases": [_release(release) for release in newer],
        "older_releases": [
            _release(release) | _filled({"capabilities": _claims(release)}) for release in older
        ],
        "capabilities": _claims(version),
        "caveats": [_caveat(caveat) for caveat in component.caveats],
    }
    return {name: value for name, value in content.items() if value or name not in OPTIONAL}


def _around_version(
    releases: tuple[Release, ...],
) -> tuple[tuple[Release, ...], Release, tuple[Release, ...]]:
    """Return the newer releases, the newest one with claims, and the older ones."""
    with_claims = (index for index, release in enumerate(releases) if release.claims)
    index = next(with_claims, 0)
    return releases[:index], releases[index], releases[index + 1 :]


def _release(release: Release) -> dict[str, Any]:
    return _filled(
        {
            "id": release.version,
            "released": date.fromisoformat(release.released) if release.released else None,
            "source": release.source_url,
            "revision": release.revision,
            "checked": date.fromisoformat(release.checked),
        }
    )


def _claims(release: Release) -> list[dict[str, Any]]:
    claims = sorted(release.claims, key=lambda each: each.capability)
    return [_claim(claim, release) for claim in claims]


def _claim(claim: Claim, release: Release) -> dict[str, Any]:
    own_date = claim.checked if claim.checked != release.checked else ""
    return _filled(
        {
            "is": claim.capability,
            "status": claim.status.value,
            "source": claim.source_url,
            "title": claim.source_title,
            "note": claim.note,
            "since": claim.since,
            "checked": date.fromisoformat(own_date) if own_date else None,
        }
    )


def _caveat(caveat: Caveat) -> dict[str, Any]:
    return {"text": caveat.text, "source": caveat.source_url}


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
