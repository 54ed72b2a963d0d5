//! What a service says of its failure where it has no table to give.

use gaialink_table::schema::{Info, Param};

/// What an INFO says of a failure of the service (DALI 1.1, and older protocols).
pub(super) fn of_info(info: &Info) -> Option<String> {
    let is_status = info.name.as_deref() == Some("QUERY_STATUS") && info.value.as_deref() == Some("ERROR");
    let is_old = [&info.name, &info.id].into_iter().flatten().any(|name| name.eq_ignore_ascii_case("error"));
    let text = match (is_status, is_old) {
        (true, _) => info.content.as_deref(),
        (_, true) => info.value.as_deref().or(info.content.as_deref()),
        _ => return None,
    };
    Some(text.unwrap_or("an error, without a word").trim().to_owned())
}

/// What a PARAM says of a failure of the service (Simple Cone Search 1.03, 2.3, and what services make of it).
pub(super) fn of_param(param: &Param) -> Option<String> {
    let says = |name: &Option<String>| name.as_deref().is_some_and(|name| name.eq_ignore_ascii_case("error"));
    (says(&param.field.id) || param.field.name.eq_ignore_ascii_case("error")).then(|| param.value.trim().to_owned())
}
