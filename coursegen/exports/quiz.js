/* A form of questions that marks itself. The keys are covered, not encrypted (cover.py): practice, never marks. */
"use strict";
const coursegenQuiz = (() => {
  const form = document.querySelector(".quiz");
  const blocks = [...form.querySelectorAll("fieldset")];
  const score = form.querySelector(".score");
  const say = (key) => form.getAttribute(`data-say-${key}`);
  const listeners = { change: [], score: [] };
  const OPEN = ["short", "case", "correct", "judge-reason"];

  function* stream(salt) {
    let state = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(salt)) state = Math.imul(state ^ byte, 0x01000193) >>> 0;
    state = state || 1;
    for (;;) {
      state = (state ^ (state << 13)) >>> 0;
      state = (state ^ (state >>> 17)) >>> 0;
      state = (state ^ (state << 5)) >>> 0;
      yield state & 255;
    }
  }

  function uncovered(block) {
    const keys = stream(block.dataset.salt);
    const bytes = Uint8Array.from(atob(block.dataset.cover), (c) => c.charCodeAt(0) ^ keys.next().value);
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  const fields = (block) => [...block.querySelectorAll("input,select,textarea")];
  const isChoice = (field) => field.type === "radio" || field.type === "checkbox";

  function given(block) {
    if (["single", "multiple", "judge"].includes(block.dataset.kind)) {
      return fields(block).filter((f) => f.checked).map((f) => f.value).join("");
    }
    return fields(block).map((f) => (isChoice(f) ? (f.checked ? f.value : "") : f.value === "-" ? "" : f.value.trim()));
  }

  function put(block, answer) {
    fields(block).forEach((f, n) => {
      if (isChoice(f)) f.checked = (Array.isArray(answer) ? answer : [...answer]).includes(f.value);
      else if (Array.isArray(answer)) f.value = answer[n] || (f.tagName === "SELECT" ? "-" : "");
    });
  }

  const isEmpty = (answer) => (Array.isArray(answer) ? answer.every((a) => !a) : !answer);
  const plain = (text) => text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();

  function isRight(block, answer, secret) {
    if (block.dataset.kind === "blank") {
      return secret.key.every((words, n) => words.some((word) => plain(word) === plain(answer[n])));
    }
    return Array.isArray(answer) ? answer.every((a, n) => a === secret.key[n]) : answer === secret.key;
  }

  function shown(block, secret) {
    switch (block.dataset.kind) {
      case "judge": return labelOf(block, secret.key);
      case "judge-reason": return `${labelOf(block, secret.key)}\n${secret.reason}`;
      case "blank": return secret.key.map((words) => words.join(" / ")).join("；");
      case "match": case "order":
        return fields(block).map((f, n) => `${f.labels[0].firstChild.textContent} — ${
          [...f.options].find((o) => o.value === secret.key[n]).title}`).join("\n");
      default: return [secret.key, ...secret.rubric].join("\n");
    }
  }

  const labelOf = (block, value) => fields(block).find((f) => f.value === value).labels[0].textContent.trim();

  function line(name, text, className) {
    const found = document.createElement(name);
    found.textContent = text;
    if (className) found.className = className;
    return found;
  }

  function mark(block) {
    const answer = given(block);
    const result = block.querySelector(".result");
    block.classList.remove("right", "wrong");
    result.replaceChildren();
    const open = OPEN.includes(block.dataset.kind);
    if (isEmpty(answer) && form.dataset.mode === "each") {
      result.append(line("strong", say("empty")));
      return null;
    }
    const secret = uncovered(block);
    const right = !open && isRight(block, answer, secret);
    if (!open) block.classList.add(right ? "right" : "wrong");
    result.append(line("strong", open ? say("open") : say(right ? "right" : "wrong")));
    const key = shown(block, secret);
    if (!right) result.append(line("div", (open ? "" : say("key")) + (key.includes("\n") && !open ? "\n" : "") + key));
    if (secret.why) result.append(line("div", secret.why));
    if (secret.source) result.append(line("div", secret.source, "source"));
    return open ? null : right;
  }

  function total() {
    const closed = blocks.filter((b) => !OPEN.includes(b.dataset.kind));
    const right = closed.filter((b) => b.classList.contains("right")).length;
    const percent = closed.length ? Math.round((100 * right) / closed.length) : 100;
    return { right, all: closed.length, percent };
  }

  function tell(pass) {
    const found = total();
    const passed = pass === undefined ? "" : ` ${say(found.percent >= pass ? "pass" : "fail")}`;
    score.textContent = say("score").replace(/\{(\w+)\}/g, (_, key) => found[key]) + passed;
    return found;
  }

  function submit() {
    blocks.forEach(mark);
    const found = tell(form.dataset.pass === undefined ? undefined : Number(form.dataset.pass));
    score.focus();
    listeners.score.forEach((f) => f(found));
  }

  function again() {
    form.reset();
    blocks.forEach((block) => {
      block.classList.remove("right", "wrong");
      block.querySelector(".result").replaceChildren();
    });
    score.textContent = "";
    fields(blocks[0])[0].focus();
    listeners.change.forEach((f) => f());
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => listeners.change.forEach((f) => f()));
  form.addEventListener("click", (event) => {
    const action = event.target.dataset.do;
    if (action === "check") {
      mark(event.target.closest("fieldset"));
      tell();
    }
    if (action === "submit") submit();
    if (action === "again") again();
  });

  return {
    answers: () => blocks.map(given),
    restore: (answers) => answers.forEach((answer, n) => { if (blocks[n]) put(blocks[n], answer); }),
    on: (name, f) => listeners[name].push(f),
  };
})();
