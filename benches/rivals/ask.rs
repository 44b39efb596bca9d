//! The ten questions as the program's own, with the answer that HTTP would give and the one that is compared.

use crate::data::Data;
use demarche::export::Format;
use demarche::graph::EventNo;
use demarche::graph::Graph;
use demarche::graph::contact::Level;
use demarche::http::view::Envelope;
use demarche::http::view::Shown;
use demarche::model::cameo::Cameo;
use demarche::model::code::EventType;
use demarche::model::code::Kind;
use demarche::model::day::Day;
use demarche::model::delta::EventRecord;
use demarche::model::id::EntityId;
use demarche::model::id::EventId;
use demarche::query::budget::Budget;
use demarche::query::cursor::List;
use demarche::query::cursor::Page;
use demarche::query::dyad;
use demarche::query::events;
use demarche::query::filter::Filter;
use demarche::query::met;
use demarche::query::names::name;
use demarche::query::network;
use demarche::query::partners;
use demarche::query::paths;
use demarche::query::search;
use demarche::query::suggest;
use demarche::query::tone;
use demarche::query::unmet;
use serde::Serialize;
use serde_json::Value;
use serde_json::json;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::hint::black_box;

/// CAMEO codes of the kinds of the data set, by number from 1.
const KINDS: [&[&str]; 15] = [
    &["01", "02"],
    &["03"],
    &["040", "042", "043", "044", "045", "046"],
    &["041"],
    &["05"],
    &["06", "07"],
    &["08"],
    &["09"],
    &["10", "11"],
    &["12"],
    &["13"],
    &["14"],
    &["15", "16"],
    &["17"],
    &["18", "19", "20"],
];
const MEETINGS: &[EventType] = &[EventType::Consult];

#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'g> {
    pub(crate) graph: &'g Graph,
    pub(crate) data: &'g Data,
    pub(crate) number: usize,
    pub(crate) as_json: bool,
}

type Answer = (Vec<u8>, Value);

impl Asked<'_> {
    /// The answer as JSON.
    pub(crate) fn body(&self, draw: &Value) -> Vec<u8> {
        self.ask(draw, false).0
    }

    /// The same with the answer that is compared with those of others.
    pub(crate) fn answer(&self, draw: &Value) -> Answer {
        self.ask(draw, true)
    }

    fn ask(&self, draw: &Value, compared: bool) -> Answer {
        let draw = Draw(draw);
        match self.number {
            1 => self.prefix(&draw),
            2 => self.met(&draw, compared),
            3 => self.together(&draw, compared),
            4 => self.series(&draw, compared),
            5 => self.events(&draw, compared),
            6 => self.second(&draw, compared),
            7 => self.path(&draw, compared),
            8 => self.paths(&draw, compared),
            9 => self.partners(&draw),
            _ => self.network(&draw, compared),
        }
    }

    fn entity(&self, draw: &Draw<'_>, key: &str) -> EntityId {
        self.data.id(draw.number(key))
    }

    fn prefix(&self, draw: &Draw<'_>) -> Answer {
        let question = search::Question {
            text: draw.0.get("prefix").and_then(Value::as_str).unwrap_or_default().to_owned(),
            kinds: vec![Kind::Person, Kind::Country, Kind::Organization],
            whole: true,
            page: page(20),
            ..search::Question::default()
        };
        let mut found = suggest::ask(self.graph, &question, &mut Budget::default());
        found.items.sort_by_key(|it| (Reverse(it.events), self.data.number(&it.entity.id)));
        found.items.truncate(20);
        let ids: Vec<u64> = found.items.iter().map(|it| self.data.number(&it.entity.id)).collect();
        let shown = self.shown(&question.filter);
        let body = self.bytes(|| bytes(&Envelope::new(&found, |it| shown.hit(it))));
        (body, json!(ids))
    }

    fn met(&self, draw: &Draw<'_>, compared: bool) -> Answer {
        let question = met::Question {
            entity: self.entity(draw, "x"),
            with: None,
            filter: draw.filter(),
            page: page(1000),
        };
        let Some(answer) = met::ask(self.graph, &question, &mut Budget::default()) else {
            return (Vec::new(), json!([]));
        };
        let body = self.bytes(|| {
            let meetings = answer.records(self.graph);
            bytes(&self.shown(&question.filter).met(&answer, &meetings))
        });
        if !compared {
            self.named(answer.counterparts.items.iter().map(|it| it.entity));
            return (body, Value::Null);
        }
        let items = answer.counterparts.items.iter();
        let persons = items.filter(|it| it.entity.as_str().starts_with("person:"));
        let row = |it: &met::Counterpart| {
            (Reverse(it.meetings.len()), Reverse(it.last.number()), self.data.number(it.entity))
        };
        let mut rows: Vec<_> = persons.map(row).collect();
        rows.sort();
        (body, rows.into_iter().map(|(count, last, id)| json!([id, count.0, last.0])).collect())
    }

    fn together(&self, draw: &Draw<'_>, compared: bool) -> Answer {
        let question = events::Question {
            participants: vec![self.entity(draw, "x"), self.entity(draw, "y")],
            types: MEETINGS.to_vec(),
            filter: draw.filter(),
            page: page(1000),
            ..events::Question::default()
        };
        self.listed(&question, compared, |it| {
            let place = it.places.first().map_or("", |it| name(self.graph, it));
            json!([number(it), day(it), it.cameo, place])
        })
    }

    fn events(&self, draw: &Draw<'_>, compared: bool) -> Answer {
        let kind = usize::try_from(draw.number("kind")).unwrap_or_default();
        let codes = KINDS.get(kind.wrapping_sub(1)).copied().unwrap_or_default();
        let x = self.entity(draw, "x");
        let question = events::Question {
            participants: vec![x.clone()],
            direct: true,
            cameo: codes.iter().filter_map(|it| Cameo::parse(it)).collect(),
            newest: true,
            filter: Filter { in_person: false, ..draw.filter() },
            page: page(200),
            ..events::Question::default()
        };
        self.listed(&question, compared, |it| {
            let other = it.participants.iter().map(|it| &it.entity).find(|it| **it != x);
            let weight = it.cameo.as_deref().and_then(Cameo::parse).and_then(tone::weight);
            json!([
                number(it),
                day(it),
                it.cameo,
                weight,
                other.map_or(0, |it| self.data.number(it))
            ])
        })
    }

    fn listed(
        &self,
        question: &events::Question,
        compared: bool,
        row: impl Fn(&EventRecord) -> Value,
    ) -> Answer {
        let list = events::ask(self.graph, question, &mut Budget::default());
        let shown = self.shown(&question.filter);
        let shape =
            |list: &List<Cow<EventRecord>>| bytes(&Envelope::new(list, |it| shown.event(it)));
        if !compared && !self.as_json {
            black_box(self.values(&list));
            return (Vec::new(), Value::Null);
        }
        if !compared {
            return (shape(&list.records(self.graph)), Value::Null);
        }
        let list = list.records(self.graph);
        let rows = list.items.iter().map(|it| row(it));
        (shape(&list), rows.collect())
    }

    fn series(&self, draw: &Draw<'_>, compared: bool) -> Answer {
        let question = dyad::Question {
            pair: [self.entity(draw, "a"), self.entity(draw, "b")],
            by: dyad::By::Month,
            change_points: false,
            filter: Filter { in_person: false, ..draw.filter() },
            page: page(1000),
        };
        let Some(answer) = dyad::ask(self.graph, &question, &mut Budget::default()) else {
            return (Vec::new(), json!([]));
        };
        let body = self.bytes(|| bytes(&self.shown(&question.filter).dyad(&answer, question.by)));
        let row = |it: &dyad::Bucket| {
            let month: u64 = it.name.replace('-', "").parse().unwrap_or_default();
            json!([month, it.types.values().sum::<usize>(), it.weights.0])
        };
        (body, answer.buckets.items.iter().filter(|_| compared).map(row).collect())
    }

    fn second(&self, draw: &Draw<'_>, compared: bool) -> Answer {
        let question = unmet::Question {
            entity: self.entity(draw, "x"),
            min_shared: 1,
            named: 0,
            by_chains: true,
            filter: draw.filter(),
            page: page(500),
        };
        let Some(list) = unmet::ask(self.graph, &question, &mut Budget::default()) else {
            return (Vec::new(), json!([]));
        };
        let body =
            self.bytes(|| bytes(&self.shown(&question.filter).unmet(&question.entity, &list)));
        self.named(list.items.iter().map(|it| it.entity));
        let row = |it: &unmet::Unmet| json!([self.data.number(it.entity), it.chains]);
        (body, list.items.iter().filter(|_| compared).map(row).collect())
    }

    fn paths_of(&self, draw: &Draw<'_>, (k, max_length): (usize, usize)) -> (Vec<u8>, Vec<usize>) {
        let question = paths::Question {
            from: self.entity(draw, "x"),
            to: self.entity(draw, "y"),
            k: Some(k),
            max_length,
            via: Vec::new(),
            time_respecting: false,
            filter: draw.filter(),
            page: page(100),
        };
        let Some(list) = paths::ask(self.graph, &question, &mut Budget::default()) else {
            return (Vec::new(), Vec::new());
        };
        let lengths = list.items.iter().map(|it| it.hops.len()).collect();
        let told = list.filter_map(|it| it.told(self.graph));
        (self.bytes(|| bytes(&self.shown(&question.filter).paths(&told))), lengths)
    }

    fn path(&self, draw: &Draw<'_>, _: bool) -> Answer {
        let (body, lengths) = self.paths_of(draw, (1, 30));
        (body, lengths.first().map_or(json!(-1), |it| json!(it)))
    }

    fn paths(&self, draw: &Draw<'_>, _: bool) -> Answer {
        let (body, lengths) = self.paths_of(draw, (100, 3));
        (body, json!(lengths.len()))
    }

    fn partners(&self, draw: &Draw<'_>) -> Answer {
        let year = draw.number("year");
        let question = partners::Question {
            entity: self.entity(draw, "a"),
            level: Some(Level::Bodies),
            types: MEETINGS.to_vec(),
            filter: Filter {
                from: Some(format!("{year:04}-01-01")),
                to: Some(format!("{year:04}-12-31")),
                in_person: true,
                ..Filter::default()
            },
            page: page(1000),
        };
        let Some(mut list) = partners::ask(self.graph, &question, &mut Budget::default()) else {
            return (Vec::new(), json!([]));
        };
        list.items.retain(|it| it.entity.as_str().starts_with("country:"));
        list.items.sort_by_key(|it| (Reverse(it.events), self.data.number(it.entity)));
        list.items.truncate(20);
        let body =
            self.bytes(|| bytes(&self.shown(&question.filter).partners(&question.entity, &list)));
        let row = |it: &partners::Partner| json!([self.data.number(it.entity), it.events]);
        (body, list.items.iter().map(row).collect())
    }

    fn network(&self, draw: &Draw<'_>, compared: bool) -> Answer {
        let question = network::Question {
            seeds: vec![self.entity(draw, "x")],
            depth: 2,
            limit: 300,
            types: MEETINGS.to_vec(),
            events: 0,
            filter: draw.filter(),
        };
        let Ok(graph) = network::ask(self.graph, &question, &mut Budget::default()) else {
            return (Vec::new(), json!([]));
        };
        let body = self.bytes(|| Format::Cytoscape.write(self.graph, &graph).unwrap_or_default());
        if !compared {
            self.named(graph.nodes.iter().map(|it| it.id));
            return (body, Value::Null);
        }
        let mut nodes: Vec<u64> = graph.nodes.iter().map(|it| self.data.number(it.id)).collect();
        nodes.sort_unstable();
        let edge = |it: &network::Edge| {
            let (a, b) = (self.data.number(it.source), self.data.number(it.target));
            (a.min(b), a.max(b), it.times)
        };
        let mut edges: Vec<_> = graph.edges.iter().map(edge).collect();
        edges.sort_unstable();
        (body, json!([nodes, edges]))
    }

    /// Number, day, code, weight, participants and place of each event.
    fn values(&self, list: &List<EventNo>) -> Vec<(EventId, Fields<'_>)> {
        let fields = |it: &EventNo| {
            let fact = self.graph.fact(*it)?;
            let id = |it| self.graph.id_of(it);
            let parts = [0, 1].map(|at| fact.parts().get(at).and_then(|it| id(it.entity)));
            let place = self.graph.places_of(fact).first().and_then(|it| id(*it));
            let place = place.map(|it| name(self.graph, it));
            let weight = tone::weight(fact.cameo);
            Some((self.graph.event_id(*it)?, (fact.first, fact.cameo, weight, parts, place)))
        };
        list.items.iter().filter_map(fields).collect()
    }

    fn named<'a>(&'a self, ids: impl Iterator<Item = &'a EntityId>) {
        ids.for_each(|it| {
            black_box(name(self.graph, it));
        });
    }

    /// Where only the values are wanted it is not written down.
    fn bytes(&self, write: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
        if self.as_json { write() } else { Vec::new() }
    }

    fn shown<'a>(&'a self, filter: &'a Filter) -> Shown<'a> {
        Shown { graph: self.graph, filter }
    }
}

fn bytes(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).unwrap_or_default()
}

fn page(limit: usize) -> Page {
    Page { limit, after: None }
}

fn number(event: &EventRecord) -> u64 {
    demarche::model::coded::number_of(&event.id).unwrap_or_default()
}

fn day(event: &EventRecord) -> u64 {
    let day = event.time.as_ref().and_then(|it| it.earliest.as_ref());
    day.and_then(|it| it.replace('-', "").parse().ok()).unwrap_or_default()
}

type Fields<'a> = (Day, Cameo, Option<i32>, [Option<&'a EntityId>; 2], Option<&'a str>);

struct Draw<'a>(&'a Value);

impl Draw<'_> {
    fn number(&self, key: &str) -> u64 {
        self.0.get(key).and_then(Value::as_u64).unwrap_or_default()
    }

    /// Meetings in person, between the days of the draw.
    fn filter(&self) -> Filter {
        let day = |key: &str| {
            let day = self.number(key);
            (day > 0)
                .then(|| format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100))
        };
        Filter { from: day("d1"), to: day("d2"), in_person: true, ..Filter::default() }
    }
}
