"""python-docx in the straightforward way: content.json → handout.docx and, with a second name, quiz.docx."""

import json
import sys
from pathlib import Path

from docx import Document


def table_into(document, rows):
    """A table with a text in every cell."""
    table = document.add_table(len(rows), len(rows[0]))
    table.style = "Table Grid"
    for r, row in enumerate(rows):
        cells = table.rows[r].cells
        for c, text in enumerate(row):
            cells[c].text = text


def handout(content):
    """The handout of the neutral content."""
    document = Document()
    document.add_heading(content["title"] + " 讲义", 0)
    document.add_paragraph(content["subtitle"])
    for lesson in content["lessons"]:
        document.add_heading(lesson["title"], 1)
        for principle in lesson["principles"]:
            document.add_heading(principle["title"], 2)
            document.add_paragraph(principle["paragraphs"][0])
            for text in principle["bullets"]:
                document.add_paragraph(text, style="List Bullet")
            document.add_paragraph(principle["paragraphs"][1])
            for text in principle["steps"]:
                document.add_paragraph(text, style="List Number")
        document.add_heading(lesson["table"]["title"], 2)
        table_into(document, [lesson["table"]["head"], *lesson["table"]["rows"]])
    return document


def quiz(content):
    """The questions with their key."""
    document = Document()
    document.add_heading(content["title"] + " 测验", 0)
    document.add_heading("选择题", 1)
    for n, question in enumerate(content["quiz"], 1):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"第{n}题").bold = True
        paragraph.add_run(" " + question["stem"])
        for letter, text in zip("ABCD", question["options"], strict=True):
            document.add_paragraph(f"{letter}. {text}")
    document.add_heading("答案", 1)
    rows = [[str(n), "ABCD"[question["answer"]]] for n, question in enumerate(content["quiz"], 1)]
    table_into(document, [["题号", "答案"], *rows])
    return document


if __name__ == "__main__":
    read = json.loads(Path("content.json").read_text("utf-8"))
    handout(read).save(sys.argv[1])
    if len(sys.argv) > 2:
        quiz(read).save(sys.argv[2])
