"""Run a command with no network but this computer's own, inside `unshare --map-root-user --net`."""

from __future__ import annotations

import fcntl
import os
import socket
import struct
import sys

_SET_FLAGS, _UP_AND_RUNNING = 0x8914, 0x1 | 0x40

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh", b"lo", _UP_AND_RUNNING))
os.execvp(sys.argv[1], sys.argv[1:])
