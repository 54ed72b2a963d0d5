use super::Schema;
use crate::{LossKind, LossReport};
use std::collections::{HashMap, HashSet};

impl Schema {
    /// The same table without two columns of the same name, for formats whose readers forbid or confuse them.
    ///
    /// The first column keeps its name, later ones become `flux_2`, `flux_3`, …, skipping names that are taken; each is
    /// counted as a loss of a name.
    ///
    /// ```
    /// use gaialink_table::{Datatype, Field, LossReport, Schema};
    /// let field = |name| Field::new(name, Datatype::Float);
    /// let schema = Schema::from_fields(vec![field("flux"), field("flux"), field("flux_2")]);
    /// let mut losses = LossReport::default();
    /// let unique = schema.with_unique_names(&mut losses);
    /// let names: Vec<&str> = unique.fields.iter().map(|f| f.name.as_str()).collect();
    /// assert_eq!(names, ["flux", "flux_3", "flux_2"]);
    /// assert_eq!(losses.total(), 1);
    /// ```
    #[must_use]
    pub fn with_unique_names(&self, losses: &mut LossReport) -> Self {
        let mut schema = self.clone();
        let mut taken: HashSet<String> = self.fields.iter().map(|field| field.name.clone()).collect();
        let mut next: HashMap<String, u64> = HashMap::new();
        for field in &mut schema.fields {
            // The number that the next column of this name tries first; none was seen before.
            let Some(number) = next.get_mut(&field.name) else {
                next.insert(field.name.clone(), 2);
                continue;
            };
            let free = (*number..).map(|n| (n, format!("{}_{n}", field.name))).find(|(_, name)| !taken.contains(name));
            let Some((n, name)) = free else { continue };
            *number = n.saturating_add(1);
            losses.add(LossKind::Name, &field.name, &format!("a second column of this name is written as `{name}`"));
            taken.insert(name.clone());
            field.name = name;
        }
        schema
    }
}
