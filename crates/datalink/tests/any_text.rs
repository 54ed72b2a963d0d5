//! Whatever text comes: nothing panics, and what is read is written and read again as the same.

use gaialink_datalink::{BulkName, DataRequest, Endpoint, FileName, Id, RetrievalType, SourceList};
use proptest::prelude::*;
use std::{fmt::Display, str::FromStr};

/// Texts that come near to what is expected.
fn near() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("ID=".to_owned()),
        Just("&RETRIEVAL_TYPE=".to_owned()),
        Just("&RELEASE=Gaia+DR".to_owned()),
        Just("&DATA_STRUCTURE=RAW".to_owned()),
        Just("&DATA_STRUCTURE=datamodel_standard".to_owned()),
        Just("&FORMAT=ecsv".to_owned()),
        Just("&VALID_DATA=TRUE".to_owned()),
        Just("XP_SAMPLED".to_owned()),
        Just("_RAW.csv".to_owned()),
        Just("Gaia DR3 ".to_owned()),
        Just("https://".to_owned()),
        "[0-9]{1,20}",
        "[-,.=&%+#?/@\n\"; ]",
        "\\PC{0,3}",
    ];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

fn again<T: FromStr + Display + PartialEq + std::fmt::Debug>(text: &str) {
    if let Ok(value) = text.parse::<T>() {
        assert_eq!(value.to_string().parse::<T>().ok(), Some(value), "{text:?}");
    }
}

proptest! {
    #[test]
    fn what_is_read_comes_back(text in near()) {
        again::<Id>(&text);
        again::<RetrievalType>(&text);
        again::<FileName>(&text);
        again::<BulkName>(&text);
        again::<Endpoint>(&text);
        let _ = text.parse::<SourceList>();
        let form = format!("ID=1&RETRIEVAL_TYPE=RVS&{text}");
        for form in [&text, &form] {
            if let Ok(request) = DataRequest::from_form(form) {
                prop_assert_eq!(DataRequest::from_form(&request.to_form()).unwrap(), request.clone());
                let url = request.to_url(&Endpoint::default());
                prop_assert_eq!(DataRequest::from_url(&url).unwrap(), request);
            }
        }
    }

    #[test]
    fn numbers_in_any_text_form_are_a_list(ids in prop::collection::vec(1..=i64::MAX, 0..20), mark in "[,;\t\n ]") {
        let text = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(&mark);
        let list: SourceList = text.parse().unwrap();
        prop_assert_eq!(list.sources().iter().map(|wanted| wanted.source_id.get()).collect::<Vec<_>>(), ids);
    }
}
