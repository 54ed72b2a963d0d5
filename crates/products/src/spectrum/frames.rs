use super::{Quantity, terms::Terms};
use crate::{Error, Result};
use gaialink_table::Schema;
use serde::{Deserialize, Serialize};

/// The coordinate systems of a spectrum: the model's `CoordSys`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Frames {
    /// Of positions.
    pub space: SpaceFrame,
    /// Of times.
    pub time: TimeFrame,
    /// Of the spectral axis.
    pub spectral: SpectralFrame,
}

/// The system of positions: `CoordSys.SpaceFrame`, or COOSYS.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SpaceFrame {
    /// The name, such as `ICRS`.
    pub name: Option<String>,
    /// The UCD.
    pub ucd: Option<String>,
    /// Where its origin is.
    pub reference_position: Option<String>,
    /// The equinox.
    pub equinox: Option<String>,
}

/// The system of times: `CoordSys.TimeFrame`, or TIMESYS.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TimeFrame {
    /// The time scale, such as `TCB`.
    pub name: Option<String>,
    /// The UCD.
    pub ucd: Option<String>,
    /// The zero point of times, a Julian date; the model's `Zero` is a modified one, which is turned into it.
    pub zero: Option<f64>,
    /// Where the clock is.
    pub reference_position: Option<String>,
}

/// The system of the spectral axis: `CoordSys.SpectralFrame`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SpectralFrame {
    /// The name.
    pub name: Option<String>,
    /// The UCD.
    pub ucd: Option<String>,
    /// Relative to what the wavelengths are.
    pub reference_position: Option<String>,
    /// The redshift by which the axis was corrected.
    pub redshift: Option<Quantity>,
}

/// The Julian date of the modified Julian date 0.
const MJD_ZERO: f64 = 2_400_000.5;

impl Frames {
    pub(super) fn of(terms: &Terms, schema: &Schema) -> Result<Self> {
        let mut frames = Self { space: SpaceFrame::of(terms), time: TimeFrame::of(terms)?, spectral: SpectralFrame::of(terms)? };
        frames.add_elements(schema)?;
        Ok(frames)
    }

    /// Takes from COOSYS and TIMESYS what the PARAMs do not say.
    fn add_elements(&mut self, schema: &Schema) -> Result<()> {
        if let Some(found) = schema.all_coosys().last() {
            fill(&mut self.space.name, found.system.as_ref());
            fill(&mut self.space.equinox, found.equinox.as_ref());
            fill(&mut self.space.reference_position, found.refposition.as_ref());
        }
        if let Some(found) = schema.all_timesys().last() {
            fill(&mut self.time.name, found.timescale.as_ref());
            fill(&mut self.time.reference_position, found.refposition.as_ref());
            if self.time.zero.is_none() {
                self.time.zero = found.timeorigin.as_deref().map(origin).transpose()?;
            }
        }
        Ok(())
    }
}

impl SpaceFrame {
    fn of(terms: &Terms) -> Self {
        Self {
            name: terms.text("coordsys.spaceframe.name"),
            ucd: terms.text("coordsys.spaceframe.ucd"),
            reference_position: terms.text("coordsys.spaceframe.refpos"),
            equinox: terms.text("coordsys.spaceframe.equinox"),
        }
    }
}

impl TimeFrame {
    fn of(terms: &Terms) -> Result<Self> {
        Ok(Self {
            name: terms.text("coordsys.timeframe.name"),
            ucd: terms.text("coordsys.timeframe.ucd"),
            zero: terms.quantity("coordsys.timeframe.zero")?.map(|zero| zero.value + MJD_ZERO),
            reference_position: terms.text("coordsys.timeframe.refpos"),
        })
    }
}

impl SpectralFrame {
    fn of(terms: &Terms) -> Result<Self> {
        Ok(Self {
            name: terms.text("coordsys.spectralframe.name"),
            ucd: terms.text("coordsys.spectralframe.ucd"),
            reference_position: terms.text("coordsys.spectralframe.refpos"),
            redshift: terms.quantity("coordsys.spectralframe.redshift")?,
        })
    }
}

fn fill(slot: &mut Option<String>, text: Option<&String>) {
    if slot.is_none() {
        *slot = text.cloned();
    }
}

/// The Julian date of TIMESYS's `timeorigin` (VOTable 1.4, 3.2).
fn origin(text: &str) -> Result<f64> {
    match text.trim() {
        "JD-origin" => Ok(0.0),
        "MJD-origin" => Ok(MJD_ZERO),
        number => number.parse().map_err(|_| Error::SpectrumTerm {
            term: "timeorigin of a TIMESYS".to_owned(),
            found: number.to_owned(),
            expected: "Julian date",
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins() {
        for (text, want) in [("JD-origin", 0.0), ("MJD-origin", 2_400_000.5), (" 2455197.5", 2_455_197.5)] {
            assert_eq!(origin(text).unwrap(), want);
        }
        let error = origin("2010").and(origin("never")).unwrap_err();
        assert_eq!(error.to_string(), "spectrum, timeorigin of a TIMESYS: `never` is no Julian date");
    }
}
