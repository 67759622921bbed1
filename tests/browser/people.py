"""What a person does on many pages."""

from playwright.sync_api import Page

from aruntime.teams.models import User


def sign_in(page: Page, site: str, user: User) -> None:
    """Sign in through the form, with the password that the factories give."""
    page.goto(f"{site}/account/sign-in/")
    give_name_and_password(page, user)


def give_name_and_password(page: Page, user: User) -> None:
    """Fill in and send the sign-in form that the page shows."""
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(f"{user.username}'s password")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
