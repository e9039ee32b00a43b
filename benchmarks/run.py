"""`make bench`: coursegen beside its peers, on the same neutral content, in turn.

Prints tables and writes `docs/performance.md` with a chart. Arguments: the folder of the peers, and `--rounds`,
`--units`, `--many`, `--big-rounds` for shorter or longer runs, or `--quick`; `-o FOLDER` writes elsewhere.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from measure import Measured, Side, in_turn
from neutral import HERE, ROOT, write_all
from report import Report, lines, write_report

PRODUCTS = {"deck.pptx": "deck", "handout.docx": "handout", "answers.docx": "answers"}
SCALES = (1, 4, 16)

Kept = Literal["parts", "products", "model", "nothing", "outputs"]
"""What an earlier run left: the finished parts of the same content (its files are gone); the products but not the
command (as into another folder); the model and compiled bases alone (as after a change of every word); nothing; all,
the files too."""

_DROPPED: Mapping[Kept, Sequence[str]] = {
    "parts": (), "outputs": (), "products": ("commands", "files"), "nothing": ("",),
    "model": ("products", "verdicts", "made", "commands", "files"),
}  # fmt: skip
"""Areas of the cache that are taken away before a run."""

_LABELS: Mapping[Kept, str] = {
    "parts": "同样内容", "products": "产物在", "model": "全新内容", "nothing": "头一次", "outputs": "没有变化"
}  # fmt: skip


class Bench:
    """The folders of one run, and the sides that are compared in them."""

    def __init__(self, folder: Path, peers: Path) -> None:
        self.folder, self.peers = folder, peers
        self.cache = folder / "cache"
        self.python = str(peers / "venv" / "bin" / "python")
        found = sorted((peers / "venv").glob("lib/python3*/site-packages/pypandoc/files/pandoc"))
        self.pandoc_program = str(found[0]) if found else "pandoc"
        for scale in SCALES:
            write_all(self.at(scale), scale)
            (self.at(scale) / "made").mkdir()
            subprocess.run([self.python, str(HERE / "peers/docxtpl_docs.py"), "make"], cwd=self.at(scale), check=True)

    def at(self, scale: int) -> Path:
        """Folder of the content in a size."""
        return self.folder / f"{scale}x"

    def pandoc(self, scale: int, *names: str) -> Side:
        """pandoc, a call for each file."""
        suffixes = {"deck": ".pptx", "handout": ".docx", "quiz": ".docx"}
        made = {name: f"made/pandoc-{name}{suffixes[name]}" for name in names}
        commands = [[self.pandoc_program, f"{name}.md", "-o", path] for name, path in made.items()]
        return Side("pandoc", commands, self.at(scale), tuple(made.values()))

    def plain(self, scale: int, script: str, *names: str) -> Side:
        """python-pptx and python-docx, or docxtpl: one process."""
        made = [f"made/{script}-{name}" for name in names]
        label = {"docxtpl_docs": "docxtpl"}.get(script, "python-pptx/docx")
        return Side(label, [[self.python, str(HERE / f"peers/{script}.py"), *made]], self.at(scale), made)

    def pptxgen(self, scale: int) -> Side:
        """The deck by pptxgenjs."""
        made = "made/pptxgenjs.pptx"
        environment = {"NODE_PATH": str(self.peers / "node_modules")}
        command = ["node", str(HERE / "peers/pptxgen.cjs"), made]
        return Side("pptxgenjs", [command], self.at(scale), (made,), environment)

    def ours(self, scale: int, *files: str, kept: Kept = "parts") -> Side:
        """A build in a new process, with the model and compiled bases in the cache, and what else is `kept`."""
        products = ",".join(PRODUCTS[file] for file in files)
        command = [sys.executable, "-m", "coursegen", "build", "neutral", "--unit", "plain", "-f", products]
        cache = self.folder / "first" if kept == "nothing" else self.cache
        dropped = [cache / "coursegen" / area for area in _DROPPED[kept]]
        environment = {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache)}
        out = "made/kept" if kept == "outputs" else "made/ours"
        leaves = [] if kept == "outputs" else [f"{out}/plain/neutral/{file}" for file in files]
        label = f"coursegen {_LABELS[kept]}"
        return Side(label, [[*command, "-o", out]], self.at(scale), leaves, environment, partial(_drop, dropped))

    def warm(self, task: str, count: int) -> Mapping[str, float]:
        """What `warm.py` says of a task."""
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(self.cache)}
        command = [sys.executable, str(HERE / "warm.py"), task, str(count)]
        done = subprocess.run(command, cwd=self.at(1), env=environment, check=True, stdout=subprocess.PIPE, text=True)
        return dict(json.loads(done.stdout))


def _drop(folders: Sequence[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Measure and report."""
    asked = _arguments()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with TemporaryDirectory(prefix="coursegen-bench-", dir=asked.work) as folder:
        report = _measured(Bench(Path(folder), asked.peers.resolve()), asked)
    if asked.quick:
        print("\n".join(lines(report)))
    else:
        write_report(report, asked.output)


def _measured(bench: Bench, asked: argparse.Namespace) -> Report:
    kit, docs = ("deck.pptx", "handout.docx", "answers.docx"), ("handout.docx", "answers.docx")
    rounds, big = asked.rounds, asked.big_rounds
    load = os.getloadavg()[0]

    def turn(title: str, ours: Sequence[Side], peers: Sequence[Side], times: int = rounds) -> list[Measured]:
        print(f"{title} …", file=sys.stderr, flush=True)
        in_turn(ours, 1)  # leaves what the next run finds
        return in_turn([*ours, *peers], times)

    def both(scale: int, *files: str) -> list[Side]:
        return [bench.ours(scale, *files), bench.ours(scale, *files, kept="model")]

    pandoc = bench.pandoc(1, "deck", "handout", "quiz")
    whole = [pandoc, bench.plain(1, "plain_all", "deck.pptx", "h.docx", "q.docx")]
    reports = {
        "kit": turn("one kit", both(1, *kit), whole),
        "docs": turn("documents", both(1, *docs), [bench.plain(1, "docxtpl_docs", "h.docx", "q.docx")]),
        "again": turn("products kept", [bench.ours(1, *kit, kept="products")], [pandoc]),
        "first": turn("first build", [bench.ours(1, *kit, kept="nothing")], [pandoc]),
        "same": turn("nothing changed", [bench.ours(1, *kit, kept="outputs")], [pandoc]),
    }
    for scale in SCALES:
        peers = [bench.pandoc(scale, "deck"), bench.plain(scale, "plain_pptx", "deck-only.pptx")]
        peers += [bench.pptxgen(scale)] if (bench.peers / "node_modules/pptxgenjs").is_dir() else []
        times = rounds if scale == 1 else big
        reports[f"deck {scale}x"] = turn(f"deck {scale}x", both(scale, "deck.pptx"), peers, times)
    warm = {task: bench.warm(task, rounds) for task in ("kits", "bullet", "stages")}
    warm |= {f"units {count}": bench.warm("units", count) for count in (asked.units, asked.many) if count}
    return Report(reports, warm, asked.units, asked.many, load)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("peers", type=Path)
    parser.add_argument("--quick", action="store_true", help="a few minutes; prints, writes nothing")
    parser.add_argument("--rounds", type=int, default=2 if "--quick" in sys.argv else 7)
    parser.add_argument("--big-rounds", type=int, default=1 if "--quick" in sys.argv else 3)
    parser.add_argument("--units", type=int, default=20 if "--quick" in sys.argv else 1000)
    parser.add_argument("--many", type=int, default=0 if "--quick" in sys.argv else 10_000)
    parser.add_argument("--work", type=Path, default=None)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docs")
    return parser.parse_args()


if __name__ == "__main__":
    main()
