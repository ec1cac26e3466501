//! Times rsigma on rules and events that the bench wrote: RULES.ndjson has `{id, text}` on each line, EVENTS.ndjson
//! one event. Prints one JSON object; writes the hits as `event-number<TAB>rule-id` lines to HITS.
//! usage: rsigma-bench RULES EVENTS HITS ROUNDS
use rsigma_eval::{Engine, JsonEvent};
use rsigma_parser::{LogSource, SigmaRule, parse_sigma_yaml};
use std::{env, fs, io::Write, sync::LazyLock, time::Instant};

static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Seconds of processor time, which other programs on the machine do not change; of the clock where there is none.
fn now() -> f64 {
    let spent = fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = spent.and_then(|text| text.split(' ').next().and_then(|first| first.parse::<f64>().ok()));
    nanoseconds.map_or_else(|| STARTED.elapsed().as_secs_f64(), |spent| spent / 1e9)
}

fn main() {
    let args: Vec<String> = env::args().collect();
    let rounds: usize = args[4].parse().unwrap();
    let mut rules: Vec<SigmaRule> = Vec::new();
    let mut refused: Vec<String> = Vec::new();
    for line in fs::read_to_string(&args[1]).unwrap().lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = row["id"].as_str().unwrap().to_string();
        match parse_sigma_yaml(row["text"].as_str().unwrap()) {
            Ok(read) if read.rules.len() == 1 => {
                let mut rule = read.rules.into_iter().next().unwrap();
                rule.id = Some(id);
                rules.push(rule);
            }
            _ => refused.push(id),
        }
    }
    let events = fs::read_to_string(&args[2]).unwrap();
    let lines: Vec<&str> = events.lines().collect();
    let mut source = LogSource::default();
    source.product = Some("windows".into());
    source.category = Some("process_creation".into());
    source.service = Some("sysmon".into());

    let build = now();
    let mut engine = Engine::new();
    for (at, _) in engine.add_rules(&rules) {
        refused.push(rules[at].id.clone().unwrap());
    }
    let build_ms = (now() - build) * 1e3;
    let mut configurations = serde_json::Map::new();
    for name in ["plain", "routed", "bloom", "automaton"] {
        engine.set_bloom_prefilter(name == "bloom");
        engine.set_cross_rule_ac(name == "automaton");
        let mut times = Vec::new();
        let mut parse_times = Vec::new();
        let mut found = 0;
        for _ in 0..rounds {
            let start = now();
            let mut sum = 0;
            for line in &lines {
                let event: serde_json::Value = serde_json::from_str(line).unwrap();
                sum += event.as_object().map_or(0, |fields| fields.len());
            }
            parse_times.push(now() - start);
            assert!(sum > 0);
            let start = now();
            found = 0;
            for line in &lines {
                let event: serde_json::Value = serde_json::from_str(line).unwrap();
                let event = JsonEvent::borrow(&event);
                found += if name == "plain" {
                    engine.evaluate(&event).len()
                } else {
                    engine.evaluate_pruned(&event, &source).len()
                };
            }
            times.push(now() - start);
        }
        times.sort_by(f64::total_cmp);
        parse_times.sort_by(f64::total_cmp);
        let per_second = lines.len() as f64 / times[rounds / 2];
        let parse_per_second = lines.len() as f64 / parse_times[rounds / 2];
        configurations.insert(
            name.into(),
            serde_json::json!({ "perSecond": per_second, "parsePerSecond": parse_per_second, "hits": found }),
        );
    }
    engine.set_bloom_prefilter(false);
    engine.set_cross_rule_ac(false);
    let mut out = std::io::BufWriter::new(fs::File::create(&args[3]).unwrap());
    for (number, line) in lines.iter().enumerate() {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        for result in engine.evaluate_pruned(&JsonEvent::borrow(&event), &source) {
            writeln!(out, "{number}\t{}", result.header.rule_id.unwrap_or_default()).unwrap();
        }
    }
    let report = serde_json::json!({
        "rules": rules.len() - refused.iter().filter(|id| rules.iter().any(|rule| rule.id.as_ref() == Some(id))).count(),
        "refused": refused, "buildMs": build_ms, "configurations": configurations,
    });
    println!("{report}");
}
