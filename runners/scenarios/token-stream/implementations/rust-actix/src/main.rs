//! A chat server on Actix Web: forwards a question to a language model and streams the answer through.
use std::env;

use actix_web::{App, HttpResponse, HttpServer, web};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Question {
    message: String,
}

#[derive(Clone)]
struct Proxy {
    client: reqwest::Client,
    completions: String,
}

async fn chat(proxy: web::Data<Proxy>, body: web::Bytes) -> HttpResponse {
    let Ok(asked) = serde_json::from_slice::<Question>(&body) else {
        return HttpResponse::BadRequest().finish();
    };
    let request = proxy.client.post(&proxy.completions).json(&json!({
        "messages": [{ "role": "user", "content": asked.message }],
        "stream": true,
    }));
    match request.send().await {
        Ok(answer) if answer.status() == reqwest::StatusCode::OK => HttpResponse::Ok()
            .content_type("text/event-stream")
            .insert_header(("Cache-Control", "no-cache"))
            .streaming(answer.bytes_stream()),
        _ => HttpResponse::BadGateway().finish(),
    }
}

#[actix_web::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let no_delay = env::var("NODELAY").is_ok_and(|value| value == "1");
    let mut client = reqwest::Client::builder();
    if no_delay {
        client = client.tcp_nodelay(true);
    }
    let proxy = web::Data::new(Proxy {
        client: client.build()?,
        completions: format!("{}/v1/chat/completions", env::var("BACKEND_URL")?),
    });
    let mut server = HttpServer::new(move || {
        App::new()
            .app_data(proxy.clone())
            .route("/chat", web::post().to(chat))
    })
    .workers(1);
    if no_delay {
        server = server.tcp_nodelay(true);
    }
    server
        .bind(format!("127.0.0.1:{}", env::var("PORT")?))?
        .run()
        .await?;
    Ok(())
}
