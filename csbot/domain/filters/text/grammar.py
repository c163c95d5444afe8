"""The grammar of filters as text (workspace V7).

    text     one group, or several with OR (or |) between them
    group    terms, which all hold
    term     KEY:what, or words to be found in the name; a minus before it means not
    what     MODE? SIGN? value, several values with commas between them, or value..value

A value is a word, `"quoted"` (straight or curly), a mention, or either with a star where any text may stand.
"""

from functools import cache

from lark import Lark

GRAMMAR = r"""
start: group (_OR group)*
group: term+
term: MINUS? KEY what   -> pair
    | MINUS? name       -> words
?name: QUOTED | WORD
what: MODE? SIGN? VALUE (_COMMA VALUE)*
    | MODE? SIGN? VALUE RANGE VALUE -> range

_OR.9: /OR(?=\s|$)|\|(?=\s|$)/
KEY.8: /(?<![^\s-])[^\W\d_][\w.-]*:(?!\/\/)/
MODE.8: /(ever|all|updated):/i
SIGN.7: /<=|>=|!=|<(?!@)|>|=|!/
RANGE.7: /\.\./
_COMMA.7: /,/
MINUS.7: /(?<!\S)-(?=[^\s-])/
VALUE.6: /\*?("(\\.|[^"\\])*"|[“”][^“”]*[“”]|<@[^<>\s]*>|((?!\.\.)[^\s,"“”*<>])+)\*?/s
QUOTED.6: /(?<![^\s-])("(\\.|[^"\\])*"|[“”][^“”]*[“”])/s
WORD.5: /(?<![^\s-])(?!(OR|\|)(\s|$))[^\s"“”]+/
%ignore /\s+/
"""


@cache
def grammar() -> Lark:
    """The parser, made at its first use."""
    return Lark(GRAMMAR, parser="lalr", lexer="contextual", propagate_positions=True, maybe_placeholders=False)
