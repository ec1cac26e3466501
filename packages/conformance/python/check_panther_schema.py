"""Checks the rule documents of a folder against both schemas of panther_analysis_tool: its own and its JSON Schema."""

import pathlib
import sys

import jsonschema
from panther_analysis_tool.schemas import ANALYSIS_CONFIG_SCHEMA, RULE_SCHEMA
from ruamel.yaml import YAML


def main():
    yaml = YAML(typ="safe")
    validator = jsonschema.Draft202012Validator(ANALYSIS_CONFIG_SCHEMA)
    documents = 0
    problems = []
    for path in sorted(pathlib.Path(sys.argv[1]).glob("*.yml")):
        document = yaml.load(path.read_text(encoding="utf-8"))
        documents += 1
        try:
            RULE_SCHEMA.validate(document)
            error = jsonschema.exceptions.best_match(validator.iter_errors(document))
            if error is not None:
                problems.append(f"{path.name}: {error.message[:300]}")
        except Exception as error:  # every kind of problem is one line of the report
            problems.append(f"{path.name}: {error}")
    print(f"{documents} documents, {len(problems)} refused")
    print("\n".join(problems[:10]))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
