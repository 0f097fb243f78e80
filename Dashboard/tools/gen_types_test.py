"""The generator's rules, each on a schema of its own."""
import unittest

from gen_types import is_interface, render, type_of


class TypeOf(unittest.TestCase):
    def test_plain_types_and_null(self):
        self.assertEqual(type_of({"type": ["number", "null"]}), "number | null")
        self.assertEqual(type_of({"type": "integer"}), "number")
        self.assertEqual(type_of({}), "unknown")

    def test_constants_and_references(self):
        self.assertEqual(type_of({"enum": ["a", "b", None]}), '"a" | "b" | null')
        self.assertEqual(type_of({"const": "bar"}), '"bar"')
        self.assertEqual(type_of({"$ref": "#/components/schemas/Time", "description": "then"}), "Time")

    def test_arrays_and_maps(self):
        self.assertEqual(type_of({"type": "array", "items": {"type": ["number", "null"]}}), "(number | null)[]")
        self.assertEqual(type_of({"type": "object", "additionalProperties": {"type": "number"}}), "Record<string, number>")

    def test_optional_properties_and_comments(self):
        schema = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}, "b-c": {"description": "why", "type": "string"}}}
        self.assertEqual(type_of(schema), '{\n  a: string;\n  /** why */\n  "b-c"?: string;\n}')

    def test_alternatives_that_only_require_are_no_types(self):
        schema = {"type": "object", "anyOf": [{"required": ["a"]}], "properties": {"a": {"type": "string"}}}
        self.assertEqual(type_of(schema), "{\n  a?: string;\n}")

    def test_unions_of_objects_are_no_interfaces(self):
        self.assertFalse(is_interface({"oneOf": [{"type": "object"}]}))
        self.assertTrue(is_interface({"type": "object", "properties": {}}))

    def test_unknown_types_are_refused(self):
        with self.assertRaises(SystemExit):
            type_of({"type": "strnig"})


class Paths(unittest.TestCase):
    def test_answers_and_bodies_by_path(self):
        answer = {"200": {"$ref": "#/components/responses/Ok"}}
        body = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Ask"}}}}
        document = {
            "paths": {"/x": {"get": {"responses": answer}, "post": {"requestBody": body, "responses": answer}}, "/ws": {"get": {"responses": {}}}},
            "components": {
                "schemas": {"Ask": {"type": "object", "properties": {"n": {"type": "integer"}}}},
                "responses": {"Ok": {"content": {"application/json": {"schema": {"type": "string"}}}}},
            },
        }
        text = render(document)
        self.assertIn('export interface GetAnswers {\n  "/x": string;\n}', text)
        self.assertIn('export interface PostBodies {\n  "/x": Ask;\n}', text)
        self.assertNotIn("/ws", text)


if __name__ == "__main__":
    unittest.main()
