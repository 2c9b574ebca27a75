//! The OpenAPI document, made from the table of routes.

use serde_json::{Map, Value, json};

use crate::{
    ask::{Ask, Form, Reply},
    failure::Failure,
    route::{ROUTES, Route, Verb},
};

/// `GET /api/v1/openapi.json`.
pub fn answer(_: &Ask) -> Result<Reply, Failure> {
    Reply::json(&document())
}

/// The document.
pub fn document() -> Value {
    let mut paths = Map::new();
    for route in ROUTES.iter().filter(|r| !r.api.is_empty() || matches!(r.path, "/healthz" | "/metrics")) {
        let plain = if route.api.is_empty() { route.path } else { route.api };
        let item = paths.entry(plain.to_owned()).or_insert_with(|| json!({}));
        item[route.method.as_str().to_lowercase()] = operation(route, Form::Json, plain);
        for form in route.forms.iter().filter(|f| **f != Form::Json) {
            let path = format!("{plain}{}", form.ending());
            paths.insert(path.clone(), json!({"get": operation(route, *form, &path)}));
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Chancery",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The record of who did what to whom, and of what became of what they promised. Every page of the web \
                            interface has its data here: the same address below /api/v1, or with .json. Within v1 fields may be added; \
                            none is taken away or changes its meaning.",
            "license": {"name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0"}
        },
        "servers": [{"url": "/"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "Asked for unless the server listens on a loopback address."}},
            "schemas": {
                "Error": {
                    "type": "object", "required": ["error"],
                    "properties": {"error": {
                        "type": "object", "required": ["code", "message"],
                        "properties": {"code": {"type": "string"}, "message": {"type": "string"}}
                    }}
                },
                "Story": {
                    "type": "object", "required": ["text"],
                    "properties": {
                        "id": {"type": "string"}, "date": {"type": "string", "format": "date"}, "title": {"type": "string"},
                        "text": {"type": "string"}, "source": {"type": "string"}, "url": {"type": "string"}
                    }
                }
            },
            "responses": {
                "Error": {"description": "Why there is no answer.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}},
                "NotModified": {"description": "The record has not changed since the answer with the ETag that If-None-Match names."}
            }
        }
    })
}

fn operation(route: &Route, form: Form, path: &str) -> Value {
    let mut parameters: Vec<Value> = route
        .api
        .split('/')
        .chain(route.path.split('/').filter(|_| route.api.is_empty()))
        .filter_map(|s| s.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| {
            let schema = if matches!(name, "a" | "b" | "code") {
                json!({"type": "string", "pattern": "^[A-Z]{3}$"})
            } else {
                json!({"type": "string", "minLength": 1})
            };
            json!({"name": name, "in": "path", "required": true, "schema": schema})
        })
        .collect();
    for key in route.keys.iter().copied().flatten() {
        let values = (key.values)();
        let one = match (values.is_empty(), key.name) {
            (false, _) => json!({"type": "string", "enum": values}),
            (_, "since" | "until" | "as_of" | "moved") => json!({"type": "string", "format": "date"}),
            (_, "confidence") => json!({"type": "number", "minimum": 0, "maximum": 1}),
            (_, "limit") => json!({"type": "integer", "minimum": 1, "maximum": 500}),
            (_, "party" | "actor" | "recipient" | "placed" | "by" | "to") => json!({"type": "string", "pattern": "^[A-Z]{3}$"}),
            (_, "pair") => json!({"type": "string", "pattern": "^[A-Z]{3}-[A-Z]{3}$"}),
            _ => json!({"type": "string"}),
        };
        let schema = if key.many { json!({"type": "array", "items": one}) } else { one };
        parameters.push(json!({"name": key.name, "in": "query", "description": key.about, "schema": schema}));
    }
    let content = match path {
        "/metrics" => json!({"text/plain": {"schema": {"type": "string"}}}),
        _ => match form {
            Form::Json | Form::Html => json!({"application/json": {"schema": {"type": "object"}}}),
            Form::Csv | Form::Jsonl | Form::Parquet => json!({form.media(): {"schema": {"type": "string"}}}),
        },
    };
    let mut responses = Map::new();
    responses.insert("200".into(), json!({"description": "The answer.", "content": content}));
    if route.method == Verb::Get && route.cached {
        responses.insert("304".into(), json!({"$ref": "#/components/responses/NotModified"}));
    }
    for status in ["400", "401", "403", "404", "408", "413", "500", "503"] {
        responses.insert(status.into(), json!({"$ref": "#/components/responses/Error"}));
    }
    let id = format!("{}{}", route.method.as_str().to_lowercase(), path.replace(['/', '{', '}', '.'], "_"));
    let mut out = json!({"operationId": id, "summary": route.about, "parameters": parameters, "responses": responses});
    if route.method == Verb::Post {
        let story = json!({"schema": {"$ref": "#/components/schemas/Story"}});
        out["requestBody"] = match path {
            "/api/v1/review" => json!({"required": true, "content": {"application/json": {"schema": {
            "type": "object", "required": ["mention", "verdict"],
            "properties": {
                "mention": {"type": "string"}, "verdict": {"type": "string", "enum": ["accept", "correct", "reject"]},
                "event": {"type": "string"}, "status": {"type": "string"}, "note": {"type": "string"}
            }}}}}),
            _ => json!({"required": true, "content": {
                "application/json": story, "application/x-ndjson": {"schema": {"type": "string"}},
                "text/plain": {"schema": {"type": "string"}}, "text/html": {"schema": {"type": "string"}}}}),
        };
        if path != "/api/v1/review" {
            out["parameters"] = json!([{"name": "date", "in": "query", "description": "Day of documents that have none", "schema": {"type": "string", "format": "date"}}]);
        }
    }
    out
}
