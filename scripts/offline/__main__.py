"""Packs that run without installation, rights and network: `python -m scripts.offline PLATFORM`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from coursegen import __version__
from scripts.offline.folder import MANUAL, WORKSPACE, Member, files_of, official, texts, version_of, zipped
from scripts.offline.manual import manual
from scripts.offline.wheels import PLATFORMS, Platform, build_own, fetch, resolve

ROOT = Path(__file__).resolve().parents[2]
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"


def make(platform: Platform, python: Path | None, version: str, output: Path) -> Path:
    """The pack of a platform, written to a folder."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        own = build_own(ROOT, folder)
        fetch(resolve(own, platform, version), platform, version, folder)
        wheels = {f"app/wheels/{wheel.name}": Member(wheel.read_bytes()) for wheel in folder.glob("*.whl")}
    said = {**texts(platform, version), "bundled": python, "windows": platform.sys_platform == "win32"}
    files = {**files_of(platform, version, python), **wheels, **_workspace(), MANUAL: Member(manual(said))}
    output.mkdir(parents=True, exist_ok=True)
    pack = output / f"coursegen-{__version__}-{platform.name}-python{version}.zip"
    pack.write_bytes(zipped(files))
    return pack


def _workspace() -> dict[str, Member]:
    """Course and templates, where the user may change them."""
    found = (path for part in ("content", "templates") for path in (ROOT / part).rglob("*") if path.is_file())
    return {f"{WORKSPACE}/{path.relative_to(ROOT).as_posix()}": Member(path.read_bytes()) for path in found}


def main() -> None:
    """Make one pack, or only prove that every wheel of it is to be had."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("platform", choices=sorted(PLATFORMS))
    parser.add_argument(
        "--python", type=Path, metavar="ARCHIVE", help="an official archive of Python, to go into the pack"
    )
    parser.add_argument(
        "--version", default=HERE, help="the Python it is for where no archive says so (now %(default)s)"
    )
    parser.add_argument("--output", type=Path, default=Path("dist"))
    parser.add_argument("--resolve", action="store_true", help="make nothing: prove that every wheel is to be had")
    said = parser.parse_args()
    platform = PLATFORMS[said.platform]
    version = version_of(said.python, platform) if said.python else said.version
    if said.resolve:
        with tempfile.TemporaryDirectory() as folder:
            pinned = resolve(build_own(ROOT, Path(folder)), platform, version)
        print(f"{platform.name}, Python {version}: {len(pinned)} wheels to be had, none to be built there")
        return
    print(make(platform, said.python, version, said.output))
    if not said.python:
        wanted = official(platform, version)
        print(f"No Python in it. To be unpacked into its folder python/: {wanted.name}, from {wanted.english}.")
        if platform.sys_platform == "linux":
            print(f"Not needed where the command python{version} is there.")


if __name__ == "__main__":
    main()
