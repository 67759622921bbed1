"""Run pytest against PostgreSQL: the one in `TEST_POSTGRES_URL`, or a temporary one of our own.

    python -m tests.on_postgres -n 2

The temporary cluster lives in a temporary folder, listens on a free port of this host only, and
ends with the tests. Where no PostgreSQL is installed the run is skipped with a sentence, but
fails in CI.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def find_programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server programs on this machine."""
    on_path = shutil.which("pg_ctl")
    folders = [Path(on_path).resolve().parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists()), None)


@contextmanager
def temporary_cluster(programs: Path) -> Iterator[str]:
    """Start a cluster in a temporary folder, yield its URL, and stop it again."""
    # PostgreSQL refuses to run as root, so its own account runs it then.
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory(prefix="aruntime-postgres-") as folder:
        if as_postgres:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"

        def run(*command: str) -> None:
            subprocess.run([*as_postgres, *command], check=True, stdout=subprocess.DEVNULL)

        run(f"{programs}/initdb", "-D", data, "-U", "aruntime", "-A", "trust", "-E", "UTF8")
        port = find_free_port()
        options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder}"
        run(
            f"{programs}/pg_ctl",
            "-D",
            data,
            "-w",
            "-o",
            # No statement of a test has a reason to take this long.
            f"{options} -c fsync=off -c statement_timeout=60s",
            "-l",
            f"{folder}/log",
            "start",
        )
        try:
            yield f"postgres://aruntime@127.0.0.1:{port}/postgres"
        finally:
            run(f"{programs}/pg_ctl", "-D", data, "-m", "immediate", "stop")


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run_pytest(url: str, arguments: list[str]) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


def main(arguments: list[str]) -> int:
    if url := os.environ.get("TEST_POSTGRES_URL"):
        return run_pytest(url, arguments)
    programs = find_programs()
    if programs is None:
        message = "No PostgreSQL found (apt-get install postgresql): its tests are skipped."
        print(message, file=sys.stderr)  # noqa: T201
        return int(bool(os.environ.get("CI")))
    with temporary_cluster(programs) as url:
        return run_pytest(url, arguments)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
