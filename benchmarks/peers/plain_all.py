"""python-pptx and python-docx in one process: content.json → deck.pptx, handout.docx, quiz.docx."""

import json
import sys
from pathlib import Path

import plain_docx
import plain_pptx

if __name__ == "__main__":
    read = json.loads(Path("content.json").read_text("utf-8"))
    plain_pptx.build(read).save(sys.argv[1])
    plain_docx.handout(read).save(sys.argv[2])
    plain_docx.quiz(read).save(sys.argv[3])
