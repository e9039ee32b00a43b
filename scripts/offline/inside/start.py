"""课程工作台的启动程序。Starts the studio from this folder; the first time it lays the wheels out in lib/.

Only the standard library (with -S nothing that is installed elsewhere is seen), no network, nothing outside this
folder but the user's cache. With words it runs a command instead: start.py build office-director.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LIB = HERE / "lib"
LAID_OUT = "wheels.txt"
"""Names of the wheels that lib/ was made from: a newer pack unzipped over this one is laid out again."""

WORKSPACE = HERE.parent / "课程和模板"


def wheel_names() -> str:
    """The wheels of this pack, one a line."""
    return "\n".join(sorted(wheel.name for wheel in (HERE / "wheels").glob("*.whl")))


def is_laid_out() -> bool:
    """Whether lib/ was made from these wheels."""
    made = LIB / LAID_OUT
    return made.is_file() and made.read_text("utf-8") == wheel_names()


def lay_out() -> None:
    """Install the wheels into lib/; a start that is cut short leaves lib.new/, which the next one throws away."""
    sys.stderr.write(
        "第一次启动，正在准备，大约一两分钟，请不要关闭窗口……\nFirst start: getting ready, a minute or two.\n"
    )
    wheels, fresh = HERE / "wheels", HERE / "lib.new"
    shutil.rmtree(fresh, ignore_errors=True)
    pip = next(wheels.glob("pip-*.whl")) / "pip"  # it runs from its wheel
    command = [
        sys.executable, "-I", "-S", str(pip), "install", "--isolated", "--quiet", "--disable-pip-version-check",
        "--no-warn-script-location", "--root-user-action", "ignore", "--no-compile",
        "--no-index", "--find-links", str(wheels), "--target", str(fresh), "coursegen[studio,anki]",
    ]  # fmt: skip
    done = subprocess.run(command, env={**os.environ, "PIP_CONFIG_FILE": os.devnull}, check=False)
    if done.returncode:
        sys.exit("准备没有成功：请把上面的话抄给管理员。\nThe wheels could not be laid out; see above.")
    (fresh / LAID_OUT).write_text(wheel_names(), "utf-8")
    shutil.rmtree(LIB, ignore_errors=True)
    fresh.rename(LIB)


def main(words: list[str]) -> None:
    """Run the studio, or the command that was asked for."""
    if not is_laid_out():
        lay_out()
    sys.path.insert(0, str(LIB))
    os.chdir(WORKSPACE)
    sys.argv = ["coursegen", *(words or ["studio"])]
    from coursegen.cli import main as run

    run()


if __name__ == "__main__":
    main(sys.argv[1:])
