import Base
import Server

/// A small JSON Schema validator: the words that the server's description uses, each of them strictly.
struct SchemaChecker {
    let document: JSONValue

    /// Everything in a value that its schema does not allow or describe, each with the place in the value.
    func mistakes(in value: JSONValue, _ schema: JSONValue, at place: String = "$") -> [String] {
        guard case .object(let words) = schema else { return schema == .bool(false) ? ["\(place): not described"] : [] }
        return words.flatMap { word -> [String] in
            if annotations.contains(word.name) { return [] }
            return mistakes(in: value, word, of: schema, at: place)
        }
    }

    /// The schema of a component.
    func schema(_ name: String) -> JSONValue { document["components"]?["schemas"]?[name] ?? .bool(false) }

    private var annotations: Set<String> { ["description", "examples", "default", "title"] }

    private func mistakes(
        in value: JSONValue, _ word: JSONValue.Member, of schema: JSONValue, at place: String
    ) -> [String] {
        switch (word.name, word.value, value) {
        case ("$ref", .string(let target), _): mistakes(in: value, resolved(target), at: place)
        case ("type", _, _): isOfType(value, word.value) ? [] : ["\(place): is no \(word.value)"]
        case ("const", let only, _): value == only ? [] : ["\(place): is not \(only)"]
        case ("enum", .array(let choices), _): choices.contains(value) ? [] : ["\(place): is none of \(choices)"]
        case ("oneOf", .array(let choices), _):
            choices.count { mistakes(in: value, $0, at: place).isEmpty } == 1
                ? [] : ["\(place): fits not just one schema"]
        case ("anyOf", .array(let choices), _):
            choices.contains { mistakes(in: value, $0, at: place).isEmpty } ? [] : ["\(place): fits no schema"]
        case ("minimum", .number(let low), .number(let number)): number >= low ? [] : ["\(place): \(number) < \(low)"]
        case ("maximum", .number(let high), .number(let number)):
            number <= high ? [] : ["\(place): \(number) > \(high)"]
        case (_, _, .string(let text)): mistakes(in: text, word, at: place)
        case ("items", let items, .array(let elements)):
            elements.enumerated().flatMap { mistakes(in: $1, items, at: "\(place)[\($0)]") }
        case ("maxItems", .number(let most), .array(let elements)):
            Double(elements.count) <= most ? [] : ["\(place): has \(elements.count) elements"]
        case (_, _, .object(let members)): mistakes(in: members, word, of: schema, at: place)
        default: known.contains(word.name) ? [] : ["\(place): the checker does not know \(word.name)"]
        }
    }

    /// Words that say nothing about a value of another kind.
    private var known: Set<String> {
        [
            "properties", "required", "additionalProperties", "propertyNames", "items", "maxItems", "minimum",
            "maximum",
            "pattern", "format", "minLength", "maxLength",
        ]
    }

    private func mistakes(in text: String, _ word: JSONValue.Member, at place: String) -> [String] {
        let holds =
            switch (word.name, word.value) {
            case ("pattern", .string(let pattern)): (try? Regex(pattern).firstMatch(in: text)) != nil
            case ("format", .string("date-time")): Instant(iso8601: text) != nil && text.hasSuffix("Z")
            case ("format", .string("uri")): text.contains(":") && !text.contains(" ")
            case ("minLength", .number(let least)): Double(text.unicodeScalars.count) >= least
            case ("maxLength", .number(let most)): Double(text.unicodeScalars.count) <= most
            default: known.contains(word.name) && word.name != "format"
            }
        return holds ? [] : ["\(place): \"\(text)\" is not of \(word.name) \(word.value)"]
    }

    private func mistakes(
        in members: [JSONValue.Member], _ word: JSONValue.Member, of schema: JSONValue, at place: String
    ) -> [String] {
        switch (word.name, word.value) {
        case ("required", .array(let names)):
            return names.filter { name in !members.contains { .string($0.name) == name } }.map {
                "\(place): lacks \($0)"
            }
        case ("properties", let properties):
            return members.flatMap { member in
                properties[member.name].map { mistakes(in: member.value, $0, at: "\(place).\(member.name)") } ?? []
            }
        case ("additionalProperties", let others):
            return members.filter { schema["properties"]?[$0.name] == nil }
                .flatMap { mistakes(in: $0.value, others, at: "\(place).\($0.name)") }
        case ("propertyNames", let rule):
            return members.flatMap { mistakes(in: .string($0.name), rule, at: "\(place).\($0.name)") }
        default: return known.contains(word.name) ? [] : ["\(place): the checker does not know \(word.name)"]
        }
    }

    private func isOfType(_ value: JSONValue, _ type: JSONValue) -> Bool {
        switch (type, value) {
        case (.array(let types), _): types.contains { isOfType(value, $0) }
        case (.string("integer"), .number(let number)): number == number.rounded()
        case (.string("null"), .null), (.string("boolean"), .bool), (.string("number"), .number),
            (.string("string"), .string), (.string("array"), .array), (.string("object"), .object):
            true
        default: false
        }
    }

    private func resolved(_ reference: String) -> JSONValue {
        reference.dropFirst(2).split(separator: "/").reduce(Optional(document)) { $0?[String($1)] } ?? .bool(false)
    }
}

extension SchemaChecker {
    /// What every example in the description is an example of.
    var examples: [(place: String, schema: JSONValue, value: JSONValue)] { examples(in: document, at: "") }

    private func examples(in value: JSONValue, at place: String) -> [(
        place: String, schema: JSONValue, value: JSONValue
    )] {
        switch value {
        case .array(let elements):
            return elements.flatMap { examples(in: $0, at: place) }
        case .object(let members):
            let inside = members.filter { $0.name != "example" && $0.name != "examples" }
                .flatMap { examples(in: $0.value, at: "\(place)/\($0.name)") }
            return own(value).map { (place, value["schema"] ?? value, $0) } + inside
        default: return []
        }
    }

    /// The examples that stand at an object: `examples` of a schema, or `example` and named `examples` beside one.
    private func own(_ holder: JSONValue) -> [JSONValue] {
        let single = holder["example"].map { [$0] } ?? []
        switch holder["examples"] {
        case .array(let values)?: return single + values
        case .object(let named)?: return single + named.compactMap { $0.value["value"] }
        default: return single
        }
    }
}
