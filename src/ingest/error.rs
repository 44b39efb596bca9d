//! Why an article got no outcome.

use crate::store::error::StoreError;
use std::sync::Arc;

#[derive(Debug, Clone, thiserror::Error)]
pub enum IngestError {
    #[error("too many articles are under way: hand it in again later")]
    Full,
    #[error("the writer has ended: restart the program, then hand the article in again")]
    Ended,
    /// Where `StoreError::outcome_unknown` holds it may be stored nevertheless; handing it in again is safe.
    #[error(transparent)]
    Store(#[from] Arc<StoreError>),
}
