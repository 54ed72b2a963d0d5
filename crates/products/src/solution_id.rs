use crate::number_id::number_id;

number_id! {
    /// The number of a run of the processing: what was made by the same version of the software from the same input has the
    /// same one.
    ///
    /// ```
    /// use gaialink_products::SolutionId;
    /// let id: SolutionId = "375316653866487564".parse()?;
    /// assert_eq!(id.get(), 375316653866487564);
    /// assert_eq!(id.to_string(), "375316653866487564");
    /// # Ok::<_, std::num::ParseIntError>(())
    /// ```
    pub struct SolutionId;
}
