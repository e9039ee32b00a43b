"""python-pptx in the straightforward way: content.json → deck.pptx."""

import json
import sys
from pathlib import Path

from pptx import Presentation
from pptx.util import Inches


def bullets_into(placeholder, items):
    """Fill a placeholder with one paragraph for each item."""
    frame = placeholder.text_frame
    frame.text = items[0]
    for item in items[1:]:
        frame.add_paragraph().text = item


def titled(deck, layout, title):
    """A new slide with its title."""
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    slide.shapes.title.text = title
    return slide


def build(content):
    """The deck of the neutral content."""
    deck = Presentation()
    titled(deck, 0, content["title"]).placeholders[1].text = content["subtitle"]
    bullets_into(titled(deck, 1, "目录").placeholders[1], [lesson["title"] for lesson in content["lessons"][:12]])
    for lesson in content["lessons"]:
        slide = titled(deck, 5, lesson["title"])
        slide.shapes.add_picture(lesson["image"], Inches(2), Inches(2), width=Inches(6))
        slide.notes_slide.notes_text_frame.text = lesson["notes"]
        for principle in lesson["principles"]:
            bullets, half = principle["bullets"], len(principle["bullets"]) // 2
            slide = titled(deck, 3 if principle["two_columns"] else 1, principle["title"])
            if principle["two_columns"]:
                bullets_into(slide.placeholders[1], bullets[:half])
                bullets_into(slide.placeholders[2], bullets[half:])
            else:
                bullets_into(slide.placeholders[1], bullets)
            slide.notes_slide.notes_text_frame.text = principle["notes"]
        slide = titled(deck, 5, lesson["table"]["title"])
        box = Inches(0.5), Inches(2), Inches(9), Inches(3)
        table = slide.shapes.add_table(5, 4, *box).table
        for r, row in enumerate([lesson["table"]["head"], *lesson["table"]["rows"]]):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        slide.notes_slide.notes_text_frame.text = lesson["notes"]
    return deck


if __name__ == "__main__":
    build(json.loads(Path("content.json").read_text("utf-8"))).save(sys.argv[1])
