//! Defaults and bounds of every setting; flags > environment > TOML file > defaults.
