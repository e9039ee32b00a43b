/* Shows a deck: one slide at a time, an overview, and for lecturers a second window that keeps step with the first. */
"use strict";
(() => {
  const body = document.body;
  const slides = [...document.querySelectorAll(".slide")];
  const dialog = document.querySelector(".help");
  const speaker = new URLSearchParams(location.search).has("notes") && document.querySelector(".presenter");
  const partner = speaker ? window.opener : null;
  const minutes = slides.map((slide) => Number(slide.dataset.minutes || 0));
  let at = 0;
  let digits = "";
  let notesWindow = null;
  let begun = Date.now();
  let quiet = 0;

  const titleOf = (slide) => (slide ? slide.querySelector("h1,h2,h3").textContent : "–");
  const put = (name, text) => document.querySelectorAll(`.presenter .${name}`).forEach((e) => { e.textContent = text; });

  function fromHash() {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* a hash that is no code is taken as it stands */ }
    return slides.findIndex((slide) => slide.id === id);
  }

  function mode(name) {
    body.classList.remove("show", "overview", "speaker");
    body.classList.add(name);
    slides.forEach((slide) => { slide.querySelector(".go").tabIndex = name === "overview" ? 0 : -1; });
    mark();
  }

  function mark() {
    slides.forEach((slide, n) => {
      slide.classList.toggle("now", n === at);
      slide.classList.toggle("then", n === at + 1);
    });
    const place = `${at + 1} / ${slides.length}`;
    document.querySelector(".controls .place").textContent = place;
    put("place", place);
    put("planned", String(minutes[at] || "–"));
    put("due", String(minutes.slice(0, at + 1).reduce((a, b) => a + b, 0)));
    put("coming", titleOf(slides[at + 1]));
  }

  function show(n, told = false) {
    at = Math.min(Math.max(n, 0), slides.length - 1);
    mark();
    const hash = `#${encodeURIComponent(slides[at].id)}`;
    try { history.replaceState(null, "", hash); } catch { location.hash = hash; }
    if (body.classList.contains("overview")) {
      slides[at].querySelector(".go").focus();
    } else {
      slides[at].focus({ preventScroll: true });
    }
    if (!told) tell();
  }

  function tell() {
    const other = speaker ? partner : notesWindow;
    if (other && !other.closed) other.postMessage({ deck: document.title, at }, "*");
  }

  function openNotes() {
    if (speaker || !document.querySelector(".presenter")) return;
    if (notesWindow && !notesWindow.closed) { notesWindow.focus(); return; }
    const page = location.href.split(/[?#]/)[0];
    notesWindow = window.open(`${page}?notes#${encodeURIComponent(slides[at].id)}`, "", "popup,width=1280,height=800");
  }

  function overview() {
    if (speaker) return;
    const leave = body.classList.contains("overview");
    mode(leave ? "show" : "overview");
    show(at, true);
    if (!leave) slides[at].scrollIntoView({ block: "center" });
  }

  function columns() {
    const top = slides[0].offsetTop;
    const row = slides.findIndex((slide) => slide.offsetTop > top);
    return row > 0 ? row : slides.length;
  }

  function clock() {
    const two = (n) => String(n).padStart(2, "0");
    const now = new Date();
    const gone = Math.floor((Date.now() - begun) / 1000);
    put("clock", `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`);
    put("gone", `${two(Math.floor(gone / 60))}:${two(gone % 60)}`);
  }

  const actions = {
    next: () => show(at + 1),
    back: () => show(at - 1),
    first: () => show(0),
    last: () => show(slides.length - 1),
    overview,
    notes: openNotes,
    fullscreen: () => { document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.(); },
    print: () => window.print(),
    help: () => { dialog.open ? dialog.close() : dialog.showModal(); },
    close: () => dialog.close(),
    restart: () => { begun = Date.now(); clock(); },
  };

  const keys = {
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next", Enter: "next",
    ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Backspace: "back",
    Home: "first", End: "last", o: "overview", n: "notes", f: "fullscreen", p: "print", "?": "help",
  };

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (dialog.open) { if (key === "?") dialog.close(); return; }
    const pressed = event.target.closest?.("button,a");
    if (pressed && (key === " " || (key === "Enter" && !digits))) return;
    if (/^[0-9]$/.test(key)) { digits = (digits + key).slice(-4); return; }
    let action = key === " " && event.shiftKey ? "back" : keys[key];
    if (key === "Enter" && digits) {
      action = null;
      event.preventDefault();
      if (body.classList.contains("overview")) mode("show");
      show(Number(digits) - 1);
    }
    digits = "";
    if (key === "Escape" && body.classList.contains("overview")) action = "overview";
    if (!action) return;
    event.preventDefault();
    const down = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (down && body.classList.contains("overview")) show(at + down * columns());
    else actions[action]();
  }

  let touch = null;
  document.addEventListener("touchstart", (event) => {
    touch = event.touches.length === 1 ? [event.touches[0].clientX, event.touches[0].clientY] : null;
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    if (!touch || !body.classList.contains("show")) return;
    const [x, y] = [event.changedTouches[0].clientX - touch[0], event.changedTouches[0].clientY - touch[1]];
    if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) show(at + (x < 0 ? 1 : -1));
  }, { passive: true });

  function wake() {
    body.classList.remove("quiet");
    clearTimeout(quiet);
    quiet = setTimeout(() => body.classList.add("quiet"), 2500);
  }

  document.addEventListener("keydown", onKey);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) actions[button.dataset.do]();
    const link = event.target.closest(".go");
    if (!link) return;
    event.preventDefault();
    mode("show");
    show(slides.indexOf(link.closest(".slide")));
  });
  ["pointermove", "pointerdown", "focusin"].forEach((name) => document.addEventListener(name, wake));
  window.addEventListener("hashchange", () => { const n = fromHash(); if (n >= 0 && n !== at) show(n); });
  window.addEventListener("message", (event) => {
    const known = event.source && (event.source === notesWindow || event.source === partner);
    if (!known || event.data?.deck !== document.title || !Number.isInteger(event.data.at)) return;
    show(event.data.at, true);
  });

  body.classList.add("js");
  at = Math.max(fromHash(), 0);
  mode(speaker ? "speaker" : "show");
  show(at, true);
  if (speaker) { clock(); setInterval(clock, 1000); }
  wake();
})();
