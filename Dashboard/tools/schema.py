"""Holds answers against the server's OpenAPI document: the words of JSON Schema that it uses, and no others."""
import re

KINDS = {"string": str, "boolean": bool, "array": list, "object": dict, "null": type(None)}
NOTES = {"description", "examples", "default", "title"}
BOUNDS = {
    "minimum": lambda value, bound: value >= bound, "maximum": lambda value, bound: value <= bound,
    "minLength": lambda value, bound: len(value) >= bound, "maxLength": lambda value, bound: len(value) <= bound,
    "maxItems": lambda value, bound: len(value) <= bound, "pattern": lambda value, bound: re.search(bound, value) is not None,
    "format": lambda value, bound: bound != "date-time" or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", value) is not None,
}
BOUNDED = {"minimum": (int, float), "maximum": (int, float), "maxItems": list}


def is_kind(value: object, kind: str) -> bool:
    if kind in ("integer", "number"):
        return not isinstance(value, bool) and isinstance(value, (int, float)) and (kind == "number" or value == int(value))
    return isinstance(value, KINDS[kind])


def mistakes(document: dict, schema: object, value: object, place: str = "$") -> list[str]:
    """What a value has that its schema does not describe, and what it lacks."""
    if isinstance(schema, bool):
        return [] if schema else [f"{place} is not described"]
    return [found for word, rule in schema.items() if word not in NOTES for found in broken(document, schema, word, rule, value, place)]


def broken(document: dict, schema: dict, word: str, rule, value, place: str) -> list[str]:
    def inside(part: object, inner: object, name: str = "") -> list[str]:
        return mistakes(document, part, inner, place + name)

    fits = True
    if word == "$ref":
        return inside(document["components"]["schemas"][rule.removeprefix("#/components/schemas/")], value)
    if word in ("properties", "additionalProperties", "propertyNames", "required"):
        if not isinstance(value, dict):
            return []
        if word == "required":
            return [f"{place} lacks {name}" for name in rule if name not in value]
        if word == "properties":
            return [found for name, part in rule.items() if name in value for found in inside(part, value[name], f".{name}")]
        others = [name for name in value if word == "propertyNames" or name not in schema.get("properties", {})]
        return [found for name in others for found in inside(rule, name if word == "propertyNames" else value[name], f".{name}")]
    if word == "items":
        return [found for index, one in enumerate(value) for found in inside(rule, one, f"[{index}]")] if isinstance(value, list) else []
    if word == "type":
        fits = any(is_kind(value, kind) for kind in (rule if isinstance(rule, list) else [rule]))
    elif word in ("const", "enum"):
        fits = value in (rule if word == "enum" else [rule])
    elif word in ("oneOf", "anyOf"):
        count = sum(not inside(part, value) for part in rule)
        fits = count == 1 if word == "oneOf" else count > 0
    elif word in BOUNDS:
        fits = not is_bounded(word, value) or BOUNDS[word](value, rule)
    else:
        raise SystemExit(f"schema.py does not know {word}")
    return [] if fits else [f"{place} is {str(value)[:80]!r}, which {word} {rule!r} does not allow"]


def is_bounded(word: str, value: object) -> bool:
    return isinstance(value, BOUNDED.get(word, str)) and not isinstance(value, bool)


def answer_schema(document: dict, verb: str, path: str) -> dict:
    return document["paths"][path][verb]["responses"]["200"]["content"]["application/json"]["schema"]
