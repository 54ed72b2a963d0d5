//! `application/x-www-form-urlencoded`, as the archive takes it in a query and in a POST.

use form_urlencoded::byte_serialize;

/// Adds a parameter. Commas stay as they are, since the archive's lists are long.
pub(crate) fn push(form: &mut String, name: &str, value: &str) {
    if !form.is_empty() {
        form.push('&');
    }
    form.extend(byte_serialize(name.as_bytes()));
    form.push('=');
    for (at, part) in value.split(',').enumerate() {
        if at > 0 {
            form.push(',');
        }
        form.extend(byte_serialize(part.as_bytes()));
    }
}

/// The parameters, decoded, in order.
pub(crate) fn parse(form: &str) -> impl Iterator<Item = (String, String)> + '_ {
    form_urlencoded::parse(form.as_bytes()).into_owned()
}

/// A URL with parameters behind those it has.
pub(crate) fn with_query(url: &str, form: &str) -> String {
    let (base, fragment) = url.split_once('#').map_or((url, None), |(base, fragment)| (base, Some(fragment)));
    let join = match base.rsplit_once('?') {
        _ if form.is_empty() => "",
        None => "?",
        Some((_, "")) => "",
        Some((_, query)) if query.ends_with('&') => "",
        Some(_) => "&",
    };
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    format!("{base}{join}{form}{fragment}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_come_back() {
        let mut form = String::new();
        push(&mut form, "ID", "Gaia DR3 1,Gaia DR3 2");
        push(&mut form, "a&b", "ä=+%");
        assert_eq!(form, "ID=Gaia+DR3+1,Gaia+DR3+2&a%26b=%C3%A4%3D%2B%25");
        let back: Vec<(String, String)> = parse(&form).collect();
        assert_eq!(back, [("ID".into(), "Gaia DR3 1,Gaia DR3 2".into()), ("a&b".into(), "ä=+%".into())]);
    }

    #[test]
    fn a_query_goes_behind_what_is_there() {
        for (url, want) in [
            ("https://a/b", "https://a/b?x=1"),
            ("https://a/b?", "https://a/b?x=1"),
            ("https://a/b?y=2", "https://a/b?y=2&x=1"),
            ("https://a/b?y=2&", "https://a/b?y=2&x=1"),
            ("https://a/b#c", "https://a/b?x=1#c"),
        ] {
            assert_eq!(with_query(url, "x=1"), want);
        }
        assert_eq!(with_query("https://a/b", ""), "https://a/b");
    }
}
