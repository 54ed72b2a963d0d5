use super::{DataAxis, Spectrum};
use crate::Values;
use serde::{Deserialize, Serialize};

/// What a spectral axis counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum SpectralKind {
    /// Wavelengths.
    Wavelength,
    /// Frequencies.
    Frequency,
    /// Energies of photons.
    Energy,
    /// Wavenumbers.
    Wavenumber,
}

/// A unit that is none of a spectral axis.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is no unit of wavelength, frequency, energy or wavenumber")]
pub struct SpectralUnitError {
    /// The unit of the file; empty where it gives none.
    pub found: String,
}

/// The speed of light in nm Hz.
const LIGHT: f64 = 2.997_924_58e17;
/// The speed of light times Planck's constant in nm eV, exact in the SI of 2019.
const LIGHT_PLANCK: f64 = 1_239.841_984_332_002_6;

/// Spellings of the ångström; the two signs of it are different characters.
const ANGSTROM: &[&str] = &[
    "Angstrom",
    "angstrom",
    "ANGSTROM",
    "Angstroms",
    "angstroms",
    "ANGSTROMS",
    "A",
    "AA",
    "\u{c5}",
    "\u{212b}",
    "0.1nm",
    "0.1 nm",
    "10**-10 m",
    "10-10m",
    "1e-10 m",
    "1E-10 m",
    "1E-10m",
];

/// Units of the kinds, and how many nm, Hz, eV or 1/nm one of them is.
const UNITS: [(SpectralKind, &[&str], f64); 23] = [
    (SpectralKind::Wavelength, &["nm", "nanometer", "nanometers"], 1.0),
    (SpectralKind::Wavelength, ANGSTROM, 0.1),
    (SpectralKind::Wavelength, &["um", "micron", "microns", "µm", "μm", "micrometer", "micrometers"], 1e3),
    (SpectralKind::Wavelength, &["mm"], 1e6),
    (SpectralKind::Wavelength, &["cm"], 1e7),
    (SpectralKind::Wavelength, &["m"], 1e9),
    (SpectralKind::Wavelength, &["pm"], 1e-3),
    (SpectralKind::Frequency, &["Hz", "s-1", "s**-1", "1/s"], 1.0),
    (SpectralKind::Frequency, &["kHz"], 1e3),
    (SpectralKind::Frequency, &["MHz"], 1e6),
    (SpectralKind::Frequency, &["GHz"], 1e9),
    (SpectralKind::Frequency, &["THz"], 1e12),
    (SpectralKind::Frequency, &["PHz"], 1e15),
    (SpectralKind::Energy, &["eV"], 1.0),
    (SpectralKind::Energy, &["keV"], 1e3),
    (SpectralKind::Energy, &["MeV"], 1e6),
    (SpectralKind::Energy, &["GeV"], 1e9),
    (SpectralKind::Energy, &["TeV"], 1e12),
    (SpectralKind::Energy, &["J"], 1.0 / 1.602_176_634e-19),
    (SpectralKind::Energy, &["erg"], 1e-7 / 1.602_176_634e-19),
    (SpectralKind::Wavenumber, &["cm-1", "cm**-1", "cm^-1", "1/cm", "/cm"], 1e-7),
    (SpectralKind::Wavenumber, &["m-1", "m**-1", "m^-1", "1/m", "/m"], 1e-9),
    (SpectralKind::Wavenumber, &["nm-1", "nm**-1", "nm^-1", "1/nm", "/nm"], 1.0),
];

impl Spectrum {
    /// The wavelengths of the samples, in nm, whatever the spectral axis counts and its unit; the medium is that of the file,
    /// frequencies and energies are turned into vacuum wavelengths. Those of an axis in nm are its own numbers.
    ///
    /// # Errors
    ///
    /// [`SpectralUnitError`] where the unit of the axis is none of wavelength, frequency, energy or wavenumber, or missing.
    pub fn wavelengths(&self) -> Result<Values<f64>, SpectralUnitError> {
        let (kind, factor) = self.data.spectral.spectral_unit()?;
        let values = &self.data.spectral.values;
        let nm: fn(f64) -> f64 = match kind {
            SpectralKind::Wavelength if factor == 1.0 => return Ok(values.clone()),
            SpectralKind::Wavelength => |number| number,
            SpectralKind::Frequency => |number| LIGHT / number,
            SpectralKind::Energy => |number| LIGHT_PLANCK / number,
            SpectralKind::Wavenumber => |number| 1.0 / number,
        };
        // A division by a power of ten is exact where the product with 0.1 is not.
        let scaled = |number: &f64| if factor < 1.0 { number / (1.0 / factor) } else { number * factor };
        Ok(values.iter().map(scaled).map(nm).collect())
    }

    /// The least and the greatest wavelength, in nm; `None` where there is none.
    ///
    /// # Errors
    ///
    /// Those of [`Spectrum::wavelengths`].
    pub fn wavelength_range(&self) -> Result<Option<[f64; 2]>, SpectralUnitError> {
        Ok(self.wavelengths()?.quantiles([0.0, 1.0]))
    }
}

impl DataAxis {
    /// What the axis counts, by its unit.
    ///
    /// # Errors
    ///
    /// [`SpectralUnitError`] where its unit is none of a spectral axis.
    pub fn spectral_kind(&self) -> Result<SpectralKind, SpectralUnitError> {
        self.spectral_unit().map(|(kind, _)| kind)
    }

    fn spectral_unit(&self) -> Result<(SpectralKind, f64), SpectralUnitError> {
        let unit = self.unit.as_deref().unwrap_or_default().trim().trim_matches('\'');
        let known = UNITS.iter().find(|(_, names, _)| names.contains(&unit));
        known.map(|(kind, _, factor)| (*kind, *factor)).ok_or_else(|| SpectralUnitError { found: unit.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_becomes_wavelengths() {
        let mut spectrum = Spectrum::default();
        for (number, unit, kind, want) in [
            (500.0, "nm", SpectralKind::Wavelength, 500.0),
            (5007.0, "Angstrom", SpectralKind::Wavelength, 500.7),
            (5007.0, "Å", SpectralKind::Wavelength, 500.7),
            (0.5, "um", SpectralKind::Wavelength, 500.0),
            (5.9958491600e14, "Hz", SpectralKind::Frequency, 500.0),
            (599_584.916, "GHz", SpectralKind::Frequency, 500.0),
            (2.479_683_968_664_005, "eV", SpectralKind::Energy, 500.0),
            (20_000.0, "cm-1", SpectralKind::Wavenumber, 500.0),
        ] {
            (spectrum.data.spectral.values, spectrum.data.spectral.unit) = (vec![number].into(), Some(unit.into()));
            let found = spectrum.wavelengths().unwrap()[0];
            assert!((found / want - 1.0_f64).abs() < 1e-15, "{number} {unit}: {found}");
            assert_eq!(spectrum.data.spectral.spectral_kind(), Ok(kind));
        }
        assert_eq!(spectrum.wavelength_range().unwrap().map(|range| range[0] == range[1]), Some(true));
        spectrum.data.spectral.unit = Some("Jy".into());
        assert_eq!(spectrum.wavelengths(), Err(SpectralUnitError { found: "Jy".into() }));
        spectrum.data.spectral.unit = None;
        assert_eq!(spectrum.wavelengths(), Err(SpectralUnitError { found: String::new() }));
    }
}
