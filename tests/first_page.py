"""Start a studio, print its first page, stop it: `python first_page.py COMMAND …`. Only the standard library."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.error
import urllib.request


def page(address: str, studio: subprocess.Popen[str]) -> str:
    """What a browser gets at an address, as soon as somebody listens there."""
    browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor())
    while studio.poll() is None:
        try:
            return str(browser.open(address).read().decode())
        except urllib.error.URLError:
            time.sleep(0.1)
    raise SystemExit("the studio has stopped")


with subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, text=True) as studio:
    try:
        assert studio.stdout
        address = re.search(r"http://\S+", studio.stdout.readline())
        assert address
        sys.stdout.write(page(address[0], studio))
    finally:
        studio.kill()
