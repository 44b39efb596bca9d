#[derive(Debug)]
pub struct TimeRules;
impl TimeRules {
    pub fn embedded() -> Result<Self, String> {
        Ok(TimeRules)
    }
}
