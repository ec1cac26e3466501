"""Runs rule(event) of Python modules under the real panther_core, one JSON job a line; raising is an answer of its own.

The first line is the setting: {"search": [folder, ...], "models": folder or null}, folders of helpers and of data models
as panther-analysis has them. Each job is
{"id", "file", "body", "modules": {name: text}, "scheduled", "events"}; its answer has for each event true, false, or the
name of the exception. A result that is no bool is an error in Panther, and so is it here.
"""

import glob
import importlib.util
import json
import os
import sys
import types

import yaml
from panther_core import PantherEvent
from panther_core.data_model import DataModel


def load_models(folder):
    models = {}
    if folder is None:
        return models
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.yml"), recursive=True)):
        with open(path, encoding="utf-8") as file:
            spec = yaml.safe_load(file)
        mappings = [
            {"name": one["Name"], **({"path": one["Path"]} if "Path" in one else {"method": one["Method"]})}
            for one in spec["Mappings"]
        ]
        config = {"id": spec["DataModelID"], "versionId": "1", "mappings": mappings}
        if spec.get("Filename"):
            with open(os.path.join(os.path.dirname(path), spec["Filename"]), encoding="utf-8") as file:
                config["body"] = file.read()
        loaded = DataModel(config)
        for log_type in spec["LogTypes"]:
            models.setdefault(log_type, loaded)
    return models


def load_rule(job):
    if job.get("body") is None:
        sys.path.insert(0, os.path.dirname(job["file"]))
        try:
            spec = importlib.util.spec_from_file_location(f"rule_{job['id']}", job["file"])
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
        finally:
            sys.path.pop(0)
    for name, text in (job.get("modules") or {}).items():
        helper = types.ModuleType(name)
        exec(compile(text, f"{name}.py", "exec"), helper.__dict__)
        sys.modules[name] = helper
    module = types.ModuleType(f"rule_{job['id']}")
    exec(compile(job["body"], job["file"], "exec"), module.__dict__)
    return module


def decide(module, event, models, scheduled):
    log_type = event.get("p_log_type") if isinstance(event, dict) else None
    model = models.get(log_type) if isinstance(log_type, str) and not scheduled else None
    try:
        result = module.rule(PantherEvent(event, model))
    except Exception as error:  # pylint: disable=broad-except
        return type(error).__name__
    return result if isinstance(result, bool) else "FunctionReturnTypeError"


def main():
    setting = json.loads(sys.stdin.readline())
    sys.path[:0] = setting["search"]
    models = load_models(setting["models"])
    for line in sys.stdin:
        job = json.loads(line)
        try:
            module = load_rule(job)
        except Exception as error:  # pylint: disable=broad-except
            print(json.dumps({"id": job["id"], "error": repr(error)}), flush=True)
            continue
        results = [decide(module, event, models, job.get("scheduled", False)) for event in job["events"]]
        print(json.dumps({"id": job["id"], "results": results}), flush=True)


main()
