//! A chat server on axum: forwards a question to a language model and streams the answer through.
use std::env;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde::Deserialize;
use serde_json::json;
use tokio::net::TcpListener;

#[derive(Deserialize)]
struct Question {
    message: String,
}

#[derive(Clone)]
struct Proxy {
    client: reqwest::Client,
    completions: String,
}

async fn chat(State(proxy): State<Proxy>, body: Bytes) -> Response {
    let Ok(asked) = serde_json::from_slice::<Question>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let request = proxy.client.post(&proxy.completions).json(&json!({
        "messages": [{ "role": "user", "content": asked.message }],
        "stream": true,
    }));
    match request.send().await {
        Ok(answer) if answer.status() == StatusCode::OK => (
            [(CONTENT_TYPE, "text/event-stream"), (CACHE_CONTROL, "no-cache")],
            Body::from_stream(answer.bytes_stream()),
        )
            .into_response(),
        _ => StatusCode::BAD_GATEWAY.into_response(),
    }
}

async fn serve() -> Result<(), Box<dyn std::error::Error>> {
    let no_delay = env::var("NODELAY").is_ok_and(|value| value == "1");
    let mut client = reqwest::Client::builder();
    if no_delay {
        client = client.tcp_nodelay(true);
    }
    let proxy = Proxy {
        client: client.build()?,
        completions: format!("{}/v1/chat/completions", env::var("BACKEND_URL")?),
    };
    let routes = Router::new().route("/chat", post(chat)).with_state(proxy);
    let listener = TcpListener::bind(format!("127.0.0.1:{}", env::var("PORT")?)).await?;
    let mut server = axum::serve(listener, routes);
    if no_delay {
        server = server.tcp_nodelay(true);
    }
    server.await?;
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(serve())
}
