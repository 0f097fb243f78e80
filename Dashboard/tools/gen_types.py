#!/usr/bin/env python3
"""Writes src/api/types.ts from the server's OpenAPI 3.1 document.

  gen_types.py [DOCUMENT OUTPUT]           writes OUTPUT
  gen_types.py --check [DOCUMENT OUTPUT]   exits 1 when OUTPUT is not what would be written

Without DOCUMENT it is the one that the server's sources hold, printed by a program made of those sources alone (swiftc).

Every component schema becomes an exported type. The paths become three maps: the answer of each GET, the answer of each
POST and the body of each POST, so that the client's calls are checked against the document too.
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

DASHBOARD = Path(__file__).resolve().parent.parent
DESCRIPTION = DASHBOARD.parent / "Sources" / "Apps" / "Server" / "Description"
TYPES = DASHBOARD / "src" / "api" / "types.ts"
HEADER = """// Made by tools/gen_types.py from the server's OpenAPI document. Do not edit: run Dashboard/tools/gen_types.py.
"""
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
IDENTIFIER = re.compile(r"^[A-Za-z_$][\w$]*$")


def key(name: str) -> str:
    return name if IDENTIFIER.match(name) else json.dumps(name)


def comment(schema: dict, indent: str) -> str:
    text = " ".join(str(schema.get("description", "")).split()).replace("*/", "* /")
    return f"{indent}/** {text} */\n" if text else ""


def union(parts: list[str]) -> str:
    return " | ".join(dict.fromkeys(parts))


def object_type(schema: dict, indent: str) -> str:
    inner = indent + "  "
    required = set(schema.get("required", []))
    lines = [
        f"{comment(value, inner)}{inner}{key(name)}{'' if name in required else '?'}: {type_of(value, inner)};\n"
        for name, value in schema.get("properties", {}).items()
    ]
    extra = schema.get("additionalProperties")
    if isinstance(extra, dict) and extra:
        record = f"Record<string, {type_of(extra, indent)}>"
        return record if not lines else "{\n" + "".join(lines) + indent + "} & " + record
    if not lines:
        return "Record<string, unknown>"
    return "{\n" + "".join(lines) + indent + "}"


def array_type(schema: dict, indent: str) -> str:
    item = type_of(schema.get("items", {}), indent)
    return f"({item})[]" if " | " in item or " & " in item else f"{item}[]"


def type_of(schema: object, indent: str = "") -> str:
    """The TypeScript type of one schema."""
    if not isinstance(schema, dict) or not schema:
        return "unknown"
    if "$ref" in schema:
        return schema["$ref"].rsplit("/", 1)[-1]
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return union([json.dumps(value) for value in schema["enum"]])
    for word in ("oneOf", "anyOf"):
        parts = [part for part in schema.get(word, []) if set(part) - {"required"}]  # bare `required`: a rule, not a type
        if parts:
            return union([type_of(part, indent) for part in parts])
    if "allOf" in schema:
        return " & ".join(type_of(part, indent) for part in schema["allOf"])
    kinds = schema.get("type", "object" if "properties" in schema else None)
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return union([kind_type(kind, schema, indent) for kind in kinds])


def kind_type(kind: object, schema: dict, indent: str) -> str:
    if kind == "object":
        return object_type(schema, indent)
    if kind == "array":
        return array_type(schema, indent)
    if kind in PLAIN:
        return PLAIN[kind]
    if kind is None:
        return "unknown"
    raise SystemExit(f"gen_types.py: type {kind!r} is not one of JSON Schema's")


def json_schema(holder: dict) -> object:
    """The schema of a body or response in JSON, `None` without one."""
    return holder.get("content", {}).get("application/json", {}).get("schema")


def resolve(document: dict, value: dict) -> dict:
    """Follows one `$ref` inside the document."""
    if "$ref" not in value:
        return value
    found: dict = document
    for step in value["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return found


def path_map(document: dict, name: str, note: str, verb: str, pick) -> str:
    lines = []
    for path, operations in document.get("paths", {}).items():
        schema = pick(operations.get(verb, {}))
        if schema is not None:
            lines.append(f"  {json.dumps(path)}: {type_of(schema, '  ')};\n")
    return f"/** {note} */\nexport interface {name} {{\n{''.join(lines)}}}\n"


def is_interface(schema: dict) -> bool:
    """Whether a schema is one object with named properties only, which an interface can say."""
    return schema.get("type") == "object" and "properties" in schema and "oneOf" not in schema and "allOf" not in schema \
        and not isinstance(schema.get("additionalProperties"), dict)


def render(document: dict) -> str:
    def answer(operation: dict) -> object:
        return json_schema(resolve(document, operation.get("responses", {}).get("200", {})))

    def body(operation: dict) -> object:
        return json_schema(resolve(document, operation.get("requestBody", {})))

    parts = [HEADER]
    for name, schema in document["components"]["schemas"].items():
        shape = type_of(schema)
        declaration = f"interface {name} {shape}" if is_interface(schema) else f"type {name} = {shape};"
        parts.append(f"{comment(schema, '')}export {declaration}\n")
    parts.append(path_map(document, "GetAnswers", "The answer of each GET.", "get", answer))
    parts.append(path_map(document, "PostAnswers", "The answer of each POST.", "post", answer))
    parts.append(path_map(document, "PostBodies", "The body of each POST.", "post", body))
    return "\n".join(parts)


def servers_document() -> dict:
    """The document out of the server's sources, so that there is no second copy that could differ."""
    sources = sorted(DESCRIPTION.glob("OpenAPIDocument*.swift"))
    if not sources:
        raise SystemExit(f"gen_types.py: no OpenAPIDocument*.swift in {DESCRIPTION}")
    with tempfile.TemporaryDirectory(prefix="martlet-openapi-") as folder:
        program = Path(folder, "main.swift")
        program.write_text('print(String(decoding: OpenAPIDocument.json(version: "0"), as: UTF8.self))\n')
        printer = Path(folder, "print")
        subprocess.run(["swiftc", "-o", str(printer), *map(str, sources), str(program)], check=True)
        return json.loads(subprocess.run([str(printer)], check=True, capture_output=True, text=True).stdout)


def main(arguments: list[str]) -> int:
    check = arguments[:1] == ["--check"]
    files = arguments[check:]
    if len(files) not in (0, 2):
        print(__doc__, file=sys.stderr)
        return 2
    target = Path(files[1]) if files else TYPES
    text = render(json.loads(Path(files[0]).read_text()) if files else servers_document())
    if not check:
        target.write_text(text)
        return 0
    if target.exists() and target.read_text() == text:
        return 0
    print(f"{target} is not what the OpenAPI document says; run Dashboard/tools/gen_types.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
