//! What services say of the document they made (DALI).

use super::{
    code::{QUERY_STATUS, SERVICE},
    walk::Walk,
};
use crate::xml::tag::Tag;
use std::io::BufRead;

impl<R: BufRead + Send> Walk<R> {
    pub(super) fn start_info(&mut self, tag: &Tag) {
        if tag.get("name") != Some("QUERY_STATUS") {
            return;
        }
        let value = tag.get("value").unwrap_or_default();
        match value {
            "OK" => {}
            "OVERFLOW" => self.tell(&SERVICE, "the service left out rows (QUERY_STATUS OVERFLOW)"),
            "ERROR" => self.frames.iter_mut().rev().take(1).for_each(|frame| frame.info = Some(String::new())),
            _ => self.tell(&QUERY_STATUS, format!("QUERY_STATUS is `{value}`; expected OK, ERROR or OVERFLOW")),
        }
    }

    pub(super) fn end_info(&mut self, text: &str) {
        self.tell(&SERVICE, format!("the service reported: {}", text.trim()));
    }
}
