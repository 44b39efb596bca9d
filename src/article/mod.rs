//! Intake: bytes of any kind to Articles. Deliberately absent: what the text means.
