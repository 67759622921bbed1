from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from aruntime import views


def test_home_says_what_to_do_first(client: Client):
    answer = client.get("/")

    assert "Answer the nine questions" in answer.text
    assert "Name the runtime layer before comparing products." in answer.text


def test_home_asks_the_database_nothing_for_a_visitor(client: Client):
    assert client.get("/").status_code == 200  # Without the `db` fixture a query would fail.


def test_home_shows_a_member_the_teams(as_reader: Client):
    assert "Search platform" in as_reader.get("/").text


def test_page_not_found_says_what_to_do_next(client: Client, db: None):
    answer = client.get("/no-such-page/")

    assert answer.status_code == 404
    assert "Page not found" in answer.text
    assert 'href="/account/sign-in/"' in answer.text


def test_forbidden_page_gives_the_reason(rf: RequestFactory, db: None):
    reason = PermissionDenied("This takes the role owner.")

    answer = views.permission_denied(rf.get("/"), reason)

    assert answer.status_code == 403
    assert "This takes the role owner." in answer.content.decode()


def test_unreadable_request_says_what_to_do_next(rf: RequestFactory):
    answer = views.bad_request(rf.get("/"), Exception())

    assert answer.status_code == 400
    assert "try again" in answer.content.decode()


def test_server_error_needs_no_database(rf: RequestFactory):
    answer = views.server_error(rf.get("/"))

    assert answer.status_code == 500
    assert "saved before are still there" in answer.content.decode()


def test_form_without_its_token_is_refused_with_advice(db: None):
    answer = Client(enforce_csrf_checks=True).post(
        "/account/sign-in/", {"login": "ana@example.org"}
    )

    assert answer.status_code == 403
    assert "load the page again" in answer.text


def test_page_carries_no_inline_script_or_style(client: Client):
    html = client.get("/").text

    assert "<script>" not in html
    assert "<style" not in html
    assert " style=" not in html


def test_strict_policy_is_sent(client: Client):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
