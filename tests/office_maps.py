"""Colour maps of slide masters."""

from coursegen.office.palette import ACCENTS

MAP = {
    "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", **{accent: accent for accent in ACCENTS},
    "hlink": "hlink", "folHlink": "folHlink",
}  # fmt: skip
INVERTED = {**MAP, "bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
