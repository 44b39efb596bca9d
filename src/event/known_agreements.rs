//! Known agreements (data/agreements/known.tsv) and the names under which a text means them.

use crate::event::agreements::AgreementMention;
use crate::event::context::Context;
use crate::event::phrases::Phrases;
use crate::event::rules::RuleError;
use crate::event::tree;
use crate::model::code::AgreementState;
use crate::model::id::EntityId;
use crate::model::time::Time;
use crate::time::period::Period;
use jiff::civil::Date;

const COLUMNS: &[&str] =
    &["id", "name", "aliases", "parties", "subject", "signed", "until", "state", "source"];

/// One agreement as the table tells it.
#[derive(Debug, Clone)]
pub struct KnownAgreement {
    pub id: String,
    pub name: String,
    pub parties: Vec<EntityId>,
    pub subject: Option<String>,
    /// EDTF: a year, a month or a day.
    signed: String,
    until: String,
    state: AgreementState,
}

impl KnownAgreement {
    /// When it was signed.
    pub fn time(&self) -> Option<Time> {
        let mut parts = self.signed.split('-');
        let year: i16 = parts.next()?.parse().ok()?;
        let month: Option<i8> = parts.next().and_then(|it| it.parse().ok());
        let day: Option<i8> = parts.next().and_then(|it| it.parse().ok());
        let period = match (month, day) {
            (Some(month), Some(day)) => Period::day(Date::new(year, month, day).ok()?),
            (Some(month), None) => Period::month(year, month)?,
            (None, _) => Period::year(year)?,
        };
        Some(Time {
            edtf: self.signed.clone(),
            earliest: Some(period.first()),
            latest: Some(period.last()),
            text: None,
        })
    }

    /// Its state on a day: before the day of signing it was negotiated, after its end it has ended.
    pub fn state_on(&self, day: Option<&str>) -> Option<AgreementState> {
        let Some(day) = day else { return Some(self.state) };
        if day < self.signed.as_str() {
            return Some(AgreementState::Negotiated);
        }
        let over = !self.until.is_empty() && self.until.as_str() <= day;
        let before_its_end = self.state == AgreementState::Ended && !over;
        Some(if before_its_end { AgreementState::InForce } else { self.state })
    }
}

/// The table and the index over its names.
#[derive(Debug, Clone, Default)]
pub struct KnownAgreements {
    pub all: Vec<KnownAgreement>,
    names: Phrases<usize>,
}

impl KnownAgreements {
    /// # Errors
    /// A row with other columns, no date or an unknown state.
    pub fn load(file: &str, content: &str) -> Result<Self, RuleError> {
        let wrong = |line: usize, what: &str| RuleError::Rule {
            file: file.to_owned(),
            rule: format!("line {line}"),
            what: what.to_owned(),
        };
        let mut out = KnownAgreements::default();
        for (i, line) in content.lines().enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            if i == 0 {
                if cells != COLUMNS {
                    return Err(wrong(
                        1,
                        &format!("the columns have to be {}", COLUMNS.join(", ")),
                    ));
                }
                continue;
            }
            let [id, name, aliases, parties, subject, signed, until, state, _source] =
                cells.as_slice()
            else {
                return Err(wrong(
                    i + 1,
                    &format!("{} columns, not {}", cells.len(), COLUMNS.len()),
                ));
            };
            let state = AgreementState::parse(state)
                .ok_or_else(|| wrong(i + 1, &format!("state `{state}` is not known")))?;
            let known = KnownAgreement {
                id: (*id).to_owned(),
                name: (*name).to_owned(),
                parties: listed(parties).map(party).collect(),
                subject: (!subject.is_empty()).then(|| (*subject).to_owned()),
                signed: (*signed).to_owned(),
                until: (*until).to_owned(),
                state,
            };
            if known.time().is_none() {
                return Err(wrong(i + 1, &format!("`{signed}` is no date")));
            }
            out.names.add(name, out.all.len());
            listed(aliases).for_each(|it| out.names.add(it, out.all.len()));
            out.all.push(known);
        }
        Ok(out)
    }

    /// The known agreements that a sentence names.
    pub fn find(&self, ctx: Context<'_>, number: usize) -> Vec<AgreementMention> {
        let Some(s) = ctx.sentence(number) else { return Vec::new() };
        let found = self.names.find(s).into_iter();
        let mention = |it: crate::event::phrases::Found<'_, usize>| {
            let outside =
                |i: &usize| tree::head(s, *i).is_none_or(|up| up < it.first || up > it.last);
            let known = self.all.get(*it.value);
            AgreementMention {
                sentence: number,
                head: (it.first..=it.last).find(outside).unwrap_or(it.last),
                span: s.span_of(it.first, it.last),
                phrase: String::new(),
                proper: known.map(|it| it.name.clone()),
                definite: true,
                parties: known.map(|it| it.parties.clone()).unwrap_or_default(),
                grounded: false,
                known: Some(*it.value),
            }
        };
        found.map(mention).collect()
    }
}

fn listed(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|it| !it.is_empty())
}

fn party(code: &str) -> EntityId {
    EntityId::new(if code.contains(':') { code.to_owned() } else { format!("country:{code}") })
}
