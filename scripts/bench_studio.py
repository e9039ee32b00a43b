"""How long the studio takes: from its start to the first page, and from a keystroke to the slides that follow it.

Both on the bundled course, as a browser would ask; twice from the start, for the first may have to fill the cache.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from html import unescape
from pathlib import Path
from statistics import median

import httpx2
from lxml import html

ROOT = Path(__file__).resolve().parent.parent
PRINCIPLE = "/courses/office-director/principles/counsel.fill-gaps"
KEYS = 20


def main() -> None:
    """Measure and tell."""
    for turn in ("first start", "second start"):
        began = time.perf_counter()
        command = [sys.executable, "-m", "coursegen", "studio", "--no-browser", "--read-only", str(ROOT)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        try:
            assert process.stdout  # noqa: S101 - asked for above
            address = process.stdout.readline().strip().split("\t")[-1]
            listening = time.perf_counter() - began
            base = address.partition("/?")[0]
            with httpx2.Client(base_url=base, headers={"origin": base}, timeout=60, follow_redirects=True) as client:
                began = time.perf_counter()
                client.get(address)
                print(f"{turn}: listens after {listening:.2f} s, first page {time.perf_counter() - began:.2f} s later")
                times = typed(client)
            print(f"{turn}: a key to its slides {median(times) * 1000:.0f} ms (median of {KEYS})")
        finally:
            process.terminate()
            process.wait(20)


def typed(client: httpx2.Client) -> list[float]:
    """Seconds from each of some keys to the page that shows it, the delay of 60 ms in the browser left out."""
    page = html.fromstring(client.get(f"{PRINCIPLE}?as=text").content)
    form = dict(next(f for f in page.forms if f.method == "POST" and f.action == PRINCIPLE).form_values())
    times = []
    for number in range(KEYS + 1):
        form["text"] = re.sub("claim: .*", f"claim: 看出疏漏主动补第{number}次，先请示再改", form["text"])
        began = time.perf_counter()
        told = client.post(f"{PRINCIPLE}/check", data=form).text
        found = re.search('data-preview="([^"]+)"', told)
        assert found, told  # noqa: S101 - the course is sound
        assert f"第{number}次" in client.get(unescape(found[1])).text  # noqa: S101 - what is measured is there
        times.append(time.perf_counter() - began)
    return times[1:]


if __name__ == "__main__":
    main()
