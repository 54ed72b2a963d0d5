use super::Form;
use crate::ProductKind;
use gaialink_table::LossKind;

/// What a product loses between two of its forms: something that the form it is brought into has no place for.
///
/// What is lost of a file is reported only where the file has it, and where it is not what every file of the product says, which
/// comes back on the way back. What a light curve does not say and a form should have is left null, which is reported too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct DeclaredLoss {
    /// The product.
    pub product: ProductKind,
    /// The forms that have it.
    pub from: &'static [Form],
    /// The forms that do not.
    pub to: &'static [Form],
    /// The kind of thing lost.
    pub kind: LossKind,
    /// The columns or PARAMs.
    pub subjects: &'static [&'static str],
    /// What happens to them.
    pub detail: &'static str,
}

impl DeclaredLoss {
    /// Whether it is about bringing a product from one form into another. INDIVIDUAL of DR2's light curves is the long form, that of
    /// others the wide one.
    pub fn is_between(&self, product: ProductKind, from: Form, to: Form) -> bool {
        self.from.contains(&from) && self.is_of(product, to)
    }

    /// Whether it is about bringing a product into a form.
    pub fn is_of(&self, product: ProductKind, to: Form) -> bool {
        self.product == product && self.to.contains(&to)
    }
}
