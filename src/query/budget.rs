//! How much work a question may do. When it is spent, the answer is what was found so far, and says so.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

/// Edges that one question may walk.
pub const EDGES: u64 = 2_000_000;
/// How many edges pass between two looks at the stop flag.
const STRIDE: u64 = 4096;

/// What cut an answer short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// More edges would have had to be walked.
    Edges,
    /// It took too long, or nobody waits any more.
    Time,
    /// More rows than an answer may hold.
    Rows,
}

impl Cut {
    pub fn as_str(self) -> &'static str {
        match self {
            Cut::Edges => "edges",
            Cut::Time => "time",
            Cut::Rows => "rows",
        }
    }
}

/// The work left to one question. The caller owns the clock and raises `stop`.
#[derive(Debug, Clone)]
pub struct Budget {
    left: u64,
    until_look: u64,
    stop: Option<Arc<AtomicBool>>,
    cut: Option<Cut>,
    rows_left_out: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Budget::new(EDGES)
    }
}

impl Budget {
    pub fn new(edges: u64) -> Self {
        Budget { left: edges, until_look: STRIDE, stop: None, cut: None, rows_left_out: false }
    }

    /// Ends the question early when the flag is raised.
    pub fn with_stop(mut self, stop: Arc<AtomicBool>) -> Self {
        self.stop = Some(stop);
        self
    }

    /// Takes `edges` off; false when there is nothing left to go on with.
    pub fn spend(&mut self, edges: u64) -> bool {
        if self.cut.is_some() {
            return false;
        }
        if edges > self.left {
            self.cut = Some(Cut::Edges);
            return false;
        }
        self.left -= edges;
        if self.until_look > edges {
            self.until_look -= edges;
            return true;
        }
        self.until_look = STRIDE;
        if self.stop.as_ref().is_some_and(|it| it.load(Ordering::Relaxed)) {
            self.cut = Some(Cut::Time);
        }
        self.cut.is_none()
    }

    /// Half of what is left, for work that helps but may be left undone.
    pub fn lend(&mut self) -> Budget {
        let lent = self.left / 2;
        self.left -= lent;
        Budget { left: lent, ..self.clone() }
    }

    /// What cut the answer short, if anything did.
    pub fn cut(&self) -> Option<Cut> {
        self.cut.or(self.rows_left_out.then_some(Cut::Rows))
    }

    /// Notes that rows were left out; the work goes on.
    pub fn leave_out_rows(&mut self) {
        self.rows_left_out = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_with_the_edge_that_is_too_many() {
        let mut budget = Budget::new(2);
        assert!(budget.spend(1));
        assert!(budget.spend(1));
        assert_eq!(budget.cut(), None);
        assert!(!budget.spend(1));
        assert_eq!(budget.cut(), Some(Cut::Edges));
        assert!(!budget.spend(0));
    }

    #[test]
    fn what_is_lent_is_spent_apart() {
        let mut budget = Budget::new(5);
        let mut lent = budget.lend();
        assert!(lent.spend(2));
        assert!(!lent.spend(1));
        assert!(budget.spend(3));
        assert_eq!((lent.cut(), budget.cut()), (Some(Cut::Edges), None));
    }

    #[test]
    fn sees_the_stop_flag_within_a_stride() {
        let stop = Arc::new(AtomicBool::new(true));
        let mut budget = Budget::default().with_stop(stop);
        let walked = (0..2 * STRIDE).take_while(|_| budget.spend(1)).count();
        assert_eq!(walked as u64, STRIDE - 1);
        assert_eq!(budget.cut(), Some(Cut::Time));
    }
}
