"""Debian's Chromium under Playwright."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Browser, Page

# Playwright's synchronous interface runs an event loop in this thread, which Django takes for an
# asynchronous caller.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
INSTALL = "No Chromium: apt-get install --no-install-recommends chromium"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail(INSTALL)
        pytest.skip(INSTALL)
    # Chromium's sandbox refuses to start for root, as whom tests run in a container.
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": ["--no-sandbox"]}


@pytest.fixture
def page_without_javascript(browser: Browser) -> Iterator[Page]:
    """A page in a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def facts(db: None) -> None:
    """The project's own reference facts, loaded from their files."""
    call_command("load_reference", verbosity=0)


@pytest.fixture(autouse=True)
def forgotten_attempts(transactional_db: None) -> None:
    """No test is refused for the sign-ins of those before it: their count outlives the database."""
    cache.clear()
