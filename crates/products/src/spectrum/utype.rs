/// What may stand before the model's own words.
const LEADING: [&str; 4] = ["spectrum.", "dataset.", "segment.", "sed."];

/// A UTYPE without its prefix and leading words, in small letters: what `spec:Spectrum.Char.FluxAxis.Ucd`,
/// `ssa:Char.FluxAxis.Ucd` and `char.fluxaxis.ucd` share.
pub(super) fn normal(utype: &str) -> String {
    let bare = utype.rsplit(':').next().unwrap_or(utype).trim().to_ascii_lowercase();
    let mut rest = bare.as_str();
    while let Some(behind) = LEADING.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = behind;
    }
    // The name of the axis in drafts of the model.
    rest.replace("spectralcoord.", "spectralaxis.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one() {
        for text in [
            "spec:Char.FluxAxis.Ucd",
            "spec:Spectrum.Char.FluxAxis.Ucd",
            "ssa:Char.FluxAxis.UCD",
            "sdm:spectrum.char.fluxaxis.ucd",
            "Char.FluxAxis.Ucd",
            "sed:SED.Segment.Char.FluxAxis.Ucd",
            " Spectrum.Char.FluxAxis.Ucd ",
        ] {
            assert_eq!(normal(text), "char.fluxaxis.ucd", "{text:?}");
        }
        assert_eq!(normal("spec:Spectrum.Data.SpectralCoord.Value"), "data.spectralaxis.value");
        assert_eq!(normal("ssa:Dataset.DataModel"), "datamodel");
        assert_eq!(normal("spec:Spectrum.DataModel"), "datamodel");
        assert_eq!(normal(""), "");
    }
}
