/// A 64-bit number that names something: parsed, printed, ordered and hashed as the number.
macro_rules! number_id {
    ($(#[$about:meta])* pub struct $Id:ident;) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $Id(i64);

        impl $Id {
            /// The id of that number.
            pub const fn new(number: i64) -> Self {
                Self(number)
            }

            /// The number.
            pub const fn get(self) -> i64 {
                self.0
            }
        }

        impl From<i64> for $Id {
            fn from(number: i64) -> Self {
                Self(number)
            }
        }

        impl From<$Id> for i64 {
            fn from(id: $Id) -> Self {
                id.0
            }
        }

        impl std::str::FromStr for $Id {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.trim().parse().map(Self)
            }
        }

        impl std::fmt::Display for $Id {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

pub(crate) use number_id;
