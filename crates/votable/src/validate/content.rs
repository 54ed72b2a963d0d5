//! Which elements may follow which.

use super::element::{Model, Slot};

/// How far the elements inside one have come.
#[derive(Clone, Debug, Default)]
pub(super) struct Progress {
    slot: usize,
    /// Whether an element was taken in this slot.
    used: bool,
}

/// Why an element does not fit.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// There is no place for it at all.
    Stranger,
    /// It comes too late.
    Late,
    /// It is there already.
    Again,
    /// Another one has to come before it: one of these names.
    Missing(&'static [&'static str]),
}

impl Progress {
    /// Takes the next element, or tells why it does not fit.
    pub(super) fn take(&mut self, model: &Model, name: &str) -> Result<(), Misfit> {
        let has = |at: usize| model.slots.get(at).is_some_and(|slot| slot.names.contains(&name));
        let is_free = |at: usize| at != self.slot || !self.used || model.slots.get(at).is_some_and(|slot| slot.many);
        let found = (self.slot..model.slots.len()).find(|at| has(*at) && is_free(*at));
        let target = match (found, model.again) {
            (Some(at), _) => at,
            (None, Some((first, last))) if (first..=last).contains(&self.slot) => match (first..=last).find(|at| has(*at)) {
                Some(at) => {
                    let missing = self.missing(model, last.saturating_add(1)).or_else(|| required(model, first, at));
                    (self.slot, self.used) = (at, true);
                    return missing.map_or(Ok(()), |names| Err(Misfit::Missing(names)));
                }
                None => return Err(self.misfit(model, name)),
            },
            (None, _) => return Err(self.misfit(model, name)),
        };
        let missing = self.missing(model, target);
        (self.slot, self.used) = (target, true);
        missing.map_or(Ok(()), |names| Err(Misfit::Missing(names)))
    }

    /// The names of which one is missing at the end.
    pub(super) fn end(&self, model: &Model) -> Option<&'static [&'static str]> {
        self.missing(model, model.slots.len())
    }

    fn misfit(&self, model: &Model, name: &str) -> Misfit {
        let has = |slot: &Slot| slot.names.contains(&name);
        match model.slots.iter().position(has) {
            None => Misfit::Stranger,
            Some(at) if at == self.slot => Misfit::Again,
            Some(_) => Misfit::Late,
        }
    }

    /// What is missing between here and the slot of the next element.
    fn missing(&self, model: &Model, target: usize) -> Option<&'static [&'static str]> {
        let start = if self.used { self.slot.saturating_add(1) } else { self.slot };
        match model.again {
            // The slots that repeat need not be entered; whoever enters them needs what they require.
            Some((first, last)) if start <= first && !(self.used && self.slot >= first) => match target > last {
                true => required(model, start, first),
                false => required(model, start, target),
            },
            _ => required(model, start, target),
        }
    }
}

fn required(model: &Model, start: usize, end: usize) -> Option<&'static [&'static str]> {
    let slots = model.slots.get(start..end).unwrap_or_default();
    slots.iter().find(|slot| slot.required).map(|slot| slot.names)
}

#[cfg(test)]
mod tests {
    use super::super::{
        element::Element,
        standard::Standard::{self, V1_0, V1_2, V1_4},
    };
    use super::*;

    fn run(element: &str, standard: Standard, children: &str) -> String {
        let model = Element::find(element).unwrap().model(standard);
        let mut progress = Progress::default();
        let mut faults = Vec::new();
        for child in children.split_ascii_whitespace() {
            if let Err(misfit) = progress.take(model, child) {
                faults.push(format!("{child}: {misfit:?}"));
            }
        }
        faults.extend(progress.end(model).map(|names| format!("end: {}", names.join("|"))));
        faults.join("; ")
    }

    #[test]
    fn orders() {
        let cases = [
            ("VOTABLE", V1_4, "DESCRIPTION INFO COOSYS INFO RESOURCE RESOURCE INFO", ""),
            ("VOTABLE", V1_4, "INFO", "end: RESOURCE"),
            ("VOTABLE", V1_4, "INFO INFO RESOURCE COOSYS", "COOSYS: Late"),
            ("VOTABLE", V1_4, "INFO DESCRIPTION RESOURCE", "DESCRIPTION: Late"),
            ("VOTABLE", V1_0, "", ""),
            ("RESOURCE", V1_4, "", ""),
            ("RESOURCE", V1_4, "INFO COOSYS LINK TABLE INFO TABLE RESOURCE INFO INFO LINK TABLE", ""),
            ("RESOURCE", V1_4, "TABLE INFO PARAM", "PARAM: Late"),
            ("RESOURCE", V1_4, "LINK", "end: TABLE|RESOURCE"),
            ("RESOURCE", V1_4, "TABLE LINK", "end: TABLE|RESOURCE"),
            ("RESOURCE", V1_4, "LINK INFO", "INFO: Missing([\"TABLE\", \"RESOURCE\"])"),
            ("RESOURCE", V1_4, "DESCRIPTION DESCRIPTION", "DESCRIPTION: Again"),
            ("RESOURCE", V1_0, "TABLE RESOURCE TABLE", "TABLE: Late"),
            ("TABLE", V1_4, "DESCRIPTION INFO FIELD GROUP FIELD LINK DATA INFO", ""),
            ("TABLE", V1_4, "DATA", "DATA: Missing([\"FIELD\", \"PARAM\", \"GROUP\"])"),
            ("TABLE", V1_2, "FIELD DATA FIELD", "FIELD: Late"),
            ("TABLE", V1_2, "FIELD DATA DATA", "DATA: Again"),
            ("TABLE", V1_2, "FIELD TR", "TR: Stranger"),
            ("DATA", V1_4, "", "end: TABLEDATA|BINARY|BINARY2|FITS"),
            ("DATA", V1_4, "TABLEDATA BINARY", "BINARY: Again"),
            ("FIELD", V1_0, "VALUES VALUES", ""),
            ("FIELD", V1_4, "VALUES VALUES", "VALUES: Again"),
        ];
        for (element, standard, children, want) in cases {
            assert_eq!(run(element, standard, children), want, "{element} of {standard}: {children}");
        }
    }
}
