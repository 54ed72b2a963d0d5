//! A schema with something in every place.

use gaialink_table::{
    Datatype, Field, Param, Schema,
    schema::{Bound, Choice, Coosys, Extra, Group, GroupEntry, Info, Link, Reference, Scope, ScopeKind, Timesys, Values},
};

pub(crate) fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

macro_rules! filled {
    ($type:ty { $($name:ident: $value:expr),* $(,)? }) => {{
        let mut value = <$type>::default();
        $(value.$name = $value;)*
        value
    }};
}

pub(crate) fn link() -> Link {
    filled!(Link {
        id: some("l1"),
        content_role: some("doc"),
        content_type: some("text/html"),
        title: some("a \"title\""),
        value: some("v"),
        href: some("https://example.org/?a=1&b=2"),
        gref: some("g"),
        action: some("rewrite"),
    })
}

pub(crate) fn values() -> Values {
    let choice = |value: &str, options| filled!(Choice { name: some("n"), value: value.to_owned(), options: options });
    filled!(Values {
        id: some("v1"),
        kind: some("legal"),
        null: some("-32768"),
        reference: some("v0"),
        min: Some(filled!(Bound { value: "-1e-300".to_owned(), inclusive: some("no") })),
        max: Some(filled!(Bound { value: "9223372036854775807".to_owned() })),
        options: vec![choice("a", vec![choice("b", vec![])]), Choice::default()],
    })
}

pub(crate) fn field() -> Field {
    let mut field = Field::array("flux", Datatype::Float, "2x3x*".parse().unwrap());
    field.id = some("col_flux");
    field.unit = some("10^-18.W.m**-2.nm**-1");
    field.ucd = some("phot.flux;em.opt");
    field.utype = some("spec:Data.FluxAxis.Value");
    field.xtype = some("interval");
    field.reference = some("ts1");
    field.description = some("flux\n\twith \"quotes\", é and 😀");
    field.width = some("12");
    field.precision = some("E6");
    field.kind = some("hidden");
    field.values = vec![values(), Values::default()];
    field.links = vec![link()];
    field.extras = vec![Extra::new("fits.card", "TDISP1  = 'E12.5   '")];
    field
}

pub(crate) fn group() -> Group {
    let reference = filled!(Reference { reference: "col_flux".to_owned(), ucd: some("u"), utype: some("t") });
    filled!(Group {
        id: some("g1"),
        name: some("photometry"),
        reference: some("other"),
        ucd: some("phot"),
        utype: some("spec:Data"),
        description: some("a group"),
        entries: vec![
            GroupEntry::FieldRef(reference.clone()),
            GroupEntry::ParamRef(reference),
            GroupEntry::Param(Param::text("inside", "value")),
            GroupEntry::Group(Group::default()),
        ],
    })
}

pub(crate) fn info() -> Info {
    filled!(Info {
        id: some("i1"),
        name: some("QUERY_STATUS"),
        value: some("OK"),
        unit: some("s"),
        ucd: some("meta"),
        utype: some("t"),
        xtype: some("x"),
        reference: some("r"),
        content: some("text inside"),
    })
}

pub(crate) fn scope(element: ScopeKind) -> Scope {
    let coosys = filled!(Coosys {
        id: some("c1"),
        system: some("ICRS"),
        equinox: some("J2000"),
        epoch: some("J2016.0"),
        refposition: some("BARYCENTER"),
        content: some("text"),
    });
    let timesys = filled!(Timesys {
        id: some("ts1"),
        timeorigin: some("2455197.5"),
        timescale: some("TCB"),
        refposition: some("BARYCENTER"),
    });
    filled!(Scope {
        element: element,
        id: some("r1"),
        name: some("name"),
        kind: some("results"),
        utype: some("u"),
        description: some("d"),
        coosys: vec![coosys],
        timesys: vec![timesys],
        groups: vec![group()],
        params: vec![Param::text("release", "Gaia DR3")],
        infos: vec![info()],
        links: vec![link()],
        extras: vec![Extra::new("votable.xml", "<MIVOT/>")],
    })
}

/// A schema with something in every place.
pub(crate) fn full() -> Schema {
    let long = |value: &str| Param::new(Field::new("source_id", Datatype::Long), value);
    filled!(Schema {
        id: some("t1"),
        name: some("XP_SAMPLED"),
        ucd: some("meta.table"),
        utype: some("spec:Spectrum"),
        reference: some("r"),
        description: some("a table"),
        fields: vec![field(), Field::text("flux"), Field::new("flux", Datatype::Double), Field::text("")],
        params: vec![long("5937083312263887616"), long("5937083312263887617"), Param::text("empty", "")],
        groups: vec![group()],
        links: vec![link()],
        infos: vec![info(), Info::default()],
        scopes: vec![scope(ScopeKind::Document), scope(ScopeKind::Resource), Scope::default()],
        extras: vec![Extra::new("ecsv.meta", "{a: [1, 2]}")],
    })
}

pub(crate) use filled;
