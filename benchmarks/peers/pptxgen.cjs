// pptxgenjs: content.json → deck.pptx, deflated (its writeFile stores, whatever it is asked).
const fs = require("fs");
const PptxGenJS = require("pptxgenjs");

const content = JSON.parse(fs.readFileSync("content.json", "utf-8"));
const deck = new PptxGenJS();
const bullets = (items) => items.map((text) => ({ text, options: { bullet: true, breakLine: true } }));
const title = (slide, text) => slide.addText(text, { x: 0.5, y: 0.3, w: 9, h: 1, fontSize: 32 });

let slide = deck.addSlide();
title(slide, content.title);
slide.addText(content.subtitle, { x: 0.5, y: 2, w: 9, h: 1 });
slide = deck.addSlide();
title(slide, "目录");
slide.addText(bullets(content.lessons.slice(0, 12).map((l) => l.title)), { x: 0.5, y: 1.5, w: 9, h: 3.5 });
for (const lesson of content.lessons) {
  slide = deck.addSlide();
  title(slide, lesson.title);
  slide.addImage({ path: lesson.image, x: 2, y: 1.5, w: 6, h: 3.4 });
  slide.addNotes(lesson.notes);
  for (const p of lesson.principles) {
    slide = deck.addSlide();
    title(slide, p.title);
    const half = Math.floor(p.bullets.length / 2);
    if (p.two_columns) {
      slide.addText(bullets(p.bullets.slice(0, half)), { x: 0.5, y: 1.5, w: 4.4, h: 3.5 });
      slide.addText(bullets(p.bullets.slice(half)), { x: 5.1, y: 1.5, w: 4.4, h: 3.5 });
    } else {
      slide.addText(bullets(p.bullets), { x: 0.5, y: 1.5, w: 9, h: 3.5 });
    }
    slide.addNotes(p.notes);
  }
  slide = deck.addSlide();
  title(slide, lesson.table.title);
  slide.addTable([lesson.table.head, ...lesson.table.rows].map((row) => row.map((text) => ({ text }))), { x: 0.5, y: 1.5, w: 9 });
  slide.addNotes(lesson.notes);
}
deck.stream({ compression: true }).then((data) => fs.writeFileSync(process.argv[2], data, "binary"));
