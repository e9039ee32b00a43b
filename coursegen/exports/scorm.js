/* A lesson in a learning platform, by SCORM 1.2: slides first, then the check; where one was is kept in suspend_data. */
"use strict";
(() => {
  const frame = document.querySelector("iframe");
  const check = document.querySelector(".check");
  const buttons = { slides: document.querySelector("[data-go=slides]"), check: document.querySelector("[data-go=check]") };
  const pass = Number(document.querySelector(".quiz").dataset.pass);
  const begun = Date.now();
  const LIMIT = 4096;
  let place = "";
  let best = -1;
  let done = false;

  function findApi() {
    for (let w = window, n = 0; n < 20; n += 1) {
      try {
        if (w.API) return w.API;
        if (w.parent === w) { w = w.opener; } else { w = w.parent; }
      } catch { return null; }
      if (!w) return null;
    }
    return null;
  }

  const api = findApi();
  const get = (key) => (api ? String(api.LMSGetValue(key)) : "");
  const set = (key, value) => { if (api) api.LMSSetValue(key, String(value)); };

  function slide() {
    try { return decodeURIComponent(frame.contentWindow.location.hash.slice(1)); } catch { return place; }
  }

  function keep() {
    if (done) return;
    place = check.hidden ? slide() || place : place;
    set("cmi.core.lesson_location", check.hidden ? place : "check");
    const answers = coursegenQuiz.answers();
    const whole = JSON.stringify({ at: place, best, answers });
    set("cmi.suspend_data", whole.length <= LIMIT ? whole : JSON.stringify({ at: place, best, answers: [] }));
    if (api) api.LMSCommit("");
  }

  function go(where) {
    if (where === "check" && check.hidden) place = slide() || place;
    frame.hidden = where === "check";
    check.hidden = where !== "check";
    for (const [name, button] of Object.entries(buttons)) button.setAttribute("aria-pressed", String(name === where));
    if (where === "check") check.querySelector("h1,h2,input,select,textarea,button").focus();
    keep();
  }

  function restore() {
    let kept = {};
    try { kept = JSON.parse(get("cmi.suspend_data") || "{}"); } catch { /* data of another program */ }
    const before = get("cmi.core.score.raw");
    best = Math.max(typeof kept.best === "number" ? kept.best : -1, before === "" ? -1 : Number(before) || 0);
    place = typeof kept.at === "string" ? kept.at : "";
    if (Array.isArray(kept.answers)) coursegenQuiz.restore(kept.answers);
    if (place) frame.src = `${frame.getAttribute("src")}#${encodeURIComponent(place)}`;
    go(get("cmi.core.lesson_location") === "check" ? "check" : "slides");
  }

  function scored(found) {
    best = Math.max(best, found.percent);
    set("cmi.core.score.min", 0);
    set("cmi.core.score.max", 100);
    set("cmi.core.score.raw", best);
    set("cmi.core.lesson_status", best >= pass ? "passed" : "failed");
    keep();
  }

  const two = (n) => String(Math.floor(n)).padStart(2, "0");

  function finish() {
    if (done) return;
    keep();
    const seconds = (Date.now() - begun) / 1000;
    set("cmi.core.session_time", `${two(seconds / 3600).padStart(4, "0")}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`);
    set("cmi.core.exit", best >= pass ? "" : "suspend");
    done = true;
    if (api) { api.LMSCommit(""); api.LMSFinish(""); }
  }

  if (api) api.LMSInitialize("");
  if (["", "not attempted", "unknown"].includes(get("cmi.core.lesson_status"))) set("cmi.core.lesson_status", "incomplete");
  frame.addEventListener("load", () => {
    try {
      for (const name of ["click", "keyup"]) frame.contentWindow.addEventListener(name, () => setTimeout(keep, 0));
    } catch { /* opened from a folder: the frame is a stranger, and there is no platform either */ }
  });
  buttons.slides.addEventListener("click", () => go("slides"));
  buttons.check.addEventListener("click", () => go("check"));
  coursegenQuiz.on("change", keep);
  coursegenQuiz.on("score", scored);
  window.addEventListener("pagehide", finish);
  window.addEventListener("beforeunload", finish);
  restore();
})();
