use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{Html, IntoResponse};
use axum::routing::{get, post};
use axum::serve::ListenerExt;
use tokio::net::TcpListener;

static COUNT: AtomicU64 = AtomicU64::new(0);
static FOOTER: LazyLock<String> = LazyLock::new(|| format!("axum {}", axum_version()));

/// The version of axum in this binary: the crate does not tell it, the lock file it was built from does.
fn axum_version() -> &'static str {
    include_str!("../Cargo.lock")
        .split_once("name = \"axum\"\nversion = \"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or("of unknown version", |(version, _)| version)
}

async fn page() -> Html<String> {
    Html(format!(
        "<!DOCTYPE html>\n\
         <html lang=\"en\">\n\
         <head><meta charset=\"utf-8\"><title>Counter</title></head>\n\
         <body>\n\
         <h1>Counter</h1>\n\
         <p id=\"count\">{}</p>\n\
         <form method=\"post\" action=\"/increment\"><button type=\"submit\">Increment</button></form>\n\
         <footer>{:<32}</footer>\n\
         </body>\n\
         </html>\n",
        COUNT.load(Ordering::Relaxed),
        *FOOTER,
    ))
}

async fn increment() -> impl IntoResponse {
    COUNT.fetch_add(1, Ordering::Relaxed);
    (StatusCode::FOUND, [(LOCATION, "/")])
}

async fn sleep() -> &'static str {
    tokio::time::sleep(Duration::from_secs(1)).await;
    "slept\n"
}

async fn not_found() -> (StatusCode, &'static str) {
    (StatusCode::NOT_FOUND, "not found\n")
}

async fn serve(port: u16) -> std::io::Result<()> {
    let routes = Router::new()
        .route("/", get(page))
        .route("/increment", post(increment))
        .route("/sleep", get(sleep))
        .method_not_allowed_fallback(not_found)
        .fallback(not_found);
    let listener = TcpListener::bind(("127.0.0.1", port))
        .await?
        .tap_io(|connection| {
            let _ = connection.set_nodelay(true);
        });
    axum::serve(listener, routes).await
}

fn main() -> std::io::Result<()> {
    let port = std::env::var("PORT")
        .ok()
        .and_then(|port| port.parse().ok())
        .expect("PORT is a port number");
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(serve(port))
}
