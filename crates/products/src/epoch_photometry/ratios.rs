use crate::{
    Error, Result, Values,
    sheet::{Cells, Group, Sheet},
    values::Number,
};
use serde::{Deserialize, Serialize};

/// The numbers of `flux_over_error`, which the archive serves as `float` in most layouts and as `double` in the long one of DR3.
///
/// They are `float` wherever that loses nothing, so that the same light curve is equal whatever file it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ratios {
    /// Every number is a `float`.
    Float(Values<f32>),
    /// Some number is no `float`.
    Double(Values<f64>),
}

impl Ratios {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Float(values) => values.len(),
            Self::Double(values) => values.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of a place: NaN where it is missing.
    pub fn get(&self, place: usize) -> f64 {
        match self {
            Self::Float(values) => values.get(place).map_or(f64::NAN, |number| f64::from(*number)),
            Self::Double(values) => values.get(place).copied().unwrap_or(f64::NAN),
        }
    }

    /// All numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = f64> {
        (0..self.len()).map(|place| self.get(place))
    }
}

impl From<Values<f32>> for Ratios {
    fn from(values: Values<f32>) -> Self {
        Self::Float(values)
    }
}

impl From<Values<f64>> for Ratios {
    /// Floats, where every number is one, or has the digits of one.
    fn from(values: Values<f64>) -> Self {
        let mut digits = Vec::new();
        let floats: Option<Values<f32>> = values.iter().map(|number| f32::from_double(*number, &mut digits)).collect();
        floats.map_or(Self::Double(values), Self::Float)
    }
}

/// The column of them.
pub(super) enum RatioCells {
    Missing,
    Float(Cells<Values<f32>>),
    Double(Cells<Values<f64>>),
}

impl RatioCells {
    pub(super) fn read(sheet: &Sheet<'_>, name: &'static str) -> Result<Self> {
        match sheet.number_cells(name) {
            Ok(found) => Ok(found.map_or(Self::Missing, Self::Float)),
            Err(Error::Value { .. }) => Ok(sheet.number_cells(name)?.map_or(Self::Missing, Self::Double)),
            Err(error) => Err(error),
        }
    }

    /// Those of a source, as many as it has transits or rows.
    pub(super) fn of(&self, group: &Group) -> Ratios {
        match self {
            Self::Missing => Ratios::Float(Values::default()),
            Self::Float(cells) => cells.of(group).into(),
            Self::Double(cells) => cells.of(group).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_wherever_nothing_is_lost() {
        let of = |numbers: &[f64]| Ratios::from(Values::from(numbers.to_vec()));
        assert_eq!(of(&[244.87915, f64::NAN]), Ratios::Float(vec![244.87915, f32::NAN].into()));
        assert_eq!(of(&[0.5, 1.0 / 3.0]), Ratios::Double(vec![0.5, 1.0 / 3.0].into()));
        assert_eq!(of(&[0.5, 1.0 / 3.0]).iter().sum::<f64>(), 0.5 + 1.0 / 3.0);
        assert!(of(&[]).is_empty() && of(&[1.0]).get(1).is_nan());
    }
}
