//! Known agreements (data/agreements/known.tsv) and the names under which a text means them.

use crate::entity::table::TableError;
use crate::entity::table::each_row;
use crate::event::agreements::AgreementMention;
use crate::event::context::Context;
use crate::event::disputes;
use crate::event::phrases::Found;
use crate::event::phrases::Phrases;
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
    /// A row with too many columns, without id, name or date, or with an unknown state.
    pub fn load(file: &str, content: &str) -> Result<Self, TableError> {
        let mut out = KnownAgreements::default();
        each_row(file, content, COLUMNS, |row| {
            let state = row.get("state");
            let subject = row.get("subject");
            let known = KnownAgreement {
                id: row.required("id")?.to_owned(),
                name: row.required("name")?.to_owned(),
                parties: row.list("parties").into_iter().map(disputes::party).collect(),
                subject: (!subject.is_empty()).then(|| subject.to_owned()),
                signed: row.required("signed")?.to_owned(),
                until: row.get("until").to_owned(),
                state: AgreementState::parse(state)
                    .ok_or_else(|| row.error(format!("state `{state}` is not known")))?,
            };
            if known.time().is_none() {
                return Err(row.error(format!("`{}` is no date", known.signed)));
            }
            for name in row.list("aliases").into_iter().chain([known.name.as_str()]) {
                out.names.add(name, out.all.len());
            }
            out.all.push(known);
            Ok(())
        })?;
        Ok(out)
    }

    /// The known agreements that a sentence names.
    pub fn find(&self, ctx: Context<'_>, number: usize) -> Vec<AgreementMention> {
        let Some(s) = ctx.sentence(number) else { return Vec::new() };
        let found = self.names.find(s).into_iter();
        let mention = |it: Found<'_, usize>| {
            let known = self.all.get(*it.value);
            AgreementMention {
                sentence: number,
                head: tree::outer_head(s, it.first, it.last).unwrap_or(it.last),
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
