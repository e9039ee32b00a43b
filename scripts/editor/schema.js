// What a JSON Schema lets stand at a place of a YAML text that need not be whole: keys of a mapping, values of a key.

const KEY = /^(\s*)((?:- +)*)([^\s#'"&*!|>%@`{[][^:#]*?):(?=\s|$)/;

// Keys (and "[]" for a list) that lead to a column of a line, by indentation alone: half a line breaks no parse.
export function pathTo(doc, lineNumber, column) {
  const path = [];
  let want = column;
  const dashes = text => [...text.matchAll(/-(?= |$)/g)].map(found => found.index);
  const lead = /^(\s*)((?:- *)*)/;
  for (const dash of dashes(doc.line(lineNumber).text.match(lead)[0]).reverse()) {
    if (dash < want) { path.unshift("[]"); want = dash + .5; }
  }
  for (let number = lineNumber - 1; number > 0 && want > 0; number--) {
    const text = doc.line(number).text;
    if (!text.trim() || text.trim().startsWith("#")) continue;
    const key = text.match(KEY), starts = dashes(text.match(lead)[0]);
    const at = key ? key[1].length + key[2].length : -1;
    if (key && at < want && !text.slice(key[0].length).replace(/#.*/, "").trim()) {
      path.unshift(key[3].trim());
      want = at;
    }
    for (const dash of starts.reverse()) if (dash < Math.floor(want)) { path.unshift("[]"); want = dash + .5; }
    if (!starts.length && !key && text.search(/\S/) < want) want = Math.min(want, text.search(/\S/) + .5);
  }
  return path;
}

// Keys and plain values that stand in the same mapping as a column of a line.
export function beside(doc, lineNumber, column) {
  const found = new Map();
  const read = (number, step) => {
    for (; number > 0 && number <= doc.lines; number += step) {
      const text = doc.line(number).text;
      if (!text.trim() || text.trim().startsWith("#")) continue;
      const key = text.match(KEY), at = key ? key[1].length + key[2].length : text.search(/\S/);
      if (key && at === column) found.set(key[3].trim(), text.slice(key[0].length).replace(/\s#.*/, "").trim());
      if (key && at === column && key[2] && step < 0) return;
      if (text.search(/\S/) < column && !(key && at === column)) return;
      if (key && key[2] && step > 0 && at === column) return;
    }
  };
  const own = doc.line(lineNumber).text.match(KEY);
  if (!(own && own[2])) read(lineNumber - 1, -1);
  read(lineNumber + 1, 1);
  return found;
}

const members = schema => [schema, ...(schema.oneOf || []), ...(schema.anyOf || [])];
const resolved = (schema, root) => schema?.$ref ? root.$defs?.[schema.$ref.split("/").pop()] || {} : schema || {};

// All schemas that may hold at a path; where a union is told apart by `kind`, those of the kind that is written there.
export function schemasAt(root, path, kind) {
  let now = members(root);
  for (const step of path) {
    now = now.flatMap(one => {
      const next = step === "[]" ? one.items : one.properties?.[step] ?? additional(one);
      return next ? members(resolved(next, root)) : [];
    });
  }
  const fits = now.filter(one => !kind || !one.properties?.kind || values(one.properties.kind).includes(kind));
  return fits.length ? fits : now;
}

const additional = schema => typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
export const values = schema => members(schema).flatMap(one => one.type === "boolean" ? ["true", "false"]
  : "const" in one ? [one.const] : one.enum || []).map(String).filter(Boolean);

export function complete(root, words) {
  return context => {
    const doc = context.state.doc, line = doc.lineAt(context.pos), before = line.text.slice(0, context.pos - line.from);
    if (/^\s*#/.test(before)) return null;
    const key = before.match(KEY);
    if (key) return valuesOf(root, doc, line, key, before, context, words);
    const typed = before.match(/^(\s*(?:- +)*)([A-Za-z_-]*)$/);
    if (!typed || (!typed[2] && !context.explicit)) return null;
    const column = typed[1].length, there = beside(doc, line.number, column);
    const options = new Map();
    for (const schema of schemasAt(root, pathTo(doc, line.number, column), there.get("kind"))) {
      for (const [name, own] of Object.entries(schema.properties || {})) {
        if (there.has(name) || options.has(name)) continue;
        const needed = (schema.required || []).includes(name);
        const opens = ["object", "array"].includes(own.type) || own.properties;
        options.set(name, { label: name, apply: `${name}:${opens ? "" : " "}`, type: "property",
          detail: needed ? words.needed : "", boost: needed ? 1 : 0 });
      }
    }
    return options.size ? { from: context.pos - typed[2].length, options: [...options.values()], validFor: /^[\w-]*$/ } : null;
  };
}

function valuesOf(root, doc, line, key, before, context) {
  const typed = before.slice(key[0].length).match(/^ +([\w.:-]*)$/);
  if (!typed) return null;
  const column = key[1].length + key[2].length, name = key[3].trim();
  const path = pathTo(doc, line.number, column), kind = name === "kind" ? "" : beside(doc, line.number, column).get("kind");
  const found = new Set(schemasAt(root, path, kind).flatMap(one => one.properties?.[name] ? values(one.properties[name]) : []));
  if (!found.size) return null;
  return { from: context.pos - typed[1].length, options: [...found].map(label => ({ label, type: "enum" })), validFor: /^[\w.:-]*$/ };
}
