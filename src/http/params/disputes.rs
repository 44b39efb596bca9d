//! What lists of disputes and agreements take.

use crate::http::keys::FILTER;
use crate::http::keys::Key;
use crate::http::keys::PAGE;
use crate::http::keys::Value;
use crate::http::keys::Values;
use crate::http::params::Params;
use crate::http::params::countries;
use crate::http::params::filter;
use crate::http::params::page;
use crate::http::problem::Problem;
use crate::model::code::AgreementState;
use crate::model::code::DisputeState;
use crate::query::agreements;
use crate::query::disputes;

const PARTIES: Key = Key::new("country", Value::Country, "Is a party; all of them").many();

#[derive(Debug)]
pub struct Disputes(pub disputes::Question);

impl Params for Disputes {
    const KEYS: &'static [&'static [Key]] = &[
        &[
            PARTIES,
            Key::new("state", Value::OneOf(dispute_states), "Only those in these states").many(),
        ],
        FILTER,
        PAGE,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let states = values.all("state").iter().filter_map(|it| DisputeState::parse(it)).collect();
        let page = page(values, disputes::ORDER)?;
        let parties = countries(values);
        Ok(Disputes(disputes::Question { parties, states, filter: filter(values)?, page }))
    }
}

#[derive(Debug)]
pub struct Agreements(pub agreements::Question);

impl Params for Agreements {
    const KEYS: &'static [&'static [Key]] = &[
        &[
            PARTIES,
            Key::new("state", Value::OneOf(agreement_states), "Only those in these states").many(),
        ],
        FILTER,
        PAGE,
    ];

    fn read(values: &Values) -> Result<Self, Problem> {
        let states =
            values.all("state").iter().filter_map(|it| AgreementState::parse(it)).collect();
        let page = page(values, agreements::ORDER)?;
        let parties = countries(values);
        Ok(Agreements(agreements::Question { parties, states, filter: filter(values)?, page }))
    }
}

fn dispute_states() -> Vec<&'static str> {
    DisputeState::ALL.iter().map(|it| it.as_str()).collect()
}

fn agreement_states() -> Vec<&'static str> {
    AgreementState::ALL.iter().map(|it| it.as_str()).collect()
}
