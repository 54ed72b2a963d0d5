//! The elements of VOTable 1.0 (its DTD) to 1.5 (the XML schemas), as tables.

use super::{
    attribute::Kind::{
        self, Any, ArraySize, AstroYear, Datatype, DateTime, Encoding, Id, NameToken, Natural, Positive, Precision, RefTo,
        System, Timeorigin, Token, Ucd, Unit, Uri, Version, Word,
    },
    element::{Attribute, Element, Model, Slot, Text},
    standard::Standard::{self, V1_0, V1_1, V1_2, V1_3, V1_4, V1_5},
    vocabulary::{CONTENT_ROLES_1_0, CONTENT_ROLES_1_1, REFPOSITIONS, TIMESCALES},
};

/// Whether VOTable has an element of a name, in any version.
pub(crate) fn is_element(name: &str) -> bool {
    Element::find(name).is_some()
}

const fn may(name: &'static str, kind: Kind) -> Attribute {
    Attribute { name, kind, since: V1_0, until: V1_5, required: None }
}

const fn must(name: &'static str, kind: Kind, required: Standard) -> Attribute {
    Attribute { name, kind, since: V1_0, until: V1_5, required: Some(required) }
}

const fn since(since: Standard, name: &'static str, kind: Kind) -> Attribute {
    Attribute { name, kind, since, until: V1_5, required: None }
}

const fn until(until: Standard, name: &'static str, kind: Kind) -> Attribute {
    Attribute { name, kind, since: V1_0, until, required: None }
}

const fn one(names: &'static [&'static str]) -> Slot {
    Slot { names, many: false, required: false }
}

const fn many(names: &'static [&'static str]) -> Slot {
    Slot { names, many: true, required: false }
}

const fn exactly(names: &'static [&'static str]) -> Slot {
    Slot { names, many: false, required: true }
}

const fn some(names: &'static [&'static str]) -> Slot {
    Slot { names, many: true, required: true }
}

const fn model(slots: &'static [Slot]) -> Model {
    Model { slots, again: None }
}

const fn leaf(name: &'static str, text: Text, attributes: &'static [Attribute]) -> Element {
    Element { name, since: V1_0, models: &[], text, attributes }
}

const fn node(name: &'static str, models: &'static [(Standard, Model)], attributes: &'static [Attribute]) -> Element {
    Element { name, since: V1_0, models, text: Text::No, attributes }
}

const DESCRIPTION: Slot = one(&["DESCRIPTION"]);
const INFO: Slot = many(&["INFO"]);
const LINK: Slot = many(&["LINK"]);
const DATA: Slot = one(&["DATA"]);
const VALUES: Slot = one(&["VALUES"]);

const FIELD_MODELS: &[(Standard, Model)] =
    &[(V1_0, model(&[DESCRIPTION, many(&["VALUES"]), LINK])), (V1_1, model(&[DESCRIPTION, VALUES, LINK]))];
const STREAM_MODELS: &[(Standard, Model)] = &[(V1_0, model(&[exactly(&["STREAM"])]))];

const YES_NO: Kind = Word(&["yes", "no"]);
const FIELD_TYPES: Kind = Word(&["hidden", "no_query", "trigger", "location"]);
const ACTUATE: Kind = Word(&["onLoad", "onRequest", "other", "none"]);

pub(super) static ELEMENTS: [Element; 26] = [
    node(
        "VOTABLE",
        &[
            (V1_0, model(&[DESCRIPTION, one(&["DEFINITIONS"]), INFO, many(&["RESOURCE"])])),
            (V1_1, model(&[DESCRIPTION, one(&["DEFINITIONS"]), many(&["COOSYS", "PARAM", "INFO"]), many(&["RESOURCE"])])),
            (
                V1_2,
                model(&[
                    DESCRIPTION,
                    one(&["DEFINITIONS"]),
                    many(&["COOSYS", "TIMESYS", "GROUP", "PARAM", "INFO"]),
                    some(&["RESOURCE"]),
                    INFO,
                ]),
            ),
        ],
        &[may("ID", Id), may("version", Version)],
    ),
    node(
        "RESOURCE",
        &[
            (V1_0, model(&[DESCRIPTION, INFO, many(&["COOSYS"]), many(&["PARAM"]), LINK, many(&["TABLE"]), many(&["RESOURCE"])])),
            (V1_1, model(&[DESCRIPTION, many(&["INFO", "COOSYS", "PARAM"]), LINK, many(&["TABLE"]), many(&["RESOURCE"])])),
            (
                V1_2,
                Model {
                    slots: &[
                        DESCRIPTION,
                        INFO,
                        many(&["COOSYS", "TIMESYS", "GROUP", "PARAM"]),
                        LINK,
                        exactly(&["TABLE", "RESOURCE"]),
                        INFO,
                    ],
                    again: Some((3, 5)),
                },
            ),
        ],
        &[may("name", Token), may("ID", Id), since(V1_1, "utype", Any), may("type", Word(&["results", "meta"]))],
    ),
    leaf("DESCRIPTION", Text::Any, &[]),
    node("DEFINITIONS", &[(V1_0, model(&[many(&["COOSYS", "TIMESYS", "PARAM"])]))], &[]),
    leaf(
        "INFO",
        Text::Yes,
        &[
            may("ID", Id),
            must("name", Token, V1_1),
            must("value", Any, V1_1),
            since(V1_2, "unit", Unit),
            since(V1_2, "xtype", Token),
            since(V1_2, "ref", RefTo(&[])),
            since(V1_2, "ucd", Ucd),
            since(V1_2, "utype", Any),
        ],
    ),
    leaf(
        "COOSYS",
        Text::Yes,
        &[
            must("ID", Id, V1_1),
            may("equinox", AstroYear),
            may("epoch", AstroYear),
            may("system", System),
            since(V1_5, "refposition", Kind::Vocabulary("refposition", REFPOSITIONS)),
        ],
    ),
    Element {
        since: V1_4,
        ..leaf(
            "TIMESYS",
            Text::Yes,
            &[
                must("ID", Id, V1_4),
                may("timeorigin", Timeorigin),
                must("timescale", Kind::Vocabulary("timescale", TIMESCALES), V1_4),
                must("refposition", Kind::Vocabulary("refposition", REFPOSITIONS), V1_4),
            ],
        )
    },
    node("FIELD", FIELD_MODELS, FIELD),
    node("PARAM", FIELD_MODELS, PARAM),
    Element {
        since: V1_1,
        ..node(
            "GROUP",
            &[(V1_1, model(&[DESCRIPTION, many(&["FIELDref", "PARAMref", "PARAM", "GROUP"])]))],
            &[
                may("ID", Id),
                may("name", Token),
                may("ref", RefTo(&["GROUP", "COOSYS", "TIMESYS", "TABLE"])),
                may("ucd", Ucd),
                may("utype", Any),
            ],
        )
    },
    Element {
        since: V1_1,
        ..leaf("FIELDref", Text::No, &[must("ref", RefTo(&["FIELD"]), V1_1), since(V1_2, "ucd", Ucd), since(V1_2, "utype", Any)])
    },
    Element {
        since: V1_1,
        ..leaf("PARAMref", Text::No, &[must("ref", RefTo(&["PARAM"]), V1_1), since(V1_2, "ucd", Ucd), since(V1_2, "utype", Any)])
    },
    node(
        "VALUES",
        &[(V1_0, model(&[one(&["MIN"]), one(&["MAX"]), many(&["OPTION"])]))],
        &[
            may("ID", Id),
            may("type", Word(&["legal", "actual"])),
            may("null", Token),
            since(V1_1, "ref", RefTo(&["VALUES"])),
            until(V1_0, "invalid", YES_NO),
        ],
    ),
    leaf("MIN", Text::UpTo(V1_0), &[must("value", Any, V1_0), may("inclusive", YES_NO)]),
    leaf("MAX", Text::UpTo(V1_0), &[must("value", Any, V1_0), may("inclusive", YES_NO)]),
    node("OPTION", &[(V1_0, model(&[many(&["OPTION"])]))], &[may("name", Token), must("value", Any, V1_0)]),
    leaf(
        "LINK",
        Text::UpTo(V1_1),
        &[
            may("ID", Id),
            may("content-role", Kind::ContentRole(CONTENT_ROLES_1_0, CONTENT_ROLES_1_1)),
            may("content-type", Token),
            may("title", Any),
            may("value", Any),
            may("href", Uri),
            may("gref", Kind::Deprecated(V1_1)),
            may("action", Uri),
        ],
    ),
    node(
        "TABLE",
        &[
            (V1_0, model(&[DESCRIPTION, many(&["FIELD", "PARAM"]), LINK, DATA])),
            (V1_1, model(&[DESCRIPTION, many(&["FIELD", "PARAM", "GROUP"]), LINK, DATA])),
            (V1_2, model(&[DESCRIPTION, INFO, some(&["FIELD", "PARAM", "GROUP"]), LINK, DATA, INFO])),
        ],
        &[
            may("ID", Id),
            may("name", Token),
            may("ref", RefTo(&["TABLE"])),
            since(V1_1, "ucd", Ucd),
            since(V1_1, "utype", Any),
            since(V1_1, "nrows", Natural),
        ],
    ),
    node(
        "DATA",
        &[
            (V1_0, model(&[exactly(&["TABLEDATA", "BINARY", "BINARY2", "FITS"])])),
            (V1_2, model(&[exactly(&["TABLEDATA", "BINARY", "BINARY2", "FITS"]), INFO])),
        ],
        &[],
    ),
    node("TABLEDATA", &[(V1_0, model(&[many(&["TR"])]))], &[]),
    node("TR", &[(V1_0, model(&[some(&["TD"])]))], &[since(V1_2, "ID", Id)]),
    leaf("TD", Text::Yes, &[until(V1_0, "ref", RefTo(&[])), since(V1_1, "encoding", Encoding)]),
    node("BINARY", STREAM_MODELS, &[]),
    Element { since: V1_3, ..node("BINARY2", STREAM_MODELS, &[]) },
    node("FITS", STREAM_MODELS, &[may("extnum", Positive)]),
    leaf(
        "STREAM",
        Text::Yes,
        &[
            may("type", Word(&["locator", "other"])),
            may("href", Uri),
            may("actuate", ACTUATE),
            may("encoding", Encoding),
            may("expires", DateTime),
            may("rights", Token),
        ],
    ),
];

const FIELD: &[Attribute] = &[
    may("ID", Id),
    may("unit", Unit),
    must("datatype", Datatype, V1_1),
    may("precision", Precision),
    may("width", Positive),
    since(V1_2, "xtype", Token),
    may("ref", RefTo(&["COOSYS", "TIMESYS", "GROUP"])),
    must("name", NameToken, V1_1),
    may("ucd", Ucd),
    since(V1_1, "utype", Any),
    may("arraysize", ArraySize),
    may("type", FIELD_TYPES),
];

const PARAM: &[Attribute] = &[
    may("ID", Id),
    may("unit", Unit),
    must("datatype", Datatype, V1_1),
    may("precision", Precision),
    may("width", Positive),
    since(V1_2, "xtype", Token),
    may("ref", RefTo(&["COOSYS", "TIMESYS", "FIELD", "PARAM", "GROUP"])),
    must("name", NameToken, V1_1),
    may("ucd", Ucd),
    since(V1_1, "utype", Any),
    must("value", Any, V1_1),
    may("arraysize", ArraySize),
    since(V1_2, "type", FIELD_TYPES),
];

impl Element {
    /// The element of a name.
    pub(super) fn find(name: &str) -> Option<&'static Self> {
        ELEMENTS.iter().find(|element| element.name == name)
    }
}
