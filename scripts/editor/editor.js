// The editor of the studio: CodeMirror over a text area, which stays the one that is sent. It stands in a shadow root,
// where CodeMirror adopts its style sheets; elsewhere it would write style elements, which the pages' policy refuses.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, openSearchPanel, search, searchKeymap } from "@codemirror/search";
import { EditorSelection, EditorState } from "@codemirror/state";
import { drawSelection, dropCursor, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { complete } from "./schema.js";

const CHINESE = {
  "Find": "查找", "Replace": "替换为", "next": "下一处", "previous": "上一处", "all": "全选", "match case": "区分大小写",
  "by word": "整词", "regexp": "正则表达式", "replace": "替换", "replace all": "全部替换", "close": "关闭",
  "current match": "当前的一处", "on line": "在第", "replaced $ matches": "替换了$处", "replaced match on line $": "替换了第$行的一处",
  "Completions": "可以写的", "Diagnostics": "错误", "No diagnostics": "没有错误", "Folded lines": "收起的行", "Unfolded lines": "展开的行",
  "to": "到", "folded code": "收起的内容", "unfold": "展开", "Fold line": "收起", "Unfold line": "展开", "Go to line": "到第几行", "go": "去",
};

const colors = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.lineComment, tags.comment], color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--good)" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--soft)" },
  { tag: [tags.keyword, tags.labelName, tags.typeName, tags.meta], color: "var(--info)" },
]);

const look = EditorView.theme({
  "&": { height: "100%", color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: ".875rem" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "-3px" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "Cascadia Mono", Consolas, "Noto Sans Mono CJK SC", monospace', lineHeight: "1.65", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: ".625rem 0" },
  ".cm-line": { padding: "0 .75rem 0 .375rem" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--soft)", border: "none" },
  ".cm-activeLine": { backgroundColor: "var(--active)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--accent-soft)", color: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--select)" },
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: "underline wavy var(--bad)" },
  ".cm-lintPoint-error::after": { borderBottomColor: "var(--bad)" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--strong)", borderRadius: "8px", overflow: "hidden" },
  ".cm-tooltip-autocomplete > ul > li": { padding: ".1875rem .75rem", lineHeight: "1.5" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--accent-ink)" },
  ".cm-completionDetail": { color: "inherit", fontStyle: "normal", marginLeft: "1rem" },
  ".cm-diagnostic": { padding: ".5rem .75rem", borderLeftColor: "var(--bad)", fontFamily: "inherit", maxWidth: "34rem", whiteSpace: "pre-line" },
  ".cm-panels": { backgroundColor: "var(--ground)", color: "var(--ink)", borderColor: "var(--line)" },
  ".cm-panel input, .cm-panel button": { font: "inherit", fontSize: ".8125rem", color: "inherit", backgroundColor: "var(--paper)", backgroundImage: "none", border: "1px solid var(--strong)", borderRadius: "6px" },
  ".cm-searchMatch": { backgroundColor: "var(--warn-soft)", outline: "1px solid var(--warn)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "1px solid var(--accent)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--accent-soft)", color: "var(--accent)", border: "none" },
});

// Tab goes on to the next field unless text is selected or the caret stands before a line's text: nobody is locked in.
const indenting = [
  { key: "Tab", run: view => atIndent(view.state) && indentMore(view) },
  { key: "Shift-Tab", run: view => atIndent(view.state) && indentLess(view) },
];
const atIndent = state => {
  const range = state.selection.main, line = state.doc.lineAt(range.head);
  return !range.empty || (line.text.trim() !== "" && !state.sliceDoc(line.from, range.head).trim());
};

window.studioEditor = (area, host, { schema, chinese, words }) => {
  const root = host.attachShadow({ mode: "open" });
  let quiet = false;
  const told = EditorView.updateListener.of(update => {
    if (!update.docChanged || quiet) return;
    area.value = update.state.doc.toString();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const view = new EditorView({
    root, parent: root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        lineNumbers(), foldGutter(), lintGutter(), history(), drawSelection(), dropCursor(), indentOnInput(), bracketMatching(),
        closeBrackets(), highlightActiveLine(), highlightActiveLineGutter(), highlightSelectionMatches(), search({ top: true }),
        indentUnit.of("  "), EditorState.tabSize.of(2), yaml(), syntaxHighlighting(colors), look,
        chinese ? EditorState.phrases.of(CHINESE) : [],
        schema ? autocompletion({ override: [complete(schema, words)], icons: false }) : [],
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...indenting, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap]),
        EditorView.lineWrapping, EditorView.contentAttributes.of({ "aria-label": area.getAttribute("aria-label") || "", spellcheck: "false", tabindex: "0" }),
        EditorState.readOnly.of(area.readOnly), told,
      ],
    }),
  });
  const lineAt = number => view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
  return {
    view,
    mark(faults) {
      const found = faults.filter(fault => fault.line).map(fault => {
        const line = lineAt(fault.line), start = line.from + line.text.search(/\S|$/);
        return { from: Math.min(start, line.to), to: line.to, severity: "error", message: fault.text };
      });
      view.dispatch(setDiagnostics(view.state, found.sort((a, b) => a.from - b.from)));
    },
    go(number) {
      const line = lineAt(number);
      view.dispatch({ selection: EditorSelection.range(line.from, line.to), effects: EditorView.scrollIntoView(line.from, { y: "center" }) });
      view.focus();
    },
    set(text) {
      quiet = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
      quiet = false;
    },
    find: () => openSearchPanel(view),
  };
};
