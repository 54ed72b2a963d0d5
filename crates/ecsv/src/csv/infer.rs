mod guard;
pub(crate) use self::guard::Guard;
