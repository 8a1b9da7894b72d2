//! A closed loop over HTTP/1.1 that makes whole rounds of requests, checks every answer and counts latency and
//! time to first byte into HDR histograms. README.md beside Cargo.toml says what it prints.

mod answer;
mod body;
mod connection;
mod options;
mod report;
mod run;
mod totals;
mod work;

use std::process::ExitCode;

fn main() -> ExitCode {
    match measure() {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> Result<String, String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let options = options::parse(&arguments)?;
    let work = match std::env::var("WORK") {
        Ok(file) => work::read(&file, &options.ask)?,
        Err(_) => work::of_path(&options.path, &options.ask),
    };
    let totals = run::run(&work, &options)?;
    Ok(report::write(&options, &work, &totals))
}
