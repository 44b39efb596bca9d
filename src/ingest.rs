//! The only writer: reads, merges and stores articles on its own thread.
