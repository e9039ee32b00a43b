"""Rewrites the syntax tree of a template so that all it does is counted, and finds what it may not ask for.

The filters it puts in have names no author can type.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.visitor import NodeTransformer

from coursegen.errors import Fault, FaultError, Place
from coursegen.templating.budget import CHARACTERS_PER_STEP
from coursegen.templating.recall import Closed, closed_names, only_macros
from coursegen.templating.stamp import without_stamps
from coursegen.text import did_you_mean

PRINT = "~print"
LITERAL = "~literal"
ITERATE = "~iterate"
JOIN = "~join"
WEIGH = "~weigh"
ENTER = "~enter"
LEAVE = "~leave"


def instrument(tree: nodes.Template, environment: Environment, file: str) -> tuple[str, ...]:
    """Rewrite the tree in place; names of the templates it extends. Raises FaultError with all it may not ask for."""
    rewriter = _Rewriter(environment, file)
    rewriter.visit(tree)
    if rewriter.faults:
        raise FaultError(rewriter.faults)
    tree.set_environment(environment)
    return tuple(rewriter.parents)


def closest_first(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Known words, the one most like `word` at the front."""
    names = sorted(known)
    return tuple(dict.fromkeys(filter(None, (did_you_mean(word, names), *names))))


class Generator(CodeGenerator):
    """Writes the code of a rewritten template: what is printed is markup already, and not escaped once more.

    Macros whose text may be remembered are told to the environment with all that it depends on; see `recall`.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Find the closed macros of a template that has nothing else."""
        macros = [part for part in node.body if isinstance(part, nodes.Macro)] if only_macros(node) else []
        self.closed: dict[nodes.Node, Closed | None] = {macro: closed_names(macro) for macro in macros}
        super().visit_Template(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Make a macro."""
        found = self.closed.get(macro_ref.node)
        self.write("environment.recall.closed(" if found else "")
        super().macro_def(macro_ref, frame)
        self.write(f", context, {found[0]!r}, {found[1]!r})" if found else "")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not _is_printed(node):
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not _is_printed(node):
            super()._output_child_post(node, frame, finalize)


def _is_printed(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Filter) and node.name == PRINT


class _Rewriter(NodeTransformer):
    """One pass; `visit_…` are the names Jinja's visitor asks for."""

    def __init__(self, environment: Environment, file: str) -> None:
        self.environment = environment
        self.file = file
        self.faults: list[Fault] = []
        self.parents: list[str] = []

    def visit_Output(self, node: nodes.Output) -> list[nodes.Node]:  # noqa: N802
        """Printed values pass through `printing.markup_of`; literal text is counted with the first of them."""
        names = [_described(child) for child in node.nodes]
        self.generic_visit(node)
        literal = sum(len(without_stamps(child.data)) for child in node.nodes if isinstance(child, nodes.TemplateData))
        first = next((child for child in node.nodes if not isinstance(child, nodes.TemplateData)), None)
        node.nodes = [
            child
            if isinstance(child, nodes.TemplateData)
            else _filtered(child, PRINT, name, *([literal] if literal and child is first else []))
            for child, name in zip(node.nodes, names, strict=True)
        ]
        return [_statement(LITERAL, literal, node.lineno), node] if literal and first is None else [node]

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        """Every loop draws its steps from the budget."""
        self.generic_visit(node)
        node.iter = _filtered(node.iter, ITERATE)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        """`~` joins printable values only."""
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), JOIN)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802
        """What is compared is walked, so it is weighed."""
        self.generic_visit(node)
        node.expr = _weighed(node.expr)
        for operand in node.ops:
            operand.expr = _weighed(operand.expr)
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Node:  # noqa: N802
        """Keys are hashed, hence walked."""
        self.generic_visit(node)
        node.key = _weighed(node.key)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        """Slices are copies; Jinja makes them without asking the environment."""
        self.generic_visit(node)
        return _filtered(node, WEIGH) if isinstance(node.arg, nodes.Slice) else node

    def visit_Include(self, node: nodes.Include) -> list[nodes.Node]:  # noqa: N802
        """Includes are counted in depth, and rendered anew each time (one without context would be replayed free)."""
        self.generic_visit(node)
        node.with_context = True
        return _bracketed(node)

    def visit_Import(self, node: nodes.Import) -> list[nodes.Node]:  # noqa: N802
        """Imports are counted in depth."""
        self.generic_visit(node)
        return _bracketed(node)

    def visit_FromImport(self, node: nodes.FromImport) -> list[nodes.Node]:  # noqa: N802
        """Imports are counted in depth."""
        self.generic_visit(node)
        return _bracketed(node)

    def visit_Extends(self, node: nodes.Extends) -> nodes.Node:  # noqa: N802
        """The name must stand there in quotes: what cannot be read cannot be checked for circles."""
        if isinstance(node.template, nodes.Const) and isinstance(node.template.value, str) and not self.parents:
            self.parents.append(node.template.value)
        else:
            self._fault("T117", node, what="{% extends %}")
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        """Filters are a closed list."""
        self.generic_visit(node)
        if node.name not in self.environment.filters:
            self._fault("T114", node, name=node.name, known=self._known(node.name, self.environment.filters))
        return node

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802
        """Tests are a closed list."""
        self.generic_visit(node)
        if node.name not in self.environment.tests:
            self._fault("T115", node, name=node.name, known=self._known(node.name, self.environment.tests))
        return node

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> nodes.Node:  # noqa: N802
        """Jinja writes the result of a filter block as it is."""
        self.generic_visit(node)
        node.filter = _filtered(node.filter, PRINT, "{% filter %}")
        return node

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802
        """Jinja takes the result of a filtered block for markup."""
        self.generic_visit(node)
        if node.filter is not None:
            node.filter = _filtered(node.filter, PRINT, "{% set %}")
        return node

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier) -> nodes.Node:  # noqa: N802
        """Escaping is never off."""
        self._fault("T117", node, what="{% autoescape %}")
        return node

    def _known(self, word: str, names: Iterable[str]) -> tuple[str, ...]:
        return closest_first(word, (name for name in names if not name.startswith("~")))

    def _fault(self, code: str, node: nodes.Node, **facts: object) -> None:
        self.faults.append(Fault(code, Place(self.file, node.lineno), facts))


def _filtered(node: nodes.Node, name: str, *arguments: str | int) -> nodes.Filter:
    constants: list[nodes.Expr] = [nodes.Const(argument, lineno=node.lineno) for argument in arguments]
    return nodes.Filter(cast("nodes.Expr", node), name, constants, [], None, None, lineno=node.lineno)


def _weighed(node: nodes.Expr) -> nodes.Expr:
    """An expression whose value is weighed; a constant that weighs nothing stays as it is."""
    if isinstance(node, nodes.Const) and not (isinstance(node.value, str) and len(node.value) >= CHARACTERS_PER_STEP):
        return node
    return _filtered(node, WEIGH)


def _statement(name: str, value: int, line: int) -> nodes.ExprStmt:
    return nodes.ExprStmt(_filtered(nodes.Const(value, lineno=line), name), lineno=line)


def _bracketed(node: nodes.Stmt) -> list[nodes.Node]:
    return [_statement(ENTER, 0, node.lineno), node, _statement(LEAVE, 0, node.lineno)]


def _described(node: nodes.Node) -> str:
    """An expression as its author would name it."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_described(node.node)}.{node.attr}"
        case nodes.Getitem() if isinstance(node.arg, nodes.Const):
            return f"{_described(node.node)}[{node.arg.value!r}]"
        case nodes.Filter() if node.node is not None:
            return f"{_described(node.node)}|{node.name}"
        case nodes.Call():
            return f"{_described(node.node)}()"
        case _:
            return "…"
