"""Required keys and types of Elastic's detection-rules repository, in our own words: one JSON line {name, text} in,
one line {name, errors} out. tomllib reads the text, so that the check owes nothing to our reader."""

import json
import re
import sys
import tomllib

DATE = re.compile(r"\d{4}/\d{2}/\d{2}\Z")
NAME = re.compile(r"[a-zA-Z0-9].+?[a-zA-Z0-9\[\]()]\Z")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
SPAN = re.compile(r"\d+[smhd]\Z")
MATURITY = {"development", "experimental", "beta", "production", "deprecated"}
SEVERITY = {"low", "medium", "high", "critical"}
LANGUAGES = {"eql", "esql", "kuery", "lucene"}
LINKS = "https://attack.mitre.org/"
RULE_KEYS = {
    "actions", "alert_suppression", "author", "building_block_type", "data_view_id", "description", "enabled",
    "exceptions_list", "false_positives", "filters", "from", "index", "interval", "investigation_fields", "language",
    "license", "max_signals", "meta", "name", "new_terms", "note", "query", "references", "related_integrations",
    "required_fields", "response_actions", "risk_score", "risk_score_mapping", "rule_id", "rule_name_override", "setup",
    "severity", "severity_mapping", "tags", "threat", "threshold", "throttle", "timeline_id", "timeline_title",
    "timestamp_override", "to", "type", "version", "event_category_override", "tiebreaker_field", "timestamp_field",
}


def is_text(value):
    return isinstance(value, str) and value.strip() != ""


def is_texts(value):
    return isinstance(value, list) and all(is_text(item) for item in value)


def is_number(value, least, most):
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def check(document):
    metadata, rule = document.get("metadata", {}), document.get("rule", {})
    wants = [
        ("metadata.creation_date", DATE.match(str(metadata.get("creation_date")))),
        ("metadata.updated_date", DATE.match(str(metadata.get("updated_date")))),
        ("metadata.maturity", metadata.get("maturity") in MATURITY),
        ("metadata.integration", "integration" not in metadata or is_texts(metadata["integration"])),
        ("rule.name", is_text(rule.get("name")) and NAME.match(rule["name"])),
        ("rule.author", is_texts(rule.get("author"))),
        ("rule.description", is_text(rule.get("description"))),
        ("rule.risk_score", is_number(rule.get("risk_score"), 0, 100)),
        ("rule.rule_id", UUID.match(str(rule.get("rule_id")))),
        ("rule.severity", rule.get("severity") in SEVERITY),
        ("rule.type", rule.get("type") in {"query", "eql", "threshold", "new_terms"}),
        ("rule.language", rule.get("language") in LANGUAGES),
        ("rule.query", is_text(rule.get("query"))),
        ("rule.index", is_texts(rule.get("index", []))),
        ("rule.from", re.match(r"now-\d+[smhd]\Z", rule.get("from", "now-6m"))),
        ("rule.interval", SPAN.match(rule.get("interval", "5m"))),
        ("rule keys", not set(rule) - RULE_KEYS),
    ]
    for key in ("tags", "references", "false_positives"):
        wants.append((f"rule.{key}", is_texts(rule.get(key, []))))
    for key in ("license", "note", "setup", "timestamp_override"):
        wants.append((f"rule.{key}", key not in rule or is_text(rule[key])))
    if rule.get("type") == "threshold":
        threshold = rule.get("threshold", {})
        wants.append(("rule.threshold.field", is_texts(threshold.get("field")) and len(threshold["field"]) <= 5))
        wants.append(("rule.threshold.value", is_number(threshold.get("value"), 1, 1 << 31)))
        for row in threshold.get("cardinality", []):
            wants.append(("rule.threshold.cardinality", is_text(row.get("field")) and is_number(row.get("value"), 1, 1 << 31)))
    if "investigation_fields" in rule:
        wants.append(("rule.investigation_fields", is_texts(rule["investigation_fields"].get("field_names"))))
    if "alert_suppression" in rule and rule.get("type") != "threshold":
        by = rule["alert_suppression"].get("group_by")
        wants.append(("rule.alert_suppression.group_by", is_texts(by) and 1 <= len(by) <= 3))
        missing = rule["alert_suppression"].get("missing_fields_strategy")
        wants.append(("rule.alert_suppression.missing_fields_strategy", missing in {"suppress", "doNotSuppress"}))
    for threat in rule.get("threat", []):
        tactic = threat.get("tactic", {})
        wants.append(("rule.threat.framework", threat.get("framework") == "MITRE ATT&CK"))
        wants.append(("rule.threat.tactic", is_text(tactic.get("name")) and tactic.get("reference") == f"{LINKS}tactics/{tactic.get('id')}/"))
        for technique in threat.get("technique", []):
            wants.append(("rule.threat.technique", is_text(technique.get("name")) and technique.get("reference") == f"{LINKS}techniques/{technique.get('id')}/"))
            for sub in technique.get("subtechnique", []):
                place = str(sub.get("id")).replace(".", "/")
                wants.append(("rule.threat.subtechnique", is_text(sub.get("name")) and sub.get("reference") == f"{LINKS}techniques/{place}/"))
    return [name for name, holds in wants if not holds]


for line in sys.stdin:
    row = json.loads(line)
    try:
        errors = check(tomllib.loads(row["text"]))
    except tomllib.TOMLDecodeError as error:
        errors = [f"not TOML: {error}"]
    print(json.dumps({"name": row["name"], "errors": errors}))
