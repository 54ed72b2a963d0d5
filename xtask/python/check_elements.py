"""Every element with every attribute and child that the schema of a version allows, at every place, survives reading and writing."""

import base64
import itertools
import shutil
import xml.etree.ElementTree as tree
from collections import Counter

from check_documents import SCHEMAS, VERSIONS, convert, valid

# A document a version and serialization, and how many elements it holds at least.
AT_LEAST = {"elements": 13}
ELEMENTS = {"1.1": 900, "1.2": 1500, "1.3": 1500, "1.4": 1500, "1.5": 1500}
LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
XS = "{http://www.w3.org/2001/XMLSchema}"
# Elements inside each other that may be so without end are followed to this depth.
DEPTH = 2
# Values by type, and by name where the type says less; those of None say where or how rows are written down, or that there is a name for them.
OF_TYPE = {"astroYear": "J2000.0", "ucdType": "meta.main", "precType": "F3", "yesno": "no", "dataType": "short", "xs:token": "a b",
           "xs:anyURI": "http://example.org/?a=1&b=2", "xs:positiveInteger": "7", "xs:dateTime": "2030-01-02T03:04:05",
           "Timeorigin": "MJD-origin", "xs:nonNegativeInteger": "1"}
OF_NAME = {"null": "-9", "timescale": "TCB", "refposition": "BARYCENTER", "system": "ICRS", "xtype": "x:y",
           "content-role": "doc", "content-type": "text"}
OF_ELEMENT = {("STREAM", "href"): None, ("STREAM", "encoding"): None, ("VOTABLE", "version"): None, ("TR", "ID"): None, ("TD", "encoding"): None,
              ("FIELD", "arraysize"): "1", ("PARAM", "arraysize"): "1", ("PARAM", "value"): "5", ("MIN", "value"): "1", ("MAX", "value"): "9",
              ("OPTION", "value"): "5"}
REFERENCES = {"VALUES": "values", "GROUP": "group", "TABLE": "table", "FIELDref": "field", "PARAMref": "param"}
# The rows of a TABLE of one column of short, which hold 5, and what is to be in an element that holds rows.
ROWS = {"BINARY": b"\0\5", "BINARY2": b"\0\0\5", "TABLEDATA": b""}
WITHIN = {"TABLE": "FIELD", "TABLEDATA": "TR", "TR": "TD", "BINARY": "STREAM", "BINARY2": "STREAM"}
TARGETS = {"TABLEDATA": "votable-tabledata", "BINARY": "votable-binary", "BINARY2": "votable"}


class Schema:
    """What a schema says of its elements."""

    def __init__(self, version):
        root = tree.parse(SCHEMAS / f"VOTable.v{version}.xsd").getroot()
        self.types = {entry.get("name"): entry for entry in root if entry.tag.endswith("Type")}
        self.elements = {entry.get("name"): entry for entry in root.iter(f"{XS}element") if entry.get("name")}
        self.namespace = root.get("targetNamespace")

    def parts(self, tag):
        """Its attributes, and the places of its children in order: their names and whether there may be several."""
        attributes, places = [], []
        declared = self.elements[tag]
        kind = self.types.get(declared.get("type"))
        self.collect(declared if kind is None else kind, False, attributes, places)
        return attributes, places

    def collect(self, entry, several, attributes, places):
        """Adds what is inside a declaration to both lists."""
        base = self.types.get(entry.get("base")) if entry.tag == f"{XS}extension" else None
        for inner in [*(base if base is not None else []), *entry]:
            often = several or inner.get("maxOccurs") == "unbounded"
            if inner.tag == f"{XS}attribute":
                attributes.append(inner)
            elif inner.tag == f"{XS}element":
                places.append((inner.get("name") or inner.get("ref"), often))
            else:
                self.collect(inner, often, attributes, places)


class Maker:
    """Makes a document of everything that a schema allows around rows in one serialization."""

    def __init__(self, version, serialization):
        self.schema, self.version, self.serialization = Schema(version), version, serialization
        self.ids = (f"i{n}" for n in itertools.count())
        self.left_out = {"FITS", *ROWS} - {serialization}

    def value(self, tag, attribute):
        """A value of an attribute, or None."""
        name, kind = attribute.get("name"), attribute.get("type", "")
        if (tag, name) in OF_ELEMENT:
            return OF_ELEMENT[tag, name]
        if kind.endswith("ID"):
            return next(self.ids)
        if kind.endswith("IDREF"):
            return REFERENCES.get(tag, "system")
        if name in OF_NAME:
            return OF_NAME[name]
        declared = self.schema.types.get(kind)
        choices = [entry.get("value") for entry in (attribute if declared is None else declared).iter(f"{XS}enumeration")]
        return OF_TYPE.get(kind) or (choices[-1] if choices else "x & y")

    def element(self, tag, place=None, children=(), with_data=False, **attributes):
        """An element with some children at one of their places, and with what has to be in it."""
        made = tree.Element(f"{{{self.schema.namespace}}}{tag}")
        declared, places = self.schema.parts(tag)
        for attribute in declared:
            if attribute.get("use") == "required":
                made.set(attribute.get("name"), self.value(tag, attribute))
        for name, value in attributes.items():
            made.set(name.replace("_", "-"), value)
        wanted = {WITHIN.get(tag), self.serialization if tag == "DATA" else None, "DATA" if with_data else None}
        # A LINK of a RESOURCE stands before a TABLE or RESOURCE, and an INFO may stand behind one.
        if tag == "RESOURCE" and place is not None and (places[place][0] == "LINK" or place > self.place(tag, "TABLE")):
            wanted.add("TABLE")
        if place is not None:
            wanted.discard(places[place][0])
        for at, (child, _) in enumerate(places):
            if at == place:
                made.extend(children)
            elif child in wanted:
                wanted.discard(child)
                made.append(self.element(child))
        if tag == "STREAM":
            made.set("encoding", "base64")
            made.text = base64.b64encode(ROWS[self.serialization]).decode()
        made.text = "5" if tag == "TD" else made.text
        return made

    def variants(self, tag, path=()):
        """An element as often as it has attributes and children: bare, with each of them alone, and with characters."""
        attributes, places = self.schema.parts(tag)
        yield self.element(tag)
        for attribute in attributes:
            value = self.value(tag, attribute)
            if value is not None and attribute.get("use") != "required":
                name = attribute.get("name")
                yield self.element(tag, with_data=name == "nrows", **{name.replace("-", "_"): value})
        data = [child for child, _ in places].index("DATA") if tag == "TABLE" else len(places)
        for place, (child, several) in enumerate(places):
            if child in self.left_out or (*path, tag).count(child) >= DEPTH:
                continue
            inside = list(self.variants(child, (*path, tag)))
            for children in [inside] if several and child not in ("TR", "TD") else [[one] for one in inside]:
                yield self.element(tag, place, children, with_data=place > data)
        if tag in ("INFO", "DESCRIPTION", "COOSYS", "TIMESYS"):
            made = self.element(tag)
            made.text = "characters < &"
            yield made

    def known(self):
        """What others refer to: elements of VOTABLE, and a RESOURCE with a TABLE, by their places."""
        values, param = self.element("VALUES", ID="values", null="-9"), self.element("PARAM", ID="param")
        field = self.element("FIELD", self.place("FIELD", "VALUES"), [values], ID="field")
        table = self.element("TABLE", self.place("TABLE", "FIELD"), [field], ID="table")
        group = self.element("GROUP", ID="group")
        if self.version == "1.1":
            table.append(group)
        found = {"COOSYS": [self.element("COOSYS", ID="system")], "PARAM": [param], "GROUP": [group]}
        return found | {"RESOURCE": [self.element("RESOURCE", self.place("RESOURCE", "TABLE"), [table])]}

    def place(self, tag, child):
        """The first place of a child."""
        return [name for name, _ in self.schema.parts(tag)[1]].index(child)

    def document(self):
        """The whole document. Of what VOTABLE has once, all children are in one; what others refer to comes first."""
        root = self.element("VOTABLE", version=self.version, ID="document")
        known = self.known()
        for child, several in self.schema.parts("VOTABLE")[1]:
            made = [*known.pop(child, []), *self.variants(child, ("VOTABLE",))]
            for other in made[:-1] if not several else []:
                made[-1].extend(other)
            root.extend(made if several else made[-1:])
        return root


def sorted_by_content(element):
    """An element without regard to the order of its children, and to blanks around texts."""
    inside = sorted(sorted_by_content(child) for child in element)
    if element.tag.endswith("}TABLE"):
        # We write an INFO at the end of DATA right behind it.
        late = [child for child in inside[0][3] if child[0] == "INFO"] if inside[0][0] == "DATA" else []
        inside = sorted([*inside, *late])
        for child in late:
            inside[0][3].remove(child)
    return element.tag.split("}")[1], said(element), (element.text or "").strip(), inside


def said(element):
    """Its attributes. Where the schema lies is none; a VALUES that refers to another one may have the null value of that."""
    left_out = {LOCATION, "null"} if element.get("ref") else {LOCATION}
    return sorted((key, value) for key, value in element.attrib.items() if key not in left_out)


def counted(element):
    """How often each element stands in a tree at its place, by the names of those around it, with which attributes."""
    found = Counter()

    def count(element, path):
        path = path.removesuffix("/DATA") if element.tag.endswith("}INFO") else path
        path += "/" + element.tag.split("}")[1]
        found[path, " ".join(f'{key}="{value}"' for key, value in said(element)), (element.text or "").strip()] += 1
        for child in element:
            count(child, path)

    count(element, "")
    return found


def round_trip(run, version, serialization):
    """What of a document did not come back, or came from nowhere."""
    root = Maker(version, serialization).document()
    tree.register_namespace("", root.tag[1:].split("}")[0])
    before = run.work / "ours" / f"elements.{version}.{serialization}.xml"
    tree.ElementTree(root).write(before, encoding="utf-8", xml_declaration=True)
    problems = valid(before, version) if shutil.which("xmllint") else []
    elements = sum(1 for _ in root.iter())
    if elements < ELEMENTS[version]:
        problems.append(f"only {elements} elements")
    after = convert(run, before, before.with_suffix(".again.xml"), "--to", TARGETS[serialization], "--votable-version", version, "--strict")
    problems += valid(after, version) if shutil.which("xmllint") else []
    again = tree.parse(after).getroot()
    if sorted_by_content(root) != sorted_by_content(again):
        one, other = counted(root), counted(again)
        problems += [f"lost {number} x {what}" for what, number in (one - other).items()]
        problems += [f"new {number} x {what}" for what, number in (other - one).items()]
        problems.append("elements stand elsewhere")
    return problems


def jobs(run):
    """The checks: every version in every serialization that it has."""
    pairs = [(version, serialization) for version in VERSIONS for serialization in TARGETS]
    pairs = [pair for pair in pairs if pair not in (("1.1", "BINARY2"), ("1.2", "BINARY2"))]

    def job(version, serialization):
        run.attempt("elements", f"{version} {serialization}", lambda: round_trip(run, version, serialization))

    return [lambda pair=pair: job(*pair) for pair in pairs]
