"""The rules of RFC 5545 that a calendar program relies on, as one assertion."""

import re

CONTENT_LINE = re.compile(r"[A-Z0-9-]+(;[A-Z0-9-]+=(\"[^\"]*\"|[^\";:,]*))*:.*", re.DOTALL)
CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
ONCE_IN_AN_EVENT = ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "URL"]


def properties_of(data: bytes) -> list[str]:
    """Return the content lines, unfolded (3.1)."""
    return data.replace(b"\r\n ", b"").decode("utf-8").removesuffix("\r\n").split("\r\n")


def assert_follows_rfc5545(data: bytes) -> None:
    assert data.endswith(b"\r\n")
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75  # octets (3.1)
        line.decode("utf-8")  # folded between characters
    lines = properties_of(data)
    for line in lines:
        assert CONTENT_LINE.fullmatch(line), line
        assert not CONTROL.search(line), line
    names = [re.split("[:;]", line, maxsplit=1)[0] for line in lines]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert names.count("PRODID") == names.count("VERSION") == 1
    assert {"BEGIN:VEVENT", "BEGIN:VTIMEZONE"} & set(lines)  # one component at least (3.4)
    _assert_events(lines)


def _assert_events(lines: list[str]) -> None:
    uids = []
    for event in "\n".join(lines).split("BEGIN:VEVENT\n")[1:]:
        inside = event.split("\nEND:VEVENT")[0].split("\n")
        names = [re.split("[:;]", line, maxsplit=1)[0] for line in inside]
        for name in ONCE_IN_AN_EVENT:
            assert names.count(name) == 1, name
        uids.append(next(line for line in inside if line.startswith("UID:")))
        assert any(re.fullmatch(r"DTSTART;VALUE=DATE:\d{8}", line) for line in inside)
        assert any(re.fullmatch(r"DTSTAMP:\d{8}T\d{6}Z", line) for line in inside)
    assert len(set(uids)) == len(uids)
