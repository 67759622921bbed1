"""Calls of the API as a script sends them."""

from typing import Any

from django.test import Client

from aruntime.api.tokens import make_token
from aruntime.teams.models import User


class Script:
    """A client without cookies that sends a person's token; without a person, none."""

    def __init__(self, person: User | None = None, *, may_write: bool = True) -> None:
        self.headers = {}
        if person:
            _, text = make_token(person=person, name="test", may_write=may_write, expires_on=None)
            self.headers["Authorization"] = f"Bearer {text}"
        self.client = Client(headers=self.headers)

    def send(self, method: str, path: str, content: Any = None) -> Any:
        send = getattr(self.client, method)
        if content is None:
            return send(path)
        return send(path, data=content, content_type="application/json")

    def get(self, path: str) -> Any:
        return self.send("get", path)

    def post(self, path: str, content: Any) -> Any:
        return self.send("post", path, content)
