//! A table of routes that becomes both the router and the OpenAPI document, so that neither knows a route that
//! the other does not.

use crate::http::app::App;
use crate::http::form::offered;
use crate::http::keys::Value;
use crate::http::params::Params;
use crate::http::problem;
use crate::http::problem::Problem;
use crate::http::records;
use crate::http::reply::EVENTS;
use crate::http::reply::JSON;
use crate::http::reply::LINES;
use crate::http::schema::object;
use crate::http::schema::parameter;
use crate::http::schema::require_all;
use crate::http::schema::segments;
use crate::http::view::Envelope;
use axum::Router;
use axum::handler::Handler;
use axum::routing;
use serde_json::Value as Json;
use serde_json::json;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Routes with what they take and give.
#[derive(Debug, Default)]
pub struct Table {
    pub router: Router<App>,
    /// Operations by path and method.
    paths: BTreeMap<&'static str, BTreeMap<&'static str, Json>>,
    schemas: BTreeMap<String, Json>,
}

/// What a route is for.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// Unique; names the operation in generated clients.
    pub id: &'static str,
    pub tag: &'static str,
    pub summary: &'static str,
}

impl Table {
    /// A route that is asked by GET (and HEAD), takes the keys of `P` and gives an `A`.
    pub fn get<P: Params, A: ToSchema, T: 'static>(
        mut self,
        path: &'static str,
        about: About,
        handler: impl Handler<T, App>,
    ) -> Self {
        self.router = self.router.route(path, routing::get(handler));
        let answer = self.reference::<A>();
        let mut parameters = segments(path);
        parameters.extend(P::KEYS.iter().copied().flatten().map(parameter));
        let mut responses = json!({ "200": content("The answer", JSON, &answer) });
        let mut failures = vec![(500, "The server failed"), (503, "Too many questions at a time")];
        if !parameters.is_empty() {
            failures.push((400, "A parameter is unknown or bad"));
        }
        if path.contains('{')
            || P::KEYS
                .iter()
                .copied()
                .flatten()
                .any(|it| it.times.is_needed() && matches!(it.value, Value::Id(_)))
        {
            failures.push((404, "Nothing is known of it"));
        }
        self.fail(&mut responses, &failures);
        let operation = json!({
            "operationId": about.id,
            "tags": [about.tag],
            "summary": about.summary,
            "parameters": parameters,
            "responses": responses,
        });
        self.paths.entry(path).or_default().insert("get", operation);
        self
    }

    /// A route that is written to by POST: one `B`, or one a line; one `A` for each.
    pub fn post<B: ToSchema, A: ToSchema, T: 'static>(
        mut self,
        path: &'static str,
        about: About,
        handler: impl Handler<T, App>,
    ) -> Self {
        self.router = self.router.route(path, routing::post(handler));
        // What a body may leave out is for its shape to say.
        let body = self.take_in::<B>(|_| {});
        let answer = self.reference::<A>();
        let many = self.reference::<Envelope<A>>();
        let mut bodies: BTreeMap<&str, Json> =
            records::JSON.iter().map(|it| (*it, json!({ "schema": body }))).collect();
        let lines = json!({ "schema": { "type": "string", "description": "One object a line" } });
        bodies.extend(records::LINES.iter().map(|it| (*it, lines.clone())));
        let answer = json!({ "anyOf": [answer, many] });
        let mut responses = json!({
            "200": content("All of it was known", JSON, &answer),
            "201": content("Some of it is new", JSON, &answer),
        });
        let failures = [
            (400, "The body cannot be read, or there is a query"),
            (401, "A key is needed"),
            (403, "A page of another site asked"),
            (408, "The body took too long to arrive"),
            (413, "The body is too large"),
            (415, "The body is of another media type"),
            (422, "The body is not an article"),
            (429, "Too much is waiting to be written"),
            (500, "The server failed"),
            (503, "Nothing can be written now"),
        ];
        self.fail(&mut responses, &failures);
        let operation = json!({
            "operationId": about.id,
            "tags": [about.tag],
            "summary": about.summary,
            "security": [{}, { "key": [] }],
            "requestBody": { "required": true, "content": bodies },
            "responses": responses,
        });
        self.paths.entry(path).or_default().insert("post", operation);
        self
    }

    /// A route that takes back what it names, by DELETE.
    pub fn delete<A: ToSchema, T: 'static>(
        mut self,
        path: &'static str,
        about: About,
        handler: impl Handler<T, App>,
    ) -> Self {
        self.router = self.router.route(path, routing::delete(handler));
        let answer = self.reference::<A>();
        let mut responses = json!({ "200": content("It is taken back", JSON, &answer) });
        let failures = [
            (400, "There is a query"),
            (401, "A key is needed"),
            (403, "A page of another site asked"),
            (404, "Nothing is known of it"),
            (429, "Too much is waiting to be written"),
            (500, "The server failed"),
            (503, "Nothing can be written now"),
        ];
        self.fail(&mut responses, &failures);
        let operation = json!({
            "operationId": about.id,
            "tags": [about.tag],
            "summary": about.summary,
            "security": [{}, { "key": [] }],
            "parameters": segments(path),
            "responses": responses,
        });
        self.paths.entry(path).or_default().insert("delete", operation);
        self
    }

    /// As `get`, with an `A` a line, or as server-sent events.
    pub fn get_lines<P: Params, A: ToSchema, T: 'static>(
        self,
        path: &'static str,
        about: About,
        handler: impl Handler<T, App>,
    ) -> Self {
        let mut table = self.get::<P, A, T>(path, about, handler);
        let answer = table.reference::<A>();
        let each = json!({ "schema": { "type": "string", "description": "One object a line" }, "x-line": answer });
        let lines =
            json!({ "description": "The answer", "content": { LINES: each, EVENTS: each } });
        let operation = table.paths.get_mut(path).and_then(|it| it.get_mut("get"));
        if let Some(responses) = operation.and_then(|it| it.pointer_mut("/responses/200")) {
            *responses = lines;
        }
        table
    }

    /// As `get`, in a form that the client chooses.
    pub fn get_forms<P: Params, A: ToSchema, T: 'static>(
        self,
        path: &'static str,
        about: About,
        handler: impl Handler<T, App>,
    ) -> Self {
        let mut table = self.get::<P, A, T>(path, about, handler);
        let answer = table.reference::<A>();
        let mut forms = json!({});
        table.give_forms(&mut forms, &answer);
        let operation = table.paths.get_mut(path).and_then(|it| it.get_mut("get"));
        let responses = operation.and_then(|it| it.get_mut("responses"));
        if let (Some(Json::Object(responses)), Json::Object(forms)) = (responses, forms) {
            responses.extend(forms);
        }
        table
    }

    /// A route that is asked by POST, takes the keys of `P` as a JSON object and gives an `A` in a form that the
    /// client chooses.
    pub fn ask<P: Params, A: ToSchema, T: 'static>(
        mut self,
        path: &'static str,
        about: About,
        handler: impl Handler<T, App>,
    ) -> Self {
        self.router = self.router.route(path, routing::post(handler));
        let answer = self.reference::<A>();
        let mut responses = json!({});
        self.give_forms(&mut responses, &answer);
        let failures = [
            (400, "A key is unknown or bad, or there is a query"),
            (404, "Nothing is known of one that is named"),
            (408, "The body took too long to arrive"),
            (413, "The body is too large"),
            (415, "The body is of another media type"),
            (500, "The server failed"),
            (503, "Too many questions at a time"),
        ];
        self.fail(&mut responses, &failures);
        let body = json!({ JSON: { "schema": object(P::KEYS) } });
        let operation = json!({
            "operationId": about.id,
            "tags": [about.tag],
            "summary": about.summary,
            "requestBody": { "required": true, "content": body },
            "responses": responses,
        });
        self.paths.entry(path).or_default().insert("post", operation);
        self
    }

    /// An answer in all forms that there are.
    fn give_forms(&mut self, responses: &mut Json, answer: &Json) {
        let own =
            json!({ "anyOf": [answer, { "type": "object", "description": "Of a front-end" }] });
        let content = offered().into_iter().map(|it| match it {
            JSON => (it, json!({ "schema": own })),
            json if json.ends_with("json") => (it, json!({ "schema": { "type": "object" } })),
            _ => (it, json!({ "schema": { "type": "string" } })),
        });
        let content: BTreeMap<&str, Json> = content.collect();
        if let Json::Object(responses) = responses {
            let good = json!({ "description": "The answer", "content": content });
            responses.insert("200".to_owned(), good);
        }
        self.fail(responses, &[(406, "No form that is accepted")]);
    }

    /// The OpenAPI 3.1 document.
    pub fn document(&self) -> Json {
        json!({
            "openapi": "3.1.0",
            "info": {
                "title": "Demarche",
                "summary": "Who met whom, when, where, about what, and which sentence says so",
                "version": env!("CARGO_PKG_VERSION"),
                "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
            },
            "servers": [{ "url": "/" }],
            "paths": self.paths,
            "components": {
                "schemas": self.schemas,
                "securitySchemes": { "key": { "type": "http", "scheme": "bearer" } },
            },
        })
    }

    fn fail(&mut self, responses: &mut Json, failures: &[(u16, &str)]) {
        let problem = self.reference::<Problem>();
        if let Json::Object(responses) = responses {
            for (status, about) in failures {
                let failure = content(about, problem::MEDIA, &problem);
                responses.insert(status.to_string(), failure);
            }
        }
    }

    /// A reference to the schema of a shape, which it takes in with all that it refers to.
    fn reference<A: ToSchema>(&mut self) -> Json {
        self.take_in::<A>(require_all)
    }

    fn take_in<A: ToSchema>(&mut self, change: impl Fn(&mut Json)) -> Json {
        let mut found = vec![(A::name().into_owned(), A::schema())];
        A::schemas(&mut found);
        for (name, schema) in found {
            let mut schema = serde_json::to_value(schema).unwrap_or_default();
            change(&mut schema);
            self.schemas.insert(name, schema);
        }
        json!({ "$ref": format!("#/components/schemas/{}", A::name()) })
    }
}

fn content(about: &str, media: &str, schema: &Json) -> Json {
    json!({ "description": about, "content": { media: { "schema": schema } } })
}
