"""What is the same on every page of a language is worked out when a template is compiled, not for each card.

A call with constant arguments, `_("Like")` or `icon("heart")`, becomes text of the template; an address,
`url("like", pk)`, the text around its number; an included template a part of the one that includes it.
"""

from collections.abc import Callable, Mapping
from functools import cache

from django.urls import reverse
from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

PLACE = 918_273_645_546_372_819  # stands for the number while an address is worked out; no row will ever have it


class Ahead(NodeTransformer):
    """Works on the nodes of one template, before they become code."""

    def __init__(
        self, environment: Environment, calls: Mapping[str, Callable[..., str]], names: Mapping[str, str]
    ) -> None:
        self.environment, self.calls, self.names = environment, calls, names

    def visit_Include(self, node: nodes.Include) -> list[nodes.Node]:  # noqa: N802  named by Jinja2
        """The nodes of the included template. It sees what is set around it, as an include does."""
        assert self.environment.loader is not None
        assert isinstance(node.template, nodes.Const)
        source, filename, _is_fresh = self.environment.loader.get_source(self.environment, node.template.value)
        body = self.environment._parse(source, node.template.value, filename).body  # noqa: SLF001  Jinja2 calls it a hook
        return list(body)

    def visit_Name(self, node: nodes.Name) -> nodes.Expr:  # noqa: N802
        """A name that stands for the same everywhere."""
        return nodes.Const(self.names[node.name], lineno=node.lineno) if node.name in self.names else node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802
        """The answer of a call whose arguments are constants."""
        self.generic_visit(node)
        known = self.calls.get(_name(node))
        constants = [one.value for one in node.args if isinstance(one, nodes.Const)]
        if known is None or node.kwargs or len(constants) < len(node.args):
            return node
        return nodes.Const(known(*constants), lineno=node.lineno)

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        """Addresses fall into the text before their number, the number, and the text behind it."""
        self.generic_visit(node)
        node.nodes = [part for one in node.nodes for part in _parts(one)]
        return node


def _name(node: nodes.Expr) -> str:
    return node.node.name if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) else ""


def _parts(node: nodes.Expr) -> list[nodes.Expr]:
    if not isinstance(node, nodes.Call) or _name(node) != "url":
        return [node]
    name, number = node.args
    assert isinstance(name, nodes.Const)
    before, after = around(name.value)
    return [nodes.Const(before, lineno=node.lineno), number, nodes.Const(after, lineno=node.lineno)]


@cache
def around(name: str) -> tuple[str, str]:
    """What stands before and behind the number in the address of a view."""
    before, _place, after = reverse(name, args=[PLACE]).partition(str(PLACE))
    return before, after
