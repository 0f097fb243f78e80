import Base
import Testing

struct YAMLTests {
    private func parse(_ text: String) throws -> YAMLNode { try YAMLNode.parse(text, source: "test.yaml") }

    private func problem(_ text: String, limits: YAMLLimits = YAMLLimits()) -> String {
        do {
            _ = try YAMLNode.parse(text, source: "test.yaml", limits: limits)
            return "accepted"
        } catch {
            return error.description
        }
    }

    @Test("reads the scalars of the core schema")
    func scalars() throws {
        let text =
            "[~, true, False, 12, -0o0, 0x1F, 0o17, 1.5, 1e3, .5, '12', \"a\\tb\", yes, 2023-09-20, 1m, -.inf, '']"
        let expected: [YAMLValue] = [
            .null, .bool(true), .bool(false), .int(12), .string("-0o0"), .int(31), .int(15), .double(1.5),
            .double(1000), .double(0.5), .string("12"), .string("a\tb"), .string("yes"), .string("2023-09-20"),
            .string("1m"), .double(-.infinity), .string(""),
        ]
        #expect(try parse(text).elements?.map(\.value) == expected)
    }

    @Test("knows the line and column of every node and key")
    func positions() throws {
        let root = try parse("server:\n  port: 8000\nhorizons:\n  - 1\n  - 5\n")
        #expect(root["server"]?["port"]?.position == YAMLPosition(source: "test.yaml", line: 2, column: 9))
        #expect(root["horizons"]?.elements?.last?.line == 5)
        #expect(root.members?.map(\.keyPosition.line) == [1, 3])
    }

    @Test("resolves anchors and aliases")
    func aliases() throws {
        let root = try parse("a: &x {n: [1, 2]}\nb: *x\n")
        #expect(root["a"] == root["b"])
    }

    @Test("reads block texts and an empty document")
    func texts() throws {
        #expect(try parse("note: |\n  one\n  two\n")["note"]?.string == "one\ntwo\n")
        #expect(try parse("# nothing\n").isNull)
    }

    @Test(
        "refuses with the place and the mend",
        arguments: [
            ("a: 1\na: 2\n", "test.yaml:2:1: a is given twice, first on line 1; keep one"),
            ("a: *x\n", "test.yaml:1:4: *x stands for nothing; define &x before it and outside itself"),
            ("a: &x [*x]\n", "test.yaml:1:8: *x stands for nothing; define &x before it and outside itself"),
            ("a: 1\n---\nb: 2\n", "test.yaml:2:1: a second document begins here; keep one document in a file"),
            ("<<: {a: 1}\n", "test.yaml:1:1: merge keys (<<) are not taken; write the keys out"),
            ("? [a]\n: 1\n", "test.yaml:1:3: a key must be a plain name, not a list, a group or an alias"),
            (
                "a: !!python/object x\n",
                "test.yaml:1:4: the tag tag:yaml.org,2002:python/object is not known; leave it out"
            ),
            (
                "a: 99999999999999999999\n",
                "test.yaml:1:4: 99999999999999999999 is too large for a whole number; quote it to keep it as a text"
            ),
            ("a: [1, 2\nb: 3\n", "test.yaml:2:2: did not find expected ',' or ']' while parsing a flow sequence"),
        ])
    func refusals(text: String, expected: String) {
        #expect(problem(text) == expected)
    }

    @Test("refuses tabs as indentation with the line")
    func tabs() { #expect(problem("a:\n\tb: 1\n").hasPrefix("test.yaml:2:1: found character that cannot start")) }

    @Test("refuses aliases that expand beyond the limit, and deep nesting")
    func limits() {
        var bomb = "a0: &a0 [1, 1]\n"
        for level in 1...40 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        #expect(problem(bomb).hasSuffix("more than 200000 values once aliases are expanded"))
        let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(problem(deep) == "test.yaml:1:65: more than 64 levels of nesting")
        #expect(problem("abc", limits: YAMLLimits(bytesMax: 2)) == "test.yaml:1:1: more than 2 bytes")
    }

    @Test("typed access names what was expected")
    func access() throws {
        let root = try parse("port: many\nratio: 2\n")
        #expect(try root.require("ratio").requireDouble() == 2)
        #expect(
            throws: YAMLError.unexpected(try root.require("port").position, expected: "a whole number", was: "a text")
        ) {
            try root.require("port").requireInt()
        }
        #expect(throws: YAMLError.missingKey(root.position, key: "seed")) { try root.require("seed") }
    }

    @Test("an unknown key is refused with the nearest known one")
    func unknownKeys() throws {
        let root = try parse("naem: core\n")
        do {
            _ = try root.requireMembers(named: ["name", "version", "features"])
            Issue.record("accepted")
        } catch {
            #expect(error.description == "test.yaml:1:1: unknown key naem; did you mean name?")
        }
    }

    @Test("a file that is not there is refused by name")
    func missingFile() {
        #expect(throws: YAMLError.unreadable(path: "/nowhere/x.yaml", reason: "No such file or directory")) {
            try YAMLNode.load(path: "/nowhere/x.yaml")
        }
    }

    @Test("survives texts cut anywhere")
    func cuts() throws {
        let text = "a: &x {b: [1, 'two', \"thr\\u00e9\"]}\nc: *x\nd: |\n  block\n"
        var accepted = 0
        for end in text.indices where problem(String(text[..<end])) == "accepted" { accepted += 1 }
        #expect(accepted > 0)
    }
}
