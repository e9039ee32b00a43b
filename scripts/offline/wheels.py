"""Every wheel that the program needs on one platform: resolved, proved complete, fetched."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SOURCE_ONLY = ("jieba",)
"""What its makers publish as source only. It is pure Python, so a wheel made here serves every platform."""

EXTRAS = ("studio", "anki")


@dataclass(frozen=True, slots=True)
class Platform:
    """Where a pack is to run. `tags` are what pip calls the wheels that run there; the rest is what markers ask."""

    name: str
    tags: tuple[str, ...]
    system: str
    sys_platform: str
    os_name: str
    machine: str

    def markers(self, version: str) -> dict[str, str]:
        """The environment in which conditions of requirements hold, for a Python `version` like 3.11."""
        return {
            "implementation_name": "cpython", "platform_python_implementation": "CPython", "os_name": self.os_name,
            "sys_platform": self.sys_platform, "platform_system": self.system, "platform_machine": self.machine,
            "python_version": version, "python_full_version": f"{version}.0", "implementation_version": f"{version}.0",
        }  # fmt: skip


def _linux(machine: str) -> Platform:
    """Linux with glibc 2.28 or newer (UOS 20, Kylin V10 SP1, Debian 10): wheels for an older glibc run there too."""
    tags = (*(f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1)), f"manylinux2014_{machine}")
    older = ("manylinux_2_12_x86_64", "manylinux2010_x86_64", "manylinux_2_5_x86_64", "manylinux1_x86_64")
    tags += older if machine == "x86_64" else ()
    return Platform(f"manylinux_2_28_{machine}", tags, "Linux", "linux", "posix", machine)


_WINDOWS = Platform("win_amd64", ("win_amd64",), "Windows", "win32", "nt", "AMD64")
PLATFORMS = {platform.name: platform for platform in (_WINDOWS, _linux("x86_64"), _linux("aarch64"))}


def build_own(source: Path, folder: Path) -> list[Path]:
    """Our wheel, and those of what is published as source only; raises SystemExit if one of these is not pure."""
    _run("-m", "scripts.make_shipped", cwd=source)
    _run("-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=source)
    _pip("wheel", "--no-deps", "--wheel-dir", str(folder), *SOURCE_ONLY)
    found = sorted(folder.glob("*.whl"))
    if bound := [wheel.name for wheel in found if not wheel.stem.endswith("-none-any")]:
        raise SystemExit(f"not pure Python: {', '.join(bound)}")
    return found


def resolve(own: Sequence[Path], platform: Platform, version: str) -> list[str]:
    """What is to be fetched beside our own wheels, as name==version; raises SystemExit where a wheel is lacking.

    pip asks the conditions of requirements of the machine that it runs on, not of the one it is asked for. So each
    answer is read again with the conditions of the platform, until nothing it asks for is lacking.
    """
    ours = next(wheel for wheel in own if wheel.name.startswith("coursegen-"))
    wanted = [f"coursegen[{','.join(EXTRAS)}] @ {ours.resolve().as_uri()}", "pip"]
    while True:
        answer = _answer(wanted, own[0].parent, platform, version)
        lacking = sorted(set(_lacking(answer, platform, version)))
        if not lacking:
            names = {wheel.name.split("-")[0] for wheel in own}
            return [f"{row['name']}=={row['version']}" for row in answer if row["name"] not in names]
        wanted += lacking


def _answer(wanted: Iterable[str], links: Path, platform: Platform, version: str) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        _pip("install", "--dry-run", "--ignore-installed", "--report", str(report), "--target", folder,
             *_only(platform, version), "--find-links", str(links), *wanted)  # fmt: skip
        return [row["metadata"] for row in json.loads(report.read_text("utf-8"))["install"]]


def _lacking(answer: Sequence[dict[str, object]], platform: Platform, version: str) -> Iterator[str]:
    """Requirements of what was found that hold on the platform and that nothing of what was found meets."""
    found = {canonicalize_name(str(row["name"])): str(row["version"]) for row in answer}
    for row in answer:
        extras = EXTRAS if row["name"] == "coursegen" else ("",)
        for text in row.get("requires_dist", ()):  # type: ignore[attr-defined]
            need = Requirement(text)
            holds = need.marker is None or any(
                need.marker.evaluate({**platform.markers(version), "extra": extra}) for extra in extras
            )
            if holds and not need.specifier.contains(found.get(canonicalize_name(need.name), ""), prereleases=True):
                yield f"{need.name}{need.specifier}"


def fetch(pinned: Sequence[str], platform: Platform, version: str, folder: Path) -> None:
    """Lay the wheels of what was resolved into a folder."""
    _pip("download", "--no-deps", "--dest", str(folder), *_only(platform, version), *pinned)


def _only(platform: Platform, version: str) -> list[str]:
    tags = (word for tag in platform.tags for word in ("--platform", tag))
    return ["--only-binary=:all:", "--implementation", "cp", "--python-version", version, *tags]


def _pip(*words: str) -> None:
    _run("-m", "pip", "--disable-pip-version-check", "-q", *words)


def _run(*words: str, cwd: Path | None = None) -> None:
    done = subprocess.run([sys.executable, *words], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words[:4])}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
