#!/usr/bin/env python3
"""Writes RULE-fail.graphml and RULE-pass.graphml for every rule of `actorgraph check`.

A file is a small sound graph with one thing changed: in the failing file so that just this rule
is broken, in the passing file as near to that as the rule allows. To add a rule: a row below.
"""
import os

HERE = os.path.dirname(os.path.abspath(__file__))

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
OPEN = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
KEYS = ('<key id="label" for="node" attr.name="label" attr.type="string"/>\n'
        '<key id="weight" for="edge" attr.name="weight" attr.type="double"/>\n')
GRAPH = '<graph id="g" edgedefault="directed">\n'
NODES = '<node id="a"><data key="label">A</data></node>\n<node id="b"><data key="label">B</data></node>\n'
W = '<data key="weight">1</data>'
EDGES = '<edge id="e1" source="a" target="b" label="MEET">' + W + '</edge>\n'
CLOSE = '</graph>\n</graphml>\n'


def key(id, name=None, what="node", type="string"):
    return '<key id="%s" for="%s" attr.name="%s" attr.type="%s"/>\n' % (id, what, name or id, type)


def doc(head=HEAD, open=OPEN, keys=KEYS, graph=GRAPH, nodes=NODES, edges=EDGES, close=CLOSE):
    return head + open + keys + graph + nodes + edges + close


def more(k):
    return doc(keys=KEYS + k)


def node(data, k):
    """A graph whose first node has more data."""
    return doc(keys=KEYS + k, nodes=NODES.replace("A</data>", "A</data>" + data))


def edge(extra="", data=W):
    """A graph with a second edge."""
    return doc(edges=EDGES + '<edge %s>%s</edge>\n' % (extra, data))


def at(x, y, x2, y2):
    k = key("x", type="double") + key("y", type="double")
    d = '<data key="x">%s</data><data key="y">%s</data>'
    return doc(keys=KEYS + k, nodes='<node id="a">%s</node>\n<node id="b">%s</node>\n' % (d % (x, y), d % (x2, y2)))


X = key("x", type="double")
XY = X + key("y", type="double")
NOTE = key("note")

# rule: (failing, passing)
CASES = {
    "control-char": (doc(nodes=NODES.replace(">A<", ">A\x01<")), doc(nodes=NODES.replace(">A<", ">A\t\n<"))),
    "well-formed": (doc(nodes=NODES.replace(">A<", ">A & B<")), doc(nodes=NODES.replace(">A<", ">A &amp; B<"))),
    "declaration": (doc(head='<?xml version="1.0"?>\n'), doc(head="<?xml version='1.0' encoding='utf-8'?>\n")),
    "encoding": (doc(head='<?xml version="1.0" encoding="ISO-8859-1"?>\n'), doc(nodes=NODES.replace(">A<", ">Ä<"))),
    "bom": ("\ufeff" + doc(), doc()),
    "doctype": (doc(head=HEAD + '<!DOCTYPE graphml [<!ENTITY a "aaaa">]>\n'), doc(head=HEAD + "<!-- no type -->\n")),
    "root": (doc(open="<graphml>\n"), doc(open=OPEN.replace(">", ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'))),
    "one-graph": (doc(close='</graph>\n<graph id="h" edgedefault="directed"></graph>\n</graphml>\n'), doc(close=CLOSE)),
    "foreign-element": (node('<y:ShapeNode xmlns:y="http://www.yworks.com/xml/graphml"/>', ""), node("", "")),
    "desc": (doc(nodes=NODES.replace('"a">', '"a"><desc>first</desc>')), doc(nodes=NODES.replace('"a">', '"a"><!-- first -->'))),
    "default": (more('<key id="note" for="node" attr.name="note" attr.type="string"><default>x</default></key>\n'), more(NOTE)),
    "nesting": (doc(nodes=NODES.replace('"a">', '"a"><port name="p"/>')), doc()),
    "key-late": (doc(close="</graph>\n" + NOTE + "</graphml>\n"), more(NOTE)),
    "key-id": (more(key("my note", "note")), more(key("my_note-1.é", "note"))),
    "key-for": (more(key("note", what="all")), more(key("note") + key("e_note", "note", "edge"))),
    "key-name": (more(key("note", "my note")), more(key("note", "my_note"))),
    "key-type": (more(key("n", type="integer")), more(key("n", type="int") + key("m", type="float") + key("o", type="boolean"))),
    "key-twice": (more(key("note", "note") + key("note", "remark", "edge")), more(key("note", "note") + key("e_note", "note", "edge"))),
    "key-case": (more(key("note", "one") + key("Note", "two")), more(key("note", "one") + key("note2", "two"))),
    "name-twice": (more(key("n1", "note") + key("n2", "note")), more(key("n1", "note") + key("n2", "note", "edge"))),
    "key-reserved": (more(key("r", "revenue", type="int")), more(key("r", "r", type="int") + key("e_r", "r", "edge", "int"))),
    "property-type": (more(key("r", type="double")), more(key("r", type="int") + key("size", type="double"))),
    "edge-column": (more(key("source", what="edge")), more(key("source") + key("article", what="edge"))),
    "statistic-name": (more(key("modularity_class", type="int")), more(key("community", type="int"))),
    "graph-data-late": (doc(close='<data key="label">G</data>\n' + CLOSE,
                            keys=KEYS.replace('for="node"', 'for="graph"'), nodes='<node id="a"/>\n<node id="b"/>\n'), doc()),
    "edgedefault": (doc(graph='<graph id="g">\n'), doc(graph='<graph id="g" edgedefault="undirected">\n')),
    "node-id": (doc(nodes=NODES + '<node id="src/c d"/>\n'), doc(nodes=NODES + '<node id="é日:x-1.2_3"/>\n<node id="0"/>\n')),
    "node-twice": (doc(nodes=NODES + '<node id="a"/>\n'), doc(nodes=NODES + '<node id="A"/>\n')),
    "node-late": (doc(edges=EDGES + '<node id="c"/>\n'), doc(nodes=NODES + '<node id="c"/>\n')),
    "edge-id": (edge('id="b to a" source="b" target="a"'), edge('id="b--a" source="b" target="a"')),
    "edge-twice": (edge('id="e1" source="b" target="a"'), edge('id="e2" source="b" target="a"')),
    "edge-end": (edge('id="e2" source="b" target="c"'), edge('id="e2" source="b" target="b"')),
    "directed": (edge('id="e2" source="b" target="a" directed="false"'), edge('id="e2" source="b" target="a"')),
    "kind": (edge('id="e2" source="a" target="b" label="MEET"'), edge('id="e2" source="a" target="b" label="MEET denied"')),
    "label-strict": (doc(), doc(edges=EDGES.replace(' label="MEET"', ""))),
    "data-key": (node('<data key="nope">1</data>', ""), node('<data key="note">1</data>', NOTE)),
    "data-domain": (node('<data key="e_note">1</data>', key("e_note", "note", "edge")), node('<data key="note">1</data>', NOTE)),
    "data-twice": (node('<data key="note">1</data><data key="note">2</data>', NOTE), node('<data key="note">1</data>', NOTE)),
    "value": (node('<data key="n">1.0</data>', key("n", type="int")), node('<data key="n">-2147483647</data>', key("n", type="int"))),
    "weight": (edge('id="e2" source="b" target="a"', '<data key="weight">0</data>'),
               edge('id="e2" source="b" target="a"', '<data key="weight">1e-05</data>')),
    "color-range": (node('<data key="r">256</data>', key("r", type="int")), node('<data key="r">255</data>', key("r", type="int"))),
    "color-form": (node('<data key="color">rgb(1,2,3)</data>', key("color")), node('<data key="color">#0a0B0c</data>', key("color"))),
    "position": (node('<data key="x">1</data>', XY), node('<data key="x">1</data><data key="y">-2.5e1</data>', XY)),
    "all-zero": (at(0, 0, 0, 0), at(0, 0, 1, 0)),
    "text-inf": (node('<data key="note">INFO</data>', NOTE), node('<data key="note">Info</data>', NOTE)),
    "text-null": (node('<data key="note">Null</data>', NOTE), node('<data key="note">nullify</data>', NOTE)),
}


def main():
    for rule, pair in CASES.items():
        for kind, text in zip(("fail", "pass"), pair):
            encoding = "latin-1" if rule == "encoding" and kind == "fail" else "utf-8"
            with open(os.path.join(HERE, "%s-%s.graphml" % (rule, kind)), "wb") as f:
                f.write(text.encode(encoding))


if __name__ == "__main__":
    main()
