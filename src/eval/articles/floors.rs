//! What the scores must not fall below: F1 by measure, in a TOML file that only ever rises by itself.

use crate::eval::articles::Measure;
use crate::eval::articles::Scored;
use crate::eval::articles::gold::EvalError;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const HEAD: &str = "# F1 by measure that `demarche eval` must reach. `--raise` writes higher scores here, never lower ones.\n";

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Floors(BTreeMap<Measure, f64>);

impl Floors {
    /// # Errors
    /// A file that cannot be read, is no TOML, or names what is no measure.
    pub fn load(path: &Path) -> Result<Self, EvalError> {
        let text = fs::read_to_string(path).map_err(|it| EvalError::File(path.to_owned(), it))?;
        Floors::parse(&text).map_err(|it| EvalError::Floors(path.to_owned(), it))
    }

    /// # Errors
    /// What is wrong, in words.
    pub fn parse(text: &str) -> Result<Self, String> {
        let named: BTreeMap<String, f64> = toml::from_str(text).map_err(|it| it.to_string())?;
        let mut floors = BTreeMap::new();
        for (name, floor) in named {
            let measure = Measure::parse(&name);
            floors.insert(measure.ok_or_else(|| format!("{name} is no measure"))?, floor);
        }
        Ok(Floors(floors))
    }

    /// The measures that are below their floor, in words.
    pub fn fallen(&self, scores: &Scored) -> Vec<String> {
        let mut fallen = Vec::new();
        for (measure, floor) in &self.0 {
            let f1 = f1(scores, *measure);
            if f1 < *floor {
                let name = measure.as_str();
                fallen.push(format!("{name}: F1 is {f1:.4}, below its floor of {floor:.2}"));
            }
        }
        fallen
    }

    /// The scores, rounded down to hundredths, where they are higher.
    #[must_use]
    pub fn raised(mut self, scores: &Scored) -> Self {
        for measure in Measure::ALL {
            // The summand keeps 0.29, which is 28.999... hundredths as a float, at 0.29.
            let down = (f1(scores, *measure) * 100.0 + 1e-9).floor() / 100.0;
            let floor = self.0.entry(*measure).or_default();
            *floor = floor.max(down);
        }
        self
    }

    /// # Errors
    /// A file that cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), EvalError> {
        fs::write(path, self.to_toml()).map_err(|it| EvalError::File(path.to_owned(), it))
    }

    /// What the file holds.
    pub fn to_toml(&self) -> String {
        let lines =
            self.0.iter().map(|(measure, floor)| format!("{} = {floor:.2}\n", measure.as_str()));
        lines.fold(HEAD.to_owned(), |all, it| all + &it)
    }
}

fn f1(scores: &Scored, measure: Measure) -> f64 {
    scores.get(&measure).and_then(|it| it.shares().2).unwrap_or(0.0)
}
