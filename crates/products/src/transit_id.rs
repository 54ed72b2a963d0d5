use crate::number_id::number_id;

number_id! {
    /// The number of a transit of a source across the focal plane. It joins the bands of a light curve, and the products of an
    /// epoch; the numbers of later transits are greater.
    ///
    /// ```
    /// use gaialink_products::TransitId;
    /// let id: TransitId = "17694515304862062".parse()?;
    /// assert_eq!(id, TransitId::new(17694515304862062));
    /// assert_eq!(id.field_of_view(), 1);
    /// # Ok::<_, std::num::ParseIntError>(())
    /// ```
    pub struct TransitId;
}

impl TransitId {
    /// The telescope that saw the transit: 1 for the preceding field of view, 2 for the following one. It is told by bits 15 and
    /// 16; other numbers, which real ids do not have, are 3 and 4.
    pub const fn field_of_view(self) -> u8 {
        match (self.get() >> 15) & 3 {
            0 => 1,
            1 => 2,
            2 => 3,
            _ => 4,
        }
    }
}
