//! Lists of shared records in serde's form: written as the records themselves.

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use std::sync::Arc;

pub fn serialize<T: Serialize, S: Serializer>(
    list: &[Arc<T>],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(list.iter().map(AsRef::as_ref))
}

pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Arc<T>>, D::Error> {
    let list = Vec::<T>::deserialize(deserializer)?;
    Ok(list.into_iter().map(Arc::new).collect())
}
