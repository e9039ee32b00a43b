// What pages do beyond forms and links: progress of a build, colours in pairs, line numbers, warnings before leaving.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Nothing answers any more, or not to this page: that is said, for nobody would see it otherwise.
  const gone = away => { document.querySelector("#gone").hidden = !away; };
  document.body.addEventListener("htmx:sendError", () => gone(true));
  document.body.addEventListener("htmx:responseError", event => { if ([403, 500].includes(event.detail.xhr.status)) gone(true); });
  document.body.addEventListener("htmx:afterSwap", () => gone(false));

  // A build: server-sent events move the bar; at the end the page shows what came of it.
  for (const box of all("[data-events]")) {
    const source = new EventSource(box.dataset.events), bar = box.querySelector("progress"), step = box.querySelector("#step");
    source.onerror = () => gone(true);
    source.onmessage = event => {
      gone(false);
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

  // What takes a while says so, and is not sent twice.
  for (const form of all("form[data-busy]")) {
    form.addEventListener("submit", () => {
      const button = form.querySelector("button[type=submit]"), words = document.createElement("p");
      words.className = "muted working";
      words.setAttribute("role", "status");
      words.textContent = form.dataset.busy;
      button.after(words);
      setTimeout(() => { button.disabled = true; });
    });
  }

  // Files written as text: the editor over the text area, faults marked on their lines while one writes.
  const faults = () => all("#check [data-line]").map(item => ({
    line: Number(item.dataset.line), text: all("p:not(.place)", item).map(words => words.textContent).join("\n"),
  }));
  const editors = all(".code-box").map(async box => {
    const area = box.querySelector("textarea"), host = document.createElement("div");
    if (!window.studioEditor) return null;
    const answer = box.dataset.schema && await fetch(box.dataset.schema).catch(() => null);
    const schema = answer && answer.ok ? await answer.json() : null;
    host.className = "code";
    area.hidden = true;
    box.append(host);
    const chinese = document.documentElement.lang.startsWith("zh");
    const editor = window.studioEditor(area, host, { schema, chinese, words: { needed: box.dataset.needed || "" } });
    editor.mark(faults());
    const line = Number(new URLSearchParams(location.search).get("line"));
    if (line) editor.go(line);
    return editor;
  });
  document.body.addEventListener("htmx:afterSwap", event => {
    if (event.target.id === "check") editors.forEach(async editor => (await editor)?.mark(faults()));
  });
  document.body.addEventListener("click", event => {
    const item = event.target.closest("#check [data-line] a");
    if (!item) return;
    event.preventDefault();
    editors.forEach(async editor => (await editor)?.go(Number(item.closest("[data-line]").dataset.line)));
  });

  // A preview follows what is typed: the new page is loaded behind the old one and then takes its place, so nothing flickers.
  const screen = document.querySelector("#screen"), drawn = document.querySelector("#drawn");
  let resting = 0;
  const follow = () => {
    const fresh = document.querySelector("#check [data-preview]"), old = screen?.querySelector("iframe:last-of-type");
    if (!screen) return;
    screen.classList.toggle("stale", !fresh);
    if (!fresh || old.getAttribute("src") === fresh.dataset.preview) return;
    const next = old.cloneNode();
    next.src = fresh.dataset.preview;
    next.classList.add("coming");
    all("iframe.coming", screen).forEach(frame => frame.remove());
    next.addEventListener("load", () => {
      all("iframe", screen).filter(frame => frame !== next).forEach(frame => frame.remove());
      next.classList.remove("coming");
    }, { once: true });
    screen.append(next);
    clearTimeout(resting);
    drawn.classList.add("stale");
    resting = setTimeout(() => {
      window.htmx.ajax("GET", fresh.dataset.drawn, { target: "#drawn", swap: "innerHTML" }).then(() => drawn.classList.remove("stale"));
    }, 900);
  };
  document.body.addEventListener("htmx:afterSwap", event => { if (event.target.id === "check") follow(); });
  follow();

  // Layouts on small pictures: what is chosen is shown at once, and LibreOffice's pictures take the place of ours.
  document.body.addEventListener("change", event => {
    const option = event.target.closest(".thumb-option"), box = option?.closest("[data-role]");
    if (!box) return;
    const shown = box.querySelector(".chosen"), old = shown.querySelector(".thumb"), mark = box.querySelector(".badge");
    old.replaceWith(option.querySelector(".thumb").cloneNode(true));
    shown.querySelector("figcaption").textContent = option.querySelector(".words").textContent;
    mark.textContent = box.dataset.yours;
    mark.className = "badge info";
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    const ready = document.querySelector("[data-pictures]");
    if (ready) for (const picture of all("img[data-page]")) picture.src = `${ready.dataset.pictures}/${picture.dataset.page}`;
  });

  // The way back from what was refused is the browser's own: it brings what was typed, a link would bring the old page.
  for (const way of all("a[data-back]")) {
    way.addEventListener("click", event => { event.preventDefault(); history.back(); });
  }

  // What was changed and not saved is asked about before it is lost.
  let changed = false;
  for (const form of all("form[data-keep]")) {
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
  }
  window.addEventListener("beforeunload", event => { if (changed) event.preventDefault(); });
})();
