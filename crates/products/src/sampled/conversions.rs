/// What is the same of all sampled spectra out of one and back, besides the other fields of the spectrum.
macro_rules! conversions {
    ($others:pat => $($other:ident),*) => {
        fn of(sampled: $crate::sampled::Sampled, $others: Self::Others) -> Self {
            Self {
                source_id: sampled.source_id,
                solution_id: sampled.solution_id,
                position: sampled.position,
                reference_epoch: sampled.reference_epoch,
                wavelength: sampled.wavelength,
                flux: sampled.flux,
                flux_error: sampled.flux_error,
                params: sampled.params,
                $($other,)*
            }
        }

        fn sampled(&self) -> $crate::sampled::Sampled {
            $crate::sampled::Sampled {
                source_id: self.source_id,
                solution_id: self.solution_id,
                position: self.position,
                reference_epoch: self.reference_epoch,
                wavelength: self.wavelength.clone(),
                flux: self.flux.clone(),
                flux_error: self.flux_error.clone(),
                params: self.params.clone(),
            }
        }
    };
}

pub(crate) use conversions;
