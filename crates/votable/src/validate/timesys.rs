//! Whether a TIMESYS has an origin where what refers to it needs one (VOTable 1.5, 3.5).

use crate::xml::tag::Tag;
use gaialink_table::Datatype;

/// How a FIELD or PARAM tells the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// With the year of a calendar.
    Calendar,
    /// As a number that counts from an origin.
    Count,
    /// Nobody knows; numbers of years may count from an origin or not.
    Unknown,
}

impl Time {
    /// By the attributes of the FIELD or PARAM.
    pub(super) fn of(tag: &Tag) -> Self {
        let said = |key: &str| tag.get(key).map(str::trim).unwrap_or_default();
        let datatype = said("datatype").parse::<Datatype>();
        let is_number = datatype.is_ok_and(|d| d.is_integer() || matches!(d, Datatype::Float | Datatype::Double));
        match (said("xtype"), said("unit")) {
            ("timestamp", _) => Self::Calendar,
            (_, "yr" | "a" | "Ba") => Self::Unknown,
            _ if is_number => Self::Count,
            _ => Self::Unknown,
        }
    }

    /// What is wrong with a TIMESYS for such times.
    pub(super) fn fault(self, has_origin: bool) -> Option<&'static str> {
        match (self, has_origin) {
            (Self::Calendar, true) => Some("has a timeorigin; expected none for times that have a year"),
            (Self::Count, false) => Some("has no timeorigin; expected one for times that are numbers"),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times() {
        let cases = [
            ("double", "d", "", Time::Count),
            ("long", "", "", Time::Count),
            ("double", "yr", "", Time::Unknown),
            ("char", "", "timestamp", Time::Calendar),
            ("char", "", "", Time::Unknown),
            ("nothing", "d", "", Time::Unknown),
        ];
        for (datatype, unit, xtype, want) in cases {
            let mut tag = Tag::new("FIELD");
            [("datatype", datatype), ("unit", unit), ("xtype", xtype)].into_iter().for_each(|(key, value)| tag.push(key, value));
            assert_eq!(Time::of(&tag), want, "{datatype} {unit} {xtype}");
        }
    }
}
