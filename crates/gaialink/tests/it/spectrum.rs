//! The Spectrum data model, from the archive's files and from documents of other publishers.

use crate::files::{FORMATS, member, served};
use gaialink::{
    OpenOptions, Table,
    products::{Error, SkyPosition, SpectralKind, Spectrum, XpSampled},
};

fn table(document: &str) -> Table {
    OpenOptions::default().open_reader("spectrum.xml", std::io::Cursor::new(document.to_owned())).unwrap().table().unwrap()
}

fn votable(body: &str) -> Table {
    table(&format!(
        r#"<VOTABLE version="1.3" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE utype="ssa:SpectrumModel">{body}</RESOURCE></VOTABLE>"#
    ))
}

/// Rows of samples, wavelengths in Angstrom, metadata in groups, UTYPEs of Spectrum 1.1 with a prefix of their own.
const ANGSTROM: &str = r#"
<COOSYS ID="sky" system="ICRS" epoch="J2000"/>
<TIMESYS ID="t" timeorigin="MJD-origin" timescale="UTC" refposition="TOPOCENTER"/>
<TABLE>
<GROUP utype="spec:Target"><PARAM name="a" datatype="char" arraysize="*" utype="spec:Spectrum.Target.Name" value="HD 1"/>
<PARAM name="b" datatype="double" arraysize="2" utype="spec:Spectrum.Target.Pos" value="1.5 -2.5" unit="deg"/></GROUP>
<GROUP utype="spec:Char"><GROUP>
<PARAM name="c" datatype="double" utype="spec:Spectrum.Char.SpectralAxis.Coverage.Bounds.Start" unit="m" value="4e-7"/>
<PARAM name="d" datatype="char" arraysize="*" utype="spec:Char.SpectralAxis.Ucd" value="em.wl"/>
<PARAM name="d2" datatype="char" arraysize="*" utype="SPEC:CHAR.FLUXAXIS.CALIBRATION" value="RELATIVE"/></GROUP></GROUP>
<PARAM name="e" datatype="char" arraysize="*" utype="sdm:Curation.Publisher" value="An observatory"/>
<PARAM name="f" datatype="char" arraysize="*" utype="spec:DataID.Collection" value="first"/>
<PARAM name="g" datatype="char" arraysize="*" utype="spec:DataID.Collection" value="second"/>
<PARAM name="h" datatype="double" utype="spec:Derived.SNR" value="NaN"/>
<PARAM name="i" datatype="double" ucd="spect.resolution" value="1500"/>
<FIELD name="flux" datatype="int" utype="other:thing"/>
<FIELD name="w" ID="w" datatype="float" unit="Angstrom"/>
<FIELD name="f" datatype="double" unit="erg/s/cm**2/Angstrom" utype="spec:Data.FluxAxis.Value"/>
<FIELD name="e" datatype="double" utype="spec:Data.FluxAxis.Accuracy.StatError"/>
<FIELD name="q" datatype="int" ucd="meta.code.qual"/>
<GROUP><FIELDref ref="w" utype="spec:Spectrum.Data.SpectralAxis.Value"/></GROUP>
<DATA><TABLEDATA>
<TR><TD>1</TD><TD>4000</TD><TD>1.5</TD><TD>0.5</TD><TD>0</TD></TR>
<TR><TD>2</TD><TD>4001</TD><TD/><TD>0.25</TD><TD>1</TD></TR>
</TABLEDATA></DATA></TABLE>"#;

#[test]
fn rows_of_samples_in_angstrom() {
    let spectrum = Spectrum::try_from(&votable(ANGSTROM)).unwrap();
    assert_eq!(spectrum.len(), 2);
    assert_eq!(*spectrum.wavelengths().unwrap(), [400.0, 400.1]);
    let flux = &spectrum.data.flux;
    assert_eq!((flux.name.as_str(), flux.unit.as_deref()), ("f", Some("erg/s/cm**2/Angstrom")));
    assert_eq!(flux.values, vec![1.5, f64::NAN].into());
    assert_eq!(flux.stat_error, Some(vec![0.5, 0.25].into()));
    assert_eq!(flux.quality, Some(vec![0.0, 1.0].into()));
    assert_eq!(spectrum.target.name.as_deref(), Some("HD 1"));
    assert_eq!(spectrum.target.position, Some(SkyPosition { ra: 1.5, dec: -2.5 }));
    assert_eq!(spectrum.curation.publisher.as_deref(), Some("An observatory"));
    assert_eq!(spectrum.data_id.collections, ["first", "second"]);
    assert_eq!(spectrum.derived.snr, None);
    let axis = &spectrum.characterisation.spectral;
    assert_eq!(axis.coverage.start.as_ref().map(ToString::to_string).as_deref(), Some("0.0000004 m"));
    assert_eq!(axis.ucd.as_deref(), Some("em.wl"));
    assert_eq!(axis.resolving_power.as_ref().map(|found| found.value), Some(1500.0));
    assert_eq!(spectrum.data.spectral.ucd.as_deref(), Some("em.wl"));
    assert_eq!(spectrum.characterisation.flux.calibration.as_deref(), Some("RELATIVE"));
    assert_eq!((spectrum.frames.space.name.as_deref(), spectrum.frames.time.name.as_deref()), (Some("ICRS"), Some("UTC")));
    assert_eq!(spectrum.frames.time.zero, Some(2_400_000.5));
    let json = serde_json::to_string(&spectrum).unwrap();
    assert_eq!(serde_json::from_str::<Spectrum>(&json).unwrap(), spectrum);
}

/// A segment a row, its samples in arrays, a frequency axis, known by names and UCDs alone.
const SEGMENTS: &str = r#"<TABLE>
<FIELD name="OBJECT" datatype="char" arraysize="*"/>
<FIELD name="nu" datatype="double" arraysize="*" unit="GHz" ucd="em.freq"/>
<FIELD name="s" datatype="float" arraysize="*" unit="Jy" ucd="phot.flux.density;em.freq"/>
<FIELD name="ds" datatype="float" arraysize="*" unit="Jy" ucd="stat.error;phot.flux.density;em.freq"/>
<DATA><TABLEDATA>
<TR><TD>one</TD><TD>299792.458 149896.229</TD><TD>1 2</TD><TD>0.1 0.2</TD></TR>
<TR><TD>two</TD><TD>299792.458</TD><TD>3</TD><TD>0.5</TD></TR>
</TABLEDATA></DATA></TABLE>"#;

#[test]
fn segments_of_arrays_in_frequency() {
    let spectra = Spectrum::from_table(&votable(SEGMENTS)).unwrap();
    let [one, two] = &spectra[..] else { panic!("{} spectra", spectra.len()) };
    assert_eq!(*one.wavelengths().unwrap(), [1000.0, 2000.0]);
    assert_eq!(one.wavelength_range().unwrap(), Some([1000.0, 2000.0]));
    assert_eq!(one.data.spectral.spectral_kind(), Ok(SpectralKind::Frequency));
    assert_eq!(*one.data.flux.values, [1.0, 2.0]);
    assert_eq!(two.data.flux.stat_error, Some(vec![0.5].into()));
    let names: Vec<_> = spectra.iter().map(|spectrum| spectrum.target.name.as_deref()).collect();
    assert_eq!(names, [Some("one"), Some("two")]);
    assert!(matches!(Spectrum::try_from(&votable(SEGMENTS)), Err(Error::Spectra { found: 2 })));
}

/// Two samples, named in a way of its own by each column and PARAM.
const SAMPLES: &str = r#"<DATA><TABLEDATA><TR><TD>500</TD><TD>1.5</TD><TD>0.1</TD></TR><TR><TD>501</TD><TD>2.5</TD><TD>0.2</TD></TR></TABLEDATA></DATA></TABLE>"#;

fn by_utype(prefix: &str) -> String {
    format!(
        r#"<TABLE><PARAM name="a" datatype="char" arraysize="*" utype="{prefix}Target.Name" value="HD 1"/>
<PARAM name="b" datatype="double" arraysize="2" utype="{prefix}Char.SpatialAxis.Coverage.Location.Value" value="1.5 -2.5"/>
<FIELD name="c" datatype="double" unit="nm" utype="{prefix}Data.SpectralAxis.Value"/>
<FIELD name="d" datatype="double" utype="{prefix}Data.FluxAxis.Value"/>
<FIELD name="e" datatype="double" utype="{prefix}Data.FluxAxis.Accuracy.StatError"/>{SAMPLES}"#
    )
}

fn by_name() -> String {
    format!(
        r#"<TABLE><PARAM name="OBJECT" datatype="char" arraysize="*" value="HD 1"/>
<PARAM name="RA" datatype="double" value="1.5"/><PARAM name="DEC" datatype="double" value="-2.5"/>
<FIELD name="WAVE" datatype="double" unit="nm"/><FIELD name="FLUX" datatype="float"/><FIELD name="ERR" datatype="double"/>{SAMPLES}"#
    )
}

/// The name of the target stays known by its UTYPE, since UCD1+ has no word for it.
fn by_ucd([id, ra, dec, wavelength, flux, error]: [&str; 6]) -> String {
    format!(
        r#"<TABLE><PARAM name="a" datatype="char" arraysize="*" ucd="{id}" utype="spec:Target.Name" value="HD 1"/>
<PARAM name="b" datatype="double" ucd="{ra}" value="1.5"/><PARAM name="c" datatype="double" ucd="{dec}" value="-2.5"/>
<FIELD name="d" datatype="double" unit="nm" ucd="{wavelength}"/><FIELD name="f" datatype="double" ucd="{flux}"/>
<FIELD name="g" datatype="double" ucd="{error}"/>{SAMPLES}"#
    )
}

const UCD1_PLUS: [&str; 6] = [
    "meta.id",
    "pos.eq.ra;meta.main",
    "pos.eq.dec;meta.main",
    "em.wl",
    "phot.flux.density;em.wl",
    "stat.error;phot.flux.density",
];
const UCD1: [&str; 6] = ["ID_MAIN", "POS_EQ_RA_MAIN", "POS_EQ_DEC_MAIN", "SPECT_WAVELENGTH", "PHOT_FLUX_DENSITY", "ERROR"];

#[test]
fn the_same_by_any_prefix_name_or_ucd() {
    let prefixes = ["spec:", "ssa:", "sdm:", "Spectrum.", "spec:Spectrum.", ""];
    let id_alone = by_ucd(UCD1).replace("spec:Target.Name", "");
    for document in prefixes.map(by_utype).into_iter().chain([by_name(), by_ucd(UCD1_PLUS), by_ucd(UCD1), id_alone]) {
        let found = Spectrum::try_from(&votable(&document)).unwrap();
        assert_eq!(found.target.name.as_deref(), Some("HD 1"), "{document}");
        assert_eq!(found.characterisation.spatial.location, Some(SkyPosition { ra: 1.5, dec: -2.5 }), "{document}");
        assert_eq!(*found.wavelengths().unwrap(), [500.0, 501.0], "{document}");
        assert_eq!(*found.data.flux.values, [1.5, 2.5], "{document}");
        assert_eq!(found.data.flux.stat_error, Some(vec![0.1, 0.2].into()), "{document}");
    }
}

/// UTYPEs win over names, and names over UCDs.
#[test]
fn the_surest_word_wins() {
    let document = format!(
        r#"<TABLE><PARAM name="x" datatype="char" arraysize="*" ucd="meta.curation" value="by UCD"/>
<PARAM name="Publisher" datatype="char" arraysize="*" value="by name"/>
<PARAM name="Title" datatype="char" arraysize="*" utype="spec:Curation.Publisher" ucd="meta.id" value="by UTYPE"/>
<FIELD name="wavelength" datatype="double" ucd="em.wl" unit="Jy" utype="spec:Data.FluxAxis.Value"/>
<FIELD name="flux" datatype="double" ucd="phot.flux" unit="nm" utype="spec:Data.SpectralAxis.Value"/>
<FIELD name="flux_error" datatype="double" ucd="phot.flux"/>{SAMPLES}"#
    );
    let by_name = document.replace("spec:Curation", "other:Thing");
    let by_ucd = by_name.replace("\"Publisher\"", "\"y\"");
    for (document, want) in [(&document, "by UTYPE"), (&by_name, "by name"), (&by_ucd, "by UCD")] {
        let found = Spectrum::try_from(&votable(document)).unwrap();
        assert_eq!(found.curation.publisher.as_deref(), Some(want));
        assert_eq!((*found.wavelengths().unwrap()).to_vec(), [1.5, 2.5]);
        assert_eq!(*found.data.flux.values, [500.0, 501.0]);
        assert_eq!(found.data.flux.stat_error, Some(vec![0.1, 0.2].into()));
    }
}

#[test]
fn what_is_no_spectrum_says_why() {
    let cases = [
        (
            SEGMENTS.replace("em.freq\"/>", "pos\"/>").replace("name=\"nu\"", "name=\"z\""),
            "no spectrum: no column is the spectral axis",
        ),
        (SEGMENTS.replace("phot.flux", "phys.size"), "no spectrum: no column is the flux axis"),
        (SEGMENTS.replace("<TD>3</TD>", "<TD>3 4</TD>"), "spectrum, column `nu`: expected 2 values, found 1"),
        (ANGSTROM.replace("NaN", "high"), "spectrum, derived.snr: `high` is no number"),
        (ANGSTROM.replace("1.5 -2.5", "1.5"), "spectrum, target.pos: `1.5` is no pair of numbers"),
    ];
    for (body, want) in cases {
        assert_eq!(Spectrum::from_table(&votable(&body)).unwrap_err().to_string(), want);
    }
}

#[test]
fn the_archives_spectra_in_every_format() {
    let Some(served) = served() else { return };
    let want = Spectrum::try_from(&member(&served, "XP_SAMPLED", "vot", "xml").table().unwrap()).unwrap();
    assert_eq!(want.data_model.as_deref(), Some("Spectrum 1.01"));
    assert_eq!(want.target.name.as_deref(), Some("5937083312263887616"));
    assert_eq!(want.curation.publisher.as_deref(), Some("ESA/Gaia/DPAC"));
    assert_eq!(want.data_id.title.as_deref(), Some("Spectrum"));
    let char = &want.characterisation;
    assert_eq!(char.spatial.location, Some(SkyPosition { ra: 251.51920772923995, dec: -51.50535255488219 }));
    assert_eq!(char.spatial.extent.as_ref().map(ToString::to_string).as_deref(), Some("0.00058932666 deg"));
    assert_eq!(char.time.coverage.location.as_ref().map(ToString::to_string).as_deref(), Some("2016 yr"));
    let bounds = [&char.spectral.coverage.start, &char.spectral.coverage.stop, &char.spectral.coverage.extent];
    assert_eq!(bounds.map(|found| found.as_ref().map(|found| found.value)), [Some(336.0), Some(1020.0), Some(684.0)]);
    assert_eq!(char.spectral.unit.as_deref(), Some("nm"));
    assert_eq!(char.flux.ucd.as_deref(), Some("phot.fluence;em.wl"));
    assert_eq!(want.frames.time.name.as_deref(), Some("TCB"));
    assert_eq!(want.frames.time.zero, Some(2_455_197.5));
    assert_eq!(want.wavelengths().unwrap(), XpSampled::standard_wavelengths());
    assert_eq!(want.data.flux.unit.as_deref(), Some("W.m**-2.nm**-1"));
    for (format, extension) in FORMATS {
        let found = Spectrum::try_from(&member(&served, "XP_SAMPLED", format, extension).table().unwrap()).unwrap();
        assert_eq!(found.data.spectral.values, want.data.spectral.values, "{format}");
        assert_eq!(found.data.flux.stat_error, want.data.flux.stat_error, "{format}");
        assert_eq!(found.target, want.target, "{format}");
        assert_eq!(found.characterisation.spatial.location, char.spatial.location, "{format}");
        if format != "csv" {
            let sampled = (&found.characterisation, &found.curation, &found.data_id, &found.data_model);
            assert_eq!(sampled, (char, &want.curation, &want.data_id, &want.data_model), "{format}");
        }
    }
    for (file, want) in [("fits", 1), ("csv", 1)] {
        let raw = gaialink::open(served.join(format!("xp_sampled_raw/XP_SAMPLED_RAW_dr3int6.{file}"))).unwrap();
        let spectra = Spectrum::from_table(&raw.table().unwrap()).unwrap();
        assert!(spectra.len() >= want, "{file}");
        assert!(spectra.iter().all(|found| found.wavelength_range().unwrap() == Some([336.0, 1020.0])), "{file}");
    }
    let rvs = gaialink::open(served.join("rvs/Kepler-93.csv")).unwrap().table().unwrap();
    let rvs = Spectrum::try_from(&rvs).unwrap();
    assert_eq!((rvs.len(), rvs.wavelength_range().unwrap()), (2401, Some([846.0, 870.0])));
}
