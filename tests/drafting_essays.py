"""An essay written for these tests, in the manner in which trainers write theirs."""

from __future__ import annotations

ESSAY = """把仓库管成自己的家
——浅谈怎样当好保管员
当保管员的头一年，我天天找东西。后来才明白，东西不是丢了，是没有一个说得出的位置。
一、摆放要有规矩
货一进门就要定位置。一是要分清类别。易燃的不要和纸箱放在一起，怕潮的必须离地二十公分。二是要写清标签。标签要朝外，字要写大，不能只写一个简称。三是要留出通道。通道上不得放任何东西，哪怕只放五分钟。
二、账目要有依据
（一）收货
首先，要看单子再看货。单子和货对不上，不要签字。其次，要当面点清。“先签后点”是省了五分钟，丢了五箱货。
（二）发货
发货的人和领货的人都应当在场。没有单子，谁来也不能发。
三、心态要放平
对小事有大耐心。一颗螺丝也是货，少了就要查。查不到就如实写。
对催促有准话。被人催的时候，不要说“马上”，要说几点。说不准就说不准。
结束语
说到底，仓库管得好不好，看一件东西多久能找到。
"""

HEADINGS = {
    "分清类别": ("一、摆放要有规矩",),
    "留出通道": ("一、摆放要有规矩",),
    "先签后点": ("二、账目要有依据", "（一）收货"),
    "都应当在场": ("二、账目要有依据", "（二）发货"),
    "一颗螺丝": ("三、心态要放平", "对小事有大耐心"),
    "多久能找到": ("结束语",),
}
"""Words of the essay, and the headings they stand under."""

ENGLISH = """Keeping the Stockroom

When I began I searched for things all day.

# Shelves

Every box has a place. You must label it at once. Never put paint beside paper. First, read it. Second, read it again.

# Paper

Always count before you sign. A signature that comes first is a gift to nobody.
"""
