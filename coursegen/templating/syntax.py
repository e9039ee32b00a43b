"""What Jinja says of a template that it cannot read, in the user's language."""

from __future__ import annotations

from coursegen.errors import Said
from coursegen.late import regex

_TOKENS = {"end of print statement": "}}", "end of statement block": "%}", "name": "名称"}
_CHINESE = tuple(
    (regex(pattern), chinese)
    for pattern, chinese in (
        (r"Unexpected end of template\..* closed is '(\w+)'", "到文件末尾还没有 {{% end{0} %}}"),
        (r"unexpected end of template, expected '(.+)'", "到文件末尾还没有“{0}”"),
        (r"Encountered unknown tag '(\w+)'\..* closed is '(\w+)'", "这里不能有 {{% {0} %}}，先要写 {{% end{1} %}}"),
        (r"Encountered unknown tag '(\w+)'", "这里不能有 {{% {0} %}}"),
        (r"expected token '(.+)', got '(.+)'", "这里应是“{0}”，却是“{1}”"),
        (r"Expected an expression, got '(.+)'", "“{0}”前面缺少内容"),
        (r"unexpected '(.+)', expected '(.+)'", "这里应是“{1}”，却是“{0}”"),
        (r"unexpected (?:char )?['\"](.+?)['\"](?: at \d+)?$", "这里不该有“{0}”"),
        (r"Missing end of comment tag", "注释没有写完，缺 #}}"),
        (r"block '(.+)' defined twice", "区块“{0}”写了两遍"),
    )
)


def syntax_said(message: str) -> Said | str:
    """The message of a syntax error; one that is not known here stays as Jinja wrote it."""
    for pattern, chinese in _CHINESE:
        if found := pattern.match(message):
            return Said(chinese.format(*(_TOKENS.get(token, token) for token in found.groups())), message)
    return message
