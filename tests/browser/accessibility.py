"""The accessibility check that every page passes, by axe-core."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

AXE = (Path(__file__).parent / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page: Page) -> None:
    """Fail with the violations that axe-core finds on the page as it stands."""
    violations = find_violations(page)
    assert not violations, violations


def find_violations(page: Page) -> str:
    """Return the violations that axe-core finds on the page as it stands; empty without any."""
    expect(page.locator("[aria-busy=true]")).to_have_count(0)  # A part on its way is drawn paler.
    # An evaluated script is Playwright's own, so the page's strict policy does not stop it.
    page.evaluate(AXE)
    result = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)
    return describe(result["violations"])


def describe(violations: list[dict[str, Any]]) -> str:
    """Return one line for each element that breaks a rule, with the rule."""
    return "\n".join(
        f"{violation['id']}: {node['html']}\n    {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
    )
