use crate::run::{gaialink, gaialink_with};

fn request(ids: &str, more: &[&str]) -> String {
    let args: Vec<&str> = ["request", "--ids", "-"].iter().chain(more).copied().collect();
    gaialink_with(&args, ids.as_bytes()).ok()
}

#[test]
fn urls_of_the_archive() {
    let data = "https://gea.esac.esa.int/data-server/data";
    for (ids, more, want) in [
        ("2 1", &["--product", "RVS"][..], format!("{data}?ID=1,2&RETRIEVAL_TYPE=RVS&FORMAT=votable&USE_ZIP_ALWAYS=true\n")),
        (
            "1",
            &["--product", "EPOCH_ASTROMETRY", "--release", "DR4", "--structure", "raw", "--linking-parameter", "TRANSIT_ID"],
            format!(
                "{data}?ID=1&RETRIEVAL_TYPE=EPOCH_ASTROMETRY&RELEASE=Gaia+DR4&DATA_STRUCTURE=DATAMODEL_GAIA&FORMAT=votable\
                 &USE_ZIP_ALWAYS=true&LINKING_PARAMETER=TRANSIT_ID\n"
            ),
        ),
        (
            "source_id,has_rvs\n1,true\n2,false\n",
            &["--product", "rvs,mcmc_msc", "--release", "FPR", "--structure", "raw", "--format", "fits"],
            format!(
                "{data}?ID=1&RETRIEVAL_TYPE=RVS&RELEASE=Gaia+DR3&DATA_STRUCTURE=RAW&FORMAT=fits&USE_ZIP_ALWAYS=true\n\
                 {data}?ID=1,2&RETRIEVAL_TYPE=MCMC_MSC&RELEASE=Gaia+DR3&DATA_STRUCTURE=RAW&FORMAT=fits&USE_ZIP_ALWAYS=true\n"
            ),
        ),
        (
            "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: source_id, datatype: int64}\n# - {name: phot_variable_flag, datatype: string}\n\
             # meta:\n#   RELEASE: Gaia DR2\n# schema: astropy-2.0\nsource_id phot_variable_flag\n1 VARIABLE\n2 NOT_AVAILABLE\n",
            &["--product", "all", "--valid-data"],
            format!(
                "{data}?ID=1&RETRIEVAL_TYPE=EPOCH_PHOTOMETRY&RELEASE=Gaia+DR2&FORMAT=votable&VALID_DATA=true&USE_ZIP_ALWAYS=true\n"
            ),
        ),
    ] {
        assert_eq!(request(ids, more), want);
    }
}

#[test]
fn long_lists_become_urls_that_servers_take_or_posts() {
    let ids: String = (0..1000).map(|n| format!("{}\n", 5_937_083_312_263_887_616_i64 + n)).collect();
    let urls = request(&ids, &["--product", "RVS"]);
    assert_eq!(urls.lines().count(), 3);
    assert!(urls.lines().all(|url| url.len() <= 7000));
    let posts = request(&ids, &["--product", "RVS", "--curl", "--endpoint", "https://example.org/x"]);
    assert_eq!(posts.lines().count(), 2);
    for (post, number) in posts.lines().zip(1..) {
        let start = format!("curl --fail --silent --show-error --output 'RVS-000{number}-");
        assert!(post.starts_with(&start) && post.ends_with(" 'https://example.org/x/data'"), "{post}");
    }
}

#[test]
fn what_makes_no_request_is_told() {
    let ids = "source_id,has_rvs\n1,false\n,true\n";
    let ran = gaialink_with(&["request", "--ids", "-", "--product", "RVS"], ids.as_bytes());
    assert_eq!(ran.code, 0);
    assert_eq!(
        ran.err,
        "gaialink: 1 rows have no id\ngaialink: none of the sources has such a product, by what the list says of them\n"
    );
    for (args, code, message) in [
        (&["--product", "all"][..], 1, "nothing tells the release"),
        (&["--product", "X Y"], 2, "`X Y` is no retrieval type"),
        (&["--product", "RVS", "--chunk", "5001"], 2, "expected a number from 1 to 5000"),
        (&["--product", "RVS", "--endpoint", "https://me:secret@a.b"], 2, "an address with a user name or password is not used"),
        (&["--product", "RVS", "--id-column", "x"], 1, "cannot read the list of sources"),
    ] {
        let args: Vec<&str> = ["request", "--ids", "-"].iter().chain(args).copied().collect();
        let ran = gaialink_with(&args, b"source_id,y\n1,2\n");
        assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(message), "{message:?} in {}", ran.err);
    }
    assert_eq!(gaialink(&["request", "--product", "RVS"]).code, 2);
}

#[test]
fn all_that_dr4_is_announced_to_have_is_asked_for() {
    for name in [
        "CROWDED_FIELD_IMAGE",
        "EPOCH_ASTROMETRY",
        "EPOCH_ASTROMETRY_BRIGHT",
        "EPOCH_ASTROMETRY_CROWDED_FIELD",
        "EPOCH_FLAGS_NSS",
        "EPOCH_FLAGS_VARI",
        "EPOCH_IMAGE",
        "EPOCH_PARAMETERS_RVS_DOUBLE",
        "EPOCH_PARAMETERS_RVS_SINGLE",
        "EPOCH_PHOTOMETRY",
        "EPOCH_PHOTOMETRY_CCD",
        "EPOCH_PHOTOMETRY_CROWDED_FIELD",
        "EPOCH_SPECTRUM_RVS",
        "EPOCH_SPECTRUM_XP",
        "EPOCH_SPECTRUM_XP_CROWDING",
        "EPOCH_SPECTRUM_XP_SSO",
        "MCMC_GSP_PHOT",
        "MEAN_SPECTRUM_RVS",
        "MEAN_SPECTRUM_XP",
        "MEAN_SPECTRUM_XP_GRAVLENS",
        "RESIDUAL_IMAGE",
    ] {
        let format = if name.ends_with("D_IMAGE") || name.starts_with("RESIDUAL") { "fits" } else { "votable" };
        let want = format!(
            "https://gea.esac.esa.int/data-server/data?ID=1&RETRIEVAL_TYPE={name}&RELEASE=Gaia+DR4&FORMAT={format}&USE_ZIP_ALWAYS=true\n"
        );
        assert_eq!(request("1", &["--product", name, "--release", "DR4", "--format", format]), want);
    }
}
