// What pages do beyond forms and links: progress of a build, colours in pairs, line numbers, warnings before leaving.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A build: server-sent events move the bar; at the end the page shows what came of it.
  for (const box of all("[data-events]")) {
    const source = new EventSource(box.dataset.events), bar = box.querySelector("progress"), step = box.querySelector("#step");
    source.onmessage = event => {
      const now = JSON.parse(event.data);
      if (now.ended) { source.close(); location.reload(); return; }
      bar.max = Math.max(now.total, 1);
      bar.value = now.turn;
      if (step.textContent !== now.text) step.textContent = now.text;
    };
  }

  // A choice that leads to another page goes there at once; its button is for those without this script.
  for (const form of all("[data-submit-on-change]")) {
    all("button", form).forEach(button => { button.hidden = true; });
    form.addEventListener("change", () => form.requestSubmit());
  }

  // A form that narrows what is below it by itself needs no button either.
  for (const form of all("[data-by-itself]")) all("button", form).forEach(button => { button.hidden = true; });

  // A colour: the field of six digits and the palette show the same.
  for (const pair of all(".color")) {
    const words = pair.querySelector("input[type=text]"), chosen = pair.querySelector("input[type=color]");
    chosen.addEventListener("input", () => {
      words.value = chosen.value.slice(1).toUpperCase();
      words.dispatchEvent(new Event("input", { bubbles: true }));
    });
    words.addEventListener("input", () => {
      const digits = words.value.replace("#", "");
      if (/^[0-9a-f]{6}$/i.test(digits)) chosen.value = "#" + digits.toLowerCase();
    });
  }

  // A file that is too large is told of before it is sent.
  for (const input of all("input[type=file][data-limit]")) {
    input.addEventListener("change", () => {
      const large = [...input.files].some(file => file.size > Number(input.dataset.limit));
      input.setCustomValidity(large ? input.dataset.tooLarge : "");
      if (large) input.reportValidity();
    });
  }

  // The editor: numbers beside the lines, faults marked on them.
  const number = (box, marked) => {
    const text = box.querySelector("textarea"), gutter = box.querySelector("pre");
    const count = text.value.split("\n").length;
    gutter.replaceChildren(...Array.from({ length: count }, (_, n) => {
      const line = document.createElement("span");
      line.textContent = n + 1 + (marked.has(n + 1) ? "" : "\n");
      if (marked.has(n + 1)) line.className = "hit";
      return line;
    }));
    gutter.scrollTop = text.scrollTop;
  };
  const marks = () => new Set(all("#check [data-line]").map(item => Number(item.dataset.line)));
  const toLine = (text, line) => {
    const start = text.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, start + (text.value.split("\n")[line - 1] || "").length);
    text.scrollTop = Math.max(0, (line - 5) * parseFloat(getComputedStyle(text).lineHeight));
  };
  for (const box of all(".code-box")) {
    const text = box.querySelector("textarea");
    text.addEventListener("input", () => number(box, marks()));
    text.addEventListener("scroll", () => { box.querySelector("pre").scrollTop = text.scrollTop; });
    document.body.addEventListener("htmx:afterSwap", () => number(box, marks()));
    document.body.addEventListener("click", event => {
      const item = event.target.closest("#check [data-line] a");
      if (item) { event.preventDefault(); toLine(text, Number(item.closest("[data-line]").dataset.line)); }
    });
    number(box, marks());
    const line = Number(new URLSearchParams(location.search).get("line"));
    if (line) toLine(text, line);
  }

  // A preview follows what is typed: the frame is asked for anew only when the server says that there is something new.
  document.body.addEventListener("htmx:afterSwap", event => {
    const fresh = event.target.querySelector?.("[data-preview]");
    const screen = document.querySelector("iframe[data-live]");
    if (fresh && screen && screen.getAttribute("src") !== fresh.dataset.preview) screen.src = fresh.dataset.preview;
  });

  // What was changed and not saved is asked about before it is lost.
  let changed = false;
  for (const form of all("form[data-keep]")) {
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
  }
  window.addEventListener("beforeunload", event => { if (changed) event.preventDefault(); });
})();
