//! All routes on one page.

use crate::http::app::App;
use crate::http::etag;
use crate::http::handlers::articles;
use crate::http::handlers::changes;
use crate::http::handlers::disputes;
use crate::http::handlers::docs;
use crate::http::handlers::entities;
use crate::http::handlers::events;
use crate::http::handlers::health;
use crate::http::handlers::pages;
use crate::http::handlers::pairs;
use crate::http::handlers::search;
use crate::http::handlers::whole;
use crate::http::headers;
use crate::http::moved;
use crate::http::params::Filtered;
use crate::http::params::Known;
use crate::http::params::Nothing;
use crate::http::params::changes::Changes;
use crate::http::params::disputes as by_party;
use crate::http::params::entity as by_entity;
use crate::http::params::events as by_event;
use crate::http::params::network as by_network;
use crate::http::params::pair as by_pair;
use crate::http::params::search as by_name;
use crate::http::params::whole as of_whole;
use crate::http::problem::Problem;
use crate::http::reply;
use crate::http::table::About;
use crate::http::table::Table;
use crate::http::view;
use crate::http::view::Envelope;
use axum::Router;
use axum::body::Bytes;
use axum::extract::Request;
use axum::extract::State;
use axum::http::Method;
use axum::http::StatusCode;
use axum::middleware;
use axum::middleware::Next;
use axum::response::IntoResponse;
use axum::response::Response;
use axum::routing::get;
use std::any::Any;
use tokio::time::timeout;
use tower_http::catch_panic::CatchPanicLayer;

type Event = view::event::Event<'static>;
type Events = Envelope<Event>;
type Hits = Envelope<view::search::Hit<'static>>;

/// The routes that the OpenAPI document tells.
#[rustfmt::skip]
pub fn table() -> Table {
    Table::default()
        .get::<by_name::Search, Hits, _>("/v1/search", about("search", "find", "Entities by name, alias, typo, transliteration; articles by full text"), search::search)
        .get::<by_name::Suggest, Hits, _>("/v1/suggest", about("suggest", "find", "Names that begin so, the most used first, kind by kind"), search::suggest)
        .get::<Filtered, view::entity::Entity, _>("/v1/entities/{id}", about("entity", "entities", "One entity: names, offices, counts, first and last seen"), entities::one)
        .get::<by_event::Timeline, Events, _>("/v1/entities/{id}/timeline", about("timeline", "entities", "Its events in order"), entities::timeline)
        .get::<by_entity::Met, view::entity::Met, _>("/v1/entities/{id}/met", about("met", "entities", "Who met it: when, where, how often, and the meetings"), entities::met)
        .get::<by_entity::Partners, Envelope<view::entity::Partner>, _>("/v1/entities/{id}/partners", about("partners", "entities", "Its counterparts in all that took place, ranked"), entities::partners)
        .get::<by_entity::Unmet, Envelope<view::entity::Unmet>, _>("/v1/entities/{id}/unmet", about("unmet", "entities", "Whom it never met although they share counterparts"), entities::unmet)
        .get_forms::<by_network::Network, view::network::Network, _>("/v1/entities/{id}/network", about("network", "entities", "The network round it"), entities::network)
        .ask::<by_network::Subgraph, view::network::Network, _>("/v1/subgraph", about("subgraph", "entities", "The network round several entities"), entities::subgraph)
        .get::<by_event::Meetings, Events, _>("/v1/meetings", about("meetings", "events", "Meetings"), events::meetings)
        .get::<by_event::Events, Events, _>("/v1/events", about("events", "events", "Events of all types"), events::events)
        .get::<Known, Event, _>("/v1/events/{id}", about("event", "events", "One event with all its evidence"), events::one)
        .get::<by_pair::Dyad, view::pair::Dyad, _>("/v1/dyads/{A}/{B}", about("dyad", "pairs", "How relations between two countries ran"), pairs::dyad)
        .get::<by_pair::Paths, Envelope<view::pair::Path>, _>("/v1/paths", about("paths", "pairs", "How two entities are linked through meetings"), pairs::paths)
        .get::<by_pair::Copresence, Envelope<view::pair::Copresence>, _>("/v1/copresence", about("copresence", "pairs", "Same place and days without a reported meeting"), pairs::copresence)
        .get::<of_whole::Centrality, Envelope<view::whole::Central>, _>("/v1/centrality", about("centrality", "graph", "Who stands in the middle"), whole::centrality)
        .get::<of_whole::Components, Envelope<view::whole::Component>, _>("/v1/components", about("components", "graph", "Into which parts the graph falls"), whole::components)
        .get::<of_whole::Diff, Envelope<view::whole::Difference>, _>("/v1/diff", about("diff", "graph", "What came to be known between two days"), whole::diff)
        .get::<by_party::Disputes, Envelope<view::dispute::Dispute>, _>("/v1/disputes", about("disputes", "disputes", "Disputes with claims and states"), disputes::disputes)
        .get::<Known, view::dispute::Dispute, _>("/v1/disputes/{id}", about("dispute", "disputes", "Parties, claims by party, state over time"), disputes::dispute)
        .get::<by_party::Agreements, Envelope<view::dispute::Agreement>, _>("/v1/agreements", about("agreements", "agreements", "Treaties, plans, accords, communiques"), disputes::agreements)
        .get::<Known, view::dispute::Agreement, _>("/v1/agreements/{id}", about("agreement", "agreements", "One agreement"), disputes::agreement)
        .post::<view::taken::Record, view::taken::Taken, _>("/v1/articles", about("ingest", "articles", "Hands in one article, or many as NDJSON"), articles::post)
        .get::<Nothing, view::article::Article, _>("/v1/articles/{id}", about("article", "articles", "An article with its mentions marked"), articles::one)
        .get::<Nothing, view::article::Reading, _>("/v1/articles/{id}/reading", about("reading", "articles", "All that an article says"), articles::reading)
        .delete::<view::taken::Taken, _>("/v1/articles/{id}", about("retract", "articles", "Takes an article back, with all that only it supported"), articles::delete)
        .get_lines::<Changes, view::change::Change<'static>, _>("/v1/changes", about("changes", "changes", "What changed, commit by commit"), changes::changes)
        .get::<Nothing, health::Live, _>("/health/live", about("live", "health", "Whether the server lives"), health::live)
        .get::<Nothing, health::Ready, _>("/health/ready", about("ready", "health", "Whether the server can answer"), health::ready)
}

/// The whole server.
pub fn router(app: App) -> Router {
    let table = table();
    let openapi = Bytes::from(docs::openapi(&table.document()));
    let router = pages(table.router)
        .route_layer(middleware::from_fn_with_state(app.clone(), etag::conditional))
        .route_layer(middleware::from_fn_with_state(app.clone(), moved::redirected))
        .route(
            "/openapi.json",
            get(move || async move { reply::json(StatusCode::OK, openapi.clone()) }),
        )
        .route("/style.css", get(docs::style))
        .route("/docs", get(docs::page))
        .route("/docs/{file}", get(docs::file));
    layered(router, &app).with_state(app)
}

/// The pages for people.
fn pages(router: Router<App>) -> Router<App> {
    router
        .route("/", get(pages::home))
        .route("/search", get(pages::search))
        .route("/entity/{id}", get(pages::entity))
        .route("/network/{id}", get(pages::network))
        .route("/events", get(pages::events))
        .route("/event/{id}", get(pages::event))
        .route("/disputes", get(pages::disputes))
        .route("/agreements", get(pages::agreements))
        .route("/dispute/{id}", get(pages::dispute))
        .route("/agreement/{id}", get(pages::agreement))
        .route("/article/{id}", get(pages::article))
        .route("/dyad/{A}/{B}", get(pages::dyad))
        .route("/path", get(pages::path))
}

/// What every route has: an answer for what is no route, and a problem in place of a panic.
fn layered(router: Router<App>, app: &App) -> Router<App> {
    router
        .fallback(no_route)
        .method_not_allowed_fallback(no_method)
        .layer(middleware::from_fn_with_state(app.clone(), in_time))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(headers::add))
}

/// An answer that does not come in time is given up.
async fn in_time(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = [Method::GET, Method::HEAD].contains(request.method());
    let bound = if reads { app.bounds().read } else { app.bounds().write };
    match timeout(bound, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::unavailable("it took too long; try again").into_response(),
    }
}

async fn no_route(request: Request) -> Problem {
    Problem::no_route(request.uri().path())
}

async fn no_method(request: Request) -> Problem {
    Problem::method_not_allowed(request.method().as_str(), request.uri().path())
}

fn panicked(_: Box<dyn Any + Send + 'static>) -> Response {
    tracing::error!("a handler panicked");
    Problem::internal().into_response()
}

fn about(id: &'static str, tag: &'static str, summary: &'static str) -> About {
    About { id, tag, summary }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;
    use crate::http::problem;
    use crate::store::readers::Readers;
    use crate::store::writer::Store;
    use axum::body::Body;
    use axum::http::header;
    use std::sync::Arc;
    use tower::ServiceExt;

    async fn panics() -> Response {
        panic!("as planned")
    }

    #[tokio::test]
    async fn a_panic_is_told_as_a_problem() {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("empty.db");
        drop(Store::open(&db).unwrap());
        let readers = Readers::open(&db, 1).unwrap();
        let app = App::new(Arc::default(), readers, None, config::Http::default());
        let router = layered(Router::new().route("/", get(panics)), &app).with_state(app);
        let request = Request::get("/").body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers()[header::CONTENT_TYPE], problem::MEDIA);
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    }
}
