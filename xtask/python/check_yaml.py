"""The YAML of ECSV headers: what PyYAML finds in a `meta` is what it finds there once gaialink has written the header anew.

Nothing of the source text is left to write back, since every file goes through Arrow.
"""

import yaml
from check_ecsv import convert

# How many checks there are at least.
AT_LEAST = {"odd YAML": 49}

# The lines of headers behind their columns.
HEADERS = [
    "meta: !!omap\n- t: ! x[~, no]\n",
    "meta: {t: ! 5, u: ! [1, 2], v: ! {a: 1}}\n",
    "meta: {t: !<tag:example.org,2026:x> 5, u: !<tag:yaml.org,2002:str> 5, v: !<!local> {a: 1}}\n",
    "meta: {t: !a%20b 5, u: !%21foo [1], v: !x%2Cy 5, w: !x%C3%A9 6, x: !a%5Bb 7}\n",
    "meta: {t: !!binary aGk=, s: !!set {a, b}, p: !!pairs [a: 1, a: 2]}\n",
    "meta: {t: !!null '', b: !!bool 'true', i: !!int '5', f: !!float '1', st: !!str 1}\n",
    "meta: {t: !!timestamp 2001-12-14, d: 2001-12-14, e: '2001-12-14', f: 2001-12-14 21:59:43.1, g: [2001-12-14T21:59:43Z]}\n",
    "meta: {b: &b {a: 1, c: 2}, m: {<<: *b, c: 3}}\n",
    "meta: {'<<': 1, x: 2}\n",
    "meta:\n  b: &b {a: 1}\n  <<: *b\n",
    "meta:\n  <<: [{a: 1, b: 2}, {b: 3, c: 4}]\n  c: 5\n",
    "meta: {a: 1, a: 2}\n",
    "meta: {a: {x: 1}, b: 3, a: {y: 2}}\n",
    "meta: {name: [1], name: x}\n",
    "meta: {name: 5, description: [a, b]}\n",
    "meta: {name: on, description: 2001-12-14}\n",
    "meta: {1: a, ~: b, true: c, 1.5: d}\n",
    "meta: {yes: no, on: off, y: n}\n",
    "meta: {a: 1_000, b: 017, c: 0x1F, d: 0b11, e: 1:30, f: 1e5, h: 0o17, i: +5, j: -0, k: .5, l: 5., m: +.inf, o: 1_0.5}\n",
    "meta: {a: [1_000, 017, 1:30], b: {c: no, d: 'no'}, e: [2001-12-14, '2001-12-14']}\n",
    "meta:\n  a: |\n    line 1\n      line 2\n\n    line 3\n  b: >-\n    folded\n    text\n\n    end\n  c: |+\n    keep\n\n  d: e\n",
    "meta:\n  a: \"esc \\x41 \\u263a \\t \\\\ \\\" \\\n    cont\"\n  b: 'it''s'\n",
    "meta: {a: &x [1, &y {k: v}, *y], b: *x, c: [*x, *y]}\n",
    "meta:\n  ? |\n    long key\n  : v\n",
    "meta: !mine\n  a: 1\n",
    "meta: [a, b]\n",
    "meta: 5\n",
    "meta: !!omap {a: 1}\n",
    "meta: !!map {a: 1}\n",
    "meta: {a: !x '', b: !x , c: !x ~, d: !x 'null', e: !x null}\n",
    "meta: {a: !x '5', b: !x 5, c: !x yes, d: !x 'true', e: !x True, f: !x 0x1F}\n",
    "meta: {'': empty, ' ': blank, 'a: b': c, '#': d, '- x': e}\n",
    "meta: {a: [], b: {}, c: [[], {}], d: [~], e: ''}\n",
    "meta: {a: ['1', 2, x], b: [1.5, '2'], c: [true, 1]}\n",
    "meta: {a: 123456789012345678901234567890, b: -99999999999999999999, c: 18446744073709551615, d: 1.7976931348623157e+400}\n",
    "meta: {a: \"\\u0085\\u2028\\ufeff\\U0001F600\", c: \"tab\\there\"}\n",
    "meta: {a: !!python/tuple [1, 2], b: !!python/unicode 'x', c: !astropy.units.Unit {unit: km}}\n",
    "meta:\n  a:\n  b: ~\n  c: null\n  d: Null\n",
    "meta: {comments: [a, b, 'c: d'], history: ['2001-12-14', 2001-12-14]}\n",
    "meta:\n  - !!omap\n  - a\n",
    "meta: !!omap\n- a: 1\n- a: 2\n",
    "meta: {=: 1, a: =, '=': 3}\n",
    "meta: {a: '<<', b: ['<<'], c: '=', d: '!<x> y'}\n",
    "meta: {a: ~x, b: '~', c: 'Null', d: 'NULL', e: '.nan', f: '.INF', g: '-.inf', h: .NaN}\n",
    "meta: {a: 'a\n  b', b: a\n  b}\n",
    "meta: {a: \"x\" , \"b\" : 1, c: !t \"y\"}\n",
    "meta: {? " + "k" * 1100 + " : 1, ? " + "j" * 1100 + " : {a: 1}}\n",
    "meta: {a: !" + "t" * 2000 + " 1}\n",
    "meta: {a: " + "[" * 100 + "]" * 100 + "}\n",
]


class Loader(yaml.SafeLoader):
    """PyYAML, with every tag that it does not know as a part of the value."""


def tagged(loader, _, node):
    """A value under a tag."""
    if isinstance(node, yaml.ScalarNode):
        return "tag", node.tag, loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return "tag", node.tag, loader.construct_sequence(node, deep=True)
    return "tag", node.tag, loader.construct_mapping(node, deep=True)


def ordered(loader, node):
    """An ordered mapping, in which the last of two entries counts."""
    if not isinstance(node, yaml.SequenceNode):
        return tagged(loader, None, node)
    return {key: value for item in node.value for key, value in loader.construct_mapping(item, deep=True).items()}


Loader.add_multi_constructor("", tagged)
Loader.add_constructor("tag:yaml.org,2002:omap", ordered)


def meta(path):
    """What PyYAML finds under `meta`, in order, but for what is ours alone."""
    lines = [line[2:] for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("# ")]
    found = yaml.load("\n".join(lines[2:]), Loader=Loader).get("meta")
    if isinstance(found, dict):
        found = {key: value for key, value in found.items() if key != "gaialink.schema" or not isinstance(value, str)}
    return repr(found)


def check(run):
    """Makes every check."""
    folder = run.work / "yaml"
    folder.mkdir(parents=True, exist_ok=True)
    for place, text in enumerate(HEADERS):
        path = folder / f"{place}.ecsv"
        lines = "".join(f"# {line}\n" for line in text.splitlines())
        path.write_text(f"# %ECSV 1.0\n# ---\n# datatype: [{{name: a, datatype: int64}}]\n{lines}a\n1\n", encoding="utf-8")

        def make(path=path):
            want, found = meta(path), meta(convert(run, path, path.with_suffix(".again.ecsv"), "arrow"))
            return [] if want == found else [f"{found} instead of {want}"]

        run.attempt("odd YAML", f"{place}: {text[:60]!r}", make)
