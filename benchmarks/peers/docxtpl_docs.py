"""docxtpl: content.json → handout.docx and quiz.docx. `make` writes the two templates first, once."""

import json
import sys
from pathlib import Path


def make():
    """Write the templates."""
    from docx import Document

    def table(document, columns, loop, cells, head):
        made = document.add_table(4, columns)
        made.style = "Table Grid"
        for c, (text, name) in enumerate(zip(cells, head, strict=True)):
            made.cell(0, c).text = name
            made.cell(2, c).text = text
        made.cell(1, 0).text = "{%tr for r in " + loop + " %}"
        made.cell(3, 0).text = "{%tr endfor %}"

    document = Document()
    document.add_heading("{{ title }} 讲义", 0)
    for text, style in (
        ("{{ subtitle }}", None), ("{%p for l in lessons %}", None), ("{{ l.title }}", "Heading 1"),
        ("{%p for p in l.principles %}", None), ("{{ p.title }}", "Heading 2"), ("{{ p.paragraphs[0] }}", None),
        ("{%p for b in p.bullets %}", None), ("{{ b }}", "List Bullet"), ("{%p endfor %}", None),
        ("{{ p.paragraphs[1] }}", None),
        ("{%p for b in p.steps %}", None), ("{{ b }}", "List Number"), ("{%p endfor %}", None),
        ("{%p endfor %}", None), ("{{ l.table.title }}", "Heading 2"),
    ):  # fmt: skip
        document.add_paragraph(text, style=style)
    cells = [f"{{{{ r[{c}] }}}}" for c in range(4)]
    table(document, 4, "l.table.rows", cells, [f"{{{{ l.table.head[{c}] }}}}" for c in range(4)])
    document.add_paragraph("{%p endfor %}")
    document.save("tpl_handout.docx")
    document = Document()
    document.add_heading("{{ title }} 测验", 0)
    document.add_heading("选择题", 1)
    document.add_paragraph("{%p for q in quiz %}")
    paragraph = document.add_paragraph()
    paragraph.add_run("第{{ loop.index }}题").bold = True
    paragraph.add_run(" {{ q.stem }}")
    for text in ("{%p for o in q.options %}", "{{ 'ABCD'[loop.index0] }}. {{ o }}", "{%p endfor %}", "{%p endfor %}"):
        document.add_paragraph(text)
    document.add_heading("答案", 1)
    table(document, 2, "quiz", ["{{ loop.index }}", "{{ 'ABCD'[r.answer] }}"], ["题号", "答案"])
    document.save("tpl_quiz.docx")


def render(context, template, out):
    """One document."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    document.render(context)
    document.save(out)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make()
        sys.exit()
    read = json.loads(Path("content.json").read_text("utf-8"))
    render(read, "tpl_handout.docx", sys.argv[1])
    render(read, "tpl_quiz.docx", sys.argv[2])
