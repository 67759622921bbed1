"""What a person does on many pages."""

from playwright.sync_api import Page

from aruntime.teams.models import User


def sign_in(page: Page, site: str, user: User) -> None:
    """Sign in through the form, with the password that the factories give."""
    page.goto(f"{site}/account/sign-in/")
    page.get_by_label("User name").fill(user.username)
    page.get_by_label("Password").fill(f"{user.username}'s password")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
