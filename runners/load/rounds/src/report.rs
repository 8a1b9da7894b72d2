//! What is printed: one JSON value a line, as pipeline/formats/rounds reads it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hdrhistogram::serialization::{Serializer, V2DeflateSerializer};

use crate::options::Options;
use crate::totals::{Times, Totals};
use crate::work::Work;

pub fn write(options: &Options, work: &Work, totals: &Totals) -> String {
    let errors = &totals.errors;
    let head = format!(
        "{{\"format\":\"wallclock-rounds\",\"version\":1,\"url\":{},\"paths\":{},\"connections\":{},\
         \"round\":{},\"leastSeconds\":{}}}",
        text(&options.url),
        work.requests.len(),
        options.connections,
        options.round,
        options.seconds,
    );
    let counts = format!(
        "{{\"rounds\":{},\"requests\":{},\"nanoseconds\":{},\"bytes\":{},\"compared\":{},\"opened\":{},\
         \"errors\":{{\"connect\":{},\"read\":{},\"write\":{},\"timeout\":{},\"status\":{},\"check\":{}}}}}",
        totals.rounds,
        totals.requests,
        totals.duration.as_nanos(),
        totals.bytes,
        totals.compared,
        totals.opened,
        errors.connect,
        errors.read,
        errors.write,
        errors.timeout,
        errors.status,
        errors.check,
    );
    let latency = histogram("latency", &totals.latency);
    let first_byte = histogram("time_to_first_byte", &totals.first_byte);
    format!("{head}\n{counts}\n{latency}\n{first_byte}\n{{\"end\":true}}\n")
}

fn histogram(metric: &str, times: &Times) -> String {
    let mut bytes = Vec::new();
    V2DeflateSerializer::new()
        .serialize(&times.histogram, &mut bytes)
        .expect("a histogram in memory can be written to memory");
    format!(
        "{{\"histogram\":\"{metric}\",\"unit\":\"ns\",\"count\":{},\"sum\":{},\"min\":{},\"max\":{},\
         \"encoded\":\"{}\"}}",
        times.histogram.len(),
        times.sum,
        times.min,
        times.max,
        STANDARD.encode(bytes),
    )
}

/// A JSON string.
fn text(value: &str) -> String {
    let mut quoted = String::from("\"");
    for each in value.chars() {
        match each {
            '"' | '\\' => quoted.extend(['\\', each]),
            each if each.is_control() => quoted.push_str(&format!("\\u{:04x}", u32::from(each))),
            each => quoted.push(each),
        }
    }
    quoted + "\""
}
