"""What the environment makes of the settings about accounts, each in a fresh process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SMTP = "smtp+tls://user:password@mail.example.org:587"
SHOW = "from aruntime.settings import *; print(SIGN_UP, ACCOUNT_EMAIL_VERIFICATION)"

pytestmark = pytest.mark.pure


def load_settings(data_dir: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {key: value for key, value in os.environ.items() if not key.startswith("ARUNTIME_")}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        env={**plain, "ARUNTIME_DATA_DIR": str(data_dir), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"ARUNTIME_SIGN_UP": ""}, "open none"),
        ({"ARUNTIME_SIGN_UP": "closed"}, "closed none"),
        ({"ARUNTIME_ALLOWED_HOSTS": "aruntime.example.org"}, "closed none"),
        (
            {"ARUNTIME_ALLOWED_HOSTS": "aruntime.example.org", "ARUNTIME_EMAIL_URL": SMTP},
            "open mandatory",
        ),
    ],
)
def test_strangers_sign_up_only_where_mail_confirms_them(tmp_path, environment, said):
    assert load_settings(tmp_path, **environment).stdout.strip() == said


@pytest.mark.parametrize(
    "environment",
    [{"ARUNTIME_SIGN_UP": "maybe"}, {"ARUNTIME_EMAIL_URL": "ftp://mail.example.org"}],
)
def test_wrong_value_is_refused_and_named(tmp_path, environment):
    (name,) = environment

    refused = load_settings(tmp_path, **environment)

    assert refused.returncode != 0
    assert f"{name}: " in refused.stderr
