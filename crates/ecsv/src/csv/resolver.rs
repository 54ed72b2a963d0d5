use gaialink_table::Schema;

/// Someone who knows tables by the names of their columns.
///
/// ```
/// use gaialink_ecsv::csv::{ReadOptions, SchemaResolver, infer};
/// use gaialink_table::{Datatype, Field, Schema};
///
/// struct Fluxes;
///
/// impl SchemaResolver for Fluxes {
///     fn resolve(&self, header: &[&str]) -> Option<Schema> {
///         (header == ["flux"]).then(|| Schema::from_fields(vec![Field::new("flux", Datatype::Float)]))
///     }
/// }
///
/// let schema = infer("flux\n1\n".as_bytes(), &ReadOptions::default(), Some(&Fluxes))?;
/// assert_eq!(schema.field("flux").map(|f| f.datatype), Some(Datatype::Float));
/// # Ok::<_, gaialink_ecsv::Error>(())
/// ```
pub trait SchemaResolver {
    /// The schema of the table with these columns, in this order, or `None` where it is not known.
    fn resolve(&self, header: &[&str]) -> Option<Schema>;
}
