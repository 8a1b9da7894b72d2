use std::path::{Component, Path, PathBuf};

use axum::Router;
use axum::extract;
use axum::http::StatusCode;
use axum::response::Html;
use axum::routing::get;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tower_http::services::ServeDir;

/// A folder below the root as a page; ServeDir has none.
async fn list(
    extract::State(root): extract::State<PathBuf>,
    extract::Path(folder): extract::Path<String>,
) -> Result<Html<String>, StatusCode> {
    let mut parts = Path::new(&folder).components();
    let (Some(Component::Normal(_)), None) = (parts.next(), parts.next()) else {
        return Err(StatusCode::NOT_FOUND);
    };
    let mut entries = tokio::fs::read_dir(root.join(&folder))
        .await
        .map_err(|_| StatusCode::NOT_FOUND)?;
    let mut names = Vec::new();
    while let Ok(Some(entry)) = entries.next_entry().await {
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    let mut page = String::from(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>Files</title></head>\n\
         <body>\n<ul>\n",
    );
    for name in &names {
        let name = escape(name);
        page.push_str(&format!("<li><a href=\"./{name}\">{name}</a></li>\n"));
    }
    page.push_str("</ul>\n</body>\n</html>\n");
    Ok(Html(page))
}

fn escape(text: &str) -> String {
    text.replace('&', "&#38;")
        .replace('<', "&#60;")
        .replace('"', "&#34;")
}

async fn serve(port: u16, root: PathBuf) -> std::io::Result<()> {
    let routes = Router::new()
        .route("/{folder}/", get(list))
        .with_state(root.clone())
        .fallback_service(ServeDir::new(root));
    let listener = TcpListener::bind(("127.0.0.1", port))
        .await?
        // axum leaves Nagle's algorithm on.
        .tap_io(|connection| {
            let _ = connection.set_nodelay(true);
        });
    axum::serve(listener, routes).await
}

/// The two of the published text: the default, and a builder with a worker for each core.
fn runtime() -> std::io::Result<Runtime> {
    if std::env::var("RUNTIME").is_ok_and(|name| name == "default") {
        return Runtime::new();
    }
    Builder::new_multi_thread()
        .worker_threads(num_cpus::get())
        .enable_all()
        .build()
}

fn main() -> std::io::Result<()> {
    let port = std::env::var("PORT")
        .ok()
        .and_then(|port| port.parse().ok())
        .expect("PORT is a port number");
    let root = std::env::var_os("FILES").expect("FILES is the folder to serve");
    runtime()?.block_on(serve(port, PathBuf::from(root)))
}
