//! Pages for people: the same questions, answered in HTML.

use crate::graph::Graph;
use crate::http::app::App;
use crate::http::asked::Asked;
use crate::http::asked::Form;
use crate::http::asked::Name;
use crate::http::asked::Names;
use crate::http::broken::Broken;
use crate::http::find;
use crate::http::keys::country;
use crate::http::page;
use crate::http::params::Known;
use crate::http::params::Nothing;
use crate::http::params::disputes::Agreements;
use crate::http::params::disputes::Disputes;
use crate::http::params::events::Events;
use crate::http::params::events::Timeline;
use crate::http::params::network::Network;
use crate::http::params::pair::Chain;
use crate::http::params::pair::Dyad;
use crate::http::params::search::Search;
use crate::http::problem::Problem;
use crate::http::reply::Reply;
use crate::http::view::Envelope;
use crate::http::view::Shown;
use crate::http::view::article;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::id::EventId;
use crate::query::agreements;
use crate::query::cursor::Page;
use crate::query::disputes;
use crate::query::dyad;
use crate::query::entity;
use crate::query::events;
use crate::query::met;
use crate::query::network;
use crate::query::overview;
use crate::query::paths;
use crate::query::resolve;
use crate::query::resolve::Resolved;
use crate::query::timeline;
use crate::store::reader::Reader;
use axum::extract::State;
use axum::response::Response;

type Shows = Result<Response, Broken>;

pub async fn home(State(app): State<App>, Form(Asked { here, .. }): Form<Nothing>) -> Shows {
    let ask = |graph: &Graph, budget: &mut _| {
        Ok(Reply::html(page::home::render(graph, &overview::ask(graph, budget))))
    };
    Ok(app.ask(&here, ask).await?)
}

pub async fn search(State(app): State<App>, Form(Asked { params, here }): Form<Search>) -> Shows {
    let ask = move |graph: &Graph, reader: &Reader, budget: &mut _| {
        let found = find::ask(graph, reader, &params, budget)?;
        let body = Shown { graph, filter: &params.entities.filter }.found(&found);
        Ok(Reply::html(page::search::render(&params.entities.text, &body)))
    };
    Ok(app.ask_store(&here, ask).await?)
}

pub async fn entity(
    State(app): State<App>,
    Name(id): Name,
    Form(Asked { params: Timeline(question), here }): Form<Timeline>,
) -> Shows {
    let ask = move |graph: &Graph, budget: &mut _| {
        let (entity, filter) = (EntityId::new(id.as_str()), question.filter.clone());
        let missing = || Problem::not_found(&id);
        let profile = entity::ask(graph, &entity, &filter, budget).ok_or_else(missing)?;
        let with =
            met::Question { entity: entity.clone(), with: None, filter, page: Page::default() };
        let met = met::ask(graph, &with, budget).ok_or_else(missing)?;
        let meetings = met.records(graph);
        let list =
            timeline::ask(graph, &entity, &question, budget).ok_or_else(missing)?.records(graph);
        let shown = Shown { graph, filter: &question.filter };
        let timeline = Envelope::new(&list, |it| shown.event(it));
        let page = page::entity::Shown {
            entity: shown.profile(&profile),
            met: shown.met(&met, &meetings),
            timeline,
        };
        Ok(Reply::html(page::entity::render(graph, &question.filter, &page)))
    };
    Ok(app.ask(&here, ask).await?)
}

pub async fn events(
    State(app): State<App>,
    Form(Asked { params: Events(question), here }): Form<Events>,
) -> Shows {
    let link = here.clone();
    let ask = move |graph: &Graph, budget: &mut _| {
        let list = events::ask(graph, &question, budget).records(graph);
        let shown = Shown { graph, filter: &question.filter };
        let body = Envelope::new(&list, |it| shown.event(it));
        Ok(Reply::html(page::event::list(&body, &link)))
    };
    Ok(app.ask(&here, ask).await?)
}

pub async fn event(
    State(app): State<App>,
    Name(id): Name,
    Form(Asked { params: Known(filter), here }): Form<Known>,
) -> Shows {
    let ask = |graph: &Graph| {
        let event = EventId::new(id.as_str());
        let event = graph.record_by_id(graph.redirect(&event).unwrap_or(&event));
        let event = event.ok_or_else(|| Problem::not_found(&id))?;
        let body = Shown { graph, filter: &filter }.event(&event);
        Ok(Reply::html(page::event::render(graph, &body)))
    };
    Ok(app.look(&here, ask)?)
}

pub async fn disputes(
    State(app): State<App>,
    Form(Asked { params: Disputes(question), here }): Form<Disputes>,
) -> Shows {
    let link = here.clone();
    let ask = move |graph: &Graph, budget: &mut _| {
        let list = disputes::ask(graph, &question, budget);
        let shown = Shown { graph, filter: &question.filter };
        let body = Envelope::new(&list, |it| shown.dispute(it));
        Ok(Reply::html(page::dispute::disputes(graph, &body, &link)))
    };
    Ok(app.ask(&here, ask).await?)
}

pub async fn agreements(
    State(app): State<App>,
    Form(Asked { params: Agreements(question), here }): Form<Agreements>,
) -> Shows {
    let link = here.clone();
    let ask = move |graph: &Graph, budget: &mut _| {
        let list = agreements::ask(graph, &question, budget);
        let shown = Shown { graph, filter: &question.filter };
        let body = Envelope::new(&list, |it| shown.agreement(it));
        Ok(Reply::html(page::dispute::agreements(graph, &body, &link)))
    };
    Ok(app.ask(&here, ask).await?)
}

pub async fn dispute(
    State(app): State<App>,
    Name(id): Name,
    Form(Asked { params: Timeline(question), here }): Form<Timeline>,
) -> Shows {
    let ask = move |graph: &Graph, budget: &mut _| {
        let missing = || Problem::not_found(&id);
        let dispute = graph.dispute(&EntityId::new(id.as_str())).ok_or_else(missing)?;
        let list = timeline::ask(graph, &dispute.id, &question, budget)
            .ok_or_else(missing)?
            .records(graph);
        let shown = Shown { graph, filter: &question.filter };
        let told = Envelope::new(&list, |it| shown.event(it));
        Ok(Reply::html(page::dispute::dispute(graph, &shown.dispute(dispute), &told.items)))
    };
    Ok(app.ask(&here, ask).await?)
}

pub async fn agreement(
    State(app): State<App>,
    Name(id): Name,
    Form(Asked { params: Timeline(question), here }): Form<Timeline>,
) -> Shows {
    let ask = move |graph: &Graph, budget: &mut _| {
        let missing = || Problem::not_found(&id);
        let agreement = graph.agreement(&EntityId::new(id.as_str())).ok_or_else(missing)?;
        let list = timeline::ask(graph, &agreement.id, &question, budget)
            .ok_or_else(missing)?
            .records(graph);
        let shown = Shown { graph, filter: &question.filter };
        let told = Envelope::new(&list, |it| shown.event(it));
        Ok(Reply::html(page::dispute::agreement(graph, &shown.agreement(agreement), &told.items)))
    };
    Ok(app.ask(&here, ask).await?)
}

pub async fn article(
    State(app): State<App>,
    Name(id): Name,
    Form(Asked { here, .. }): Form<Nothing>,
) -> Shows {
    let ask = move |graph: &Graph, reader: &Reader, _: &mut _| {
        let id = ArticleId::new(id);
        let article = reader.article(&id)?.ok_or_else(|| Problem::not_found(id.as_str()))?;
        let reading = reader.reading(&id)?;
        let filter = crate::query::filter::Filter::default();
        let shown = Shown { graph, filter: &filter };
        let told: Vec<_> = graph.events_told_by(&id).map(|it| shown.event(it)).collect();
        let body = article::article(&article, reading.as_ref(), graph.events_told_by(&id));
        Ok(Reply::html(page::article::render(&body, &told)))
    };
    Ok(app.ask_store(&here, ask).await?)
}

pub async fn dyad(
    State(app): State<App>,
    Names(a, b): Names,
    Form(Asked { params: Dyad { by, change_points, filter, page }, here }): Form<Dyad>,
) -> Shows {
    let code = |text: &str| country(text).ok_or_else(|| Problem::not_found(text));
    let pair = [code(&a)?, code(&b)?].map(|it| EntityId::new(format!("country:{it}")));
    let ask = move |graph: &Graph, budget: &mut _| {
        let question = dyad::Question { pair, by, change_points, filter, page };
        let answer = dyad::ask(graph, &question, budget);
        let answer = answer.ok_or_else(|| Problem::not_found(&format!("{a}/{b}")))?;
        let body = Shown { graph, filter: &question.filter }.dyad(&answer, by);
        Ok(Reply::html(page::pair::dyad(graph, &body)))
    };
    Ok(app.ask(&here, ask).await?)
}

pub async fn network(
    State(app): State<App>,
    Name(id): Name,
    Form(Asked { params, here }): Form<Network>,
) -> Shows {
    let ask = move |graph: &Graph, budget: &mut _| {
        let question = params.question(&id);
        let subgraph = network::ask(graph, &question, budget);
        let subgraph = subgraph.map_err(|it| Problem::not_found(it.as_str()))?;
        let body = Shown { graph, filter: &question.filter }.network(&subgraph);
        let page = page::pair::network(graph, &EntityId::new(id.as_str()), &question.filter, &body);
        Ok(Reply::html(page))
    };
    Ok(app.ask(&here, ask).await?)
}

/// Ends may be names; where one means several, the page asks which.
pub async fn path(
    State(app): State<App>,
    Form(Asked { params: Chain { a, b, question }, here }): Form<Chain>,
) -> Shows {
    let ask = move |graph: &Graph, budget: &mut _| {
        let ends = [resolve::ask(graph, &a, &[]), resolve::ask(graph, &b, &[])];
        let [from, to] = match ends {
            [Resolved::One(from), Resolved::One(to)] => [from, to].map(Clone::clone),
            [first, second] => {
                return page::search::unresolved([(&a, first), (&b, second)]).map(Reply::html);
            }
        };
        let question = paths::Question { from, to, ..question };
        let list = paths::ask(graph, &question, budget).ok_or_else(|| Problem::not_found(&a))?;
        let list = list.filter_map(|it| it.told(graph));
        let body = Shown { graph, filter: &question.filter }.paths(&list);
        Ok(Reply::html(page::pair::paths(graph, &question, &body)))
    };
    Ok(app.ask(&here, ask).await?)
}
