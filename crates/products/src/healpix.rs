//! HEALPix, the nested scheme: the tesselation of the sky in which source ids count (Górski et al. 2005, ApJ 622, 759).

use crate::SkyPosition;
use std::f64::consts::FRAC_PI_4;

/// Cells of a base pixel at level 12, as a power of two.
const BITS: u32 = 24;

/// The ring and the meridian of the southern corner of each base pixel, in widths of a pixel.
const CORNERS: [(f64, f64); 12] = [
    (2.0, 1.0),
    (2.0, 3.0),
    (2.0, 5.0),
    (2.0, 7.0),
    (3.0, 0.0),
    (3.0, 2.0),
    (3.0, 4.0),
    (3.0, 6.0),
    (4.0, 1.0),
    (4.0, 3.0),
    (4.0, 5.0),
    (4.0, 7.0),
];

/// The centre of a cell, in degrees; nothing where the level has no such cell.
pub(crate) fn centre(level: u8, cell: u32) -> Option<SkyPosition> {
    let level = u32::from(level);
    let bits = (2 * level).min(BITS);
    let (ring, meridian) = *CORNERS.get(usize::try_from(cell >> bits).ok()?)?;
    let inside = cell & ((1 << bits) - 1);
    let width = f64::from(1_u32 << (bits / 2));
    let [x, y] = [inside, inside >> 1].map(|number| (f64::from(every_other(number)) + 0.5) / width);
    Some(on_sky(ring - x - y, meridian, x - y))
}

/// The bits of even places, pushed together.
fn every_other(number: u32) -> u32 {
    (0..u32::BITS / 2).map(|place| (number >> (2 * place) & 1) << place).sum()
}

/// The place on the sky of a place on the tesselation: rings from the north pole (0) to the south pole (4), the meridian of the
/// base pixel, and the way from there to the east.
fn on_sky(ring: f64, meridian: f64, east: f64) -> SkyPosition {
    // Towards the poles rings get shorter, by as much as they are nearer than 1.
    let from_pole = ring.min(4.0 - ring).min(1.0);
    let dec = if from_pole < 1.0 {
        let below = from_pole * from_pole / 3.0;
        let north = (1.0 - below).atan2((below * (2.0 - below)).sqrt());
        if ring < 1.0 { north } else { -north }
    } else {
        ((2.0 - ring) * 2.0 / 3.0).asin()
    };
    let ra = FRAC_PI_4 * (meridian + east / from_pole);
    SkyPosition { ra: ra.to_degrees().rem_euclid(360.0), dec: dec.to_degrees() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells and their centres as astropy-healpix has them.
    #[test]
    fn as_others_have_them() {
        for (level, cell, ra, dec) in [
            (0, 0, 45.0, 41.810314895778596),
            (0, 3, 315.0, 41.810314895778596),
            (0, 4, 0.0, 0.0),
            (0, 6, 180.0, 0.0),
            (0, 8, 45.0, -41.810314895778596),
            (1, 3, 45.0, 66.44353569089876),
            (1, 20, 90.0, -19.47122063449069),
            (1, 47, 315.0, -19.47122063449069),
            (5, 1023, 45.0, 88.5380288373519),
            (5, 5000, 345.9375, 13.24801490567695),
            (5, 12287, 315.0, -1.1937484371410785),
            (12, 0, 45.0, 0.00932548498796424),
            (12, 172_791_866, 251.51299879081014, -51.49785271040173),
            (12, 16_777_215, 45.0, 89.98857866011926),
            (12, 67_108_864, 0.0, -41.79780466630351),
            (12, 117_563_968, 272.021484375, -34.66990835157262),
            (12, 184_549_376, 315.0, -89.98857866011926),
            (12, 201_326_591, 315.0, -0.00932548498796424),
        ] {
            let found = centre(level, cell).unwrap();
            let off = (found.ra - ra).abs().max((found.dec - dec).abs());
            assert!(off < 1e-10, "{cell} of level {level}: {found:?}");
        }
    }

    #[test]
    fn cells_that_are_none() {
        assert_eq!((centre(0, 12), centre(12, 201_326_592), centre(12, u32::MAX)), (None, None, None));
        for level in 0..=12 {
            let count = 12 << (2 * level);
            assert!(centre(level, count - 1).is_some() && centre(level, count).is_none(), "{level}");
        }
    }
}
