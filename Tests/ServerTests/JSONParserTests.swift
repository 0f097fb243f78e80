import Base
import Server
import Testing

/// The reader of clients' JSON.
struct JSONParserTests {
    private func parse(_ text: String) throws -> JSONValue { try JSONParser.parse(Array(text.utf8)) }

    @Test("reads every kind of value")
    func values() throws {
        let value = try parse(#" {"a":[1,-0.5e-3,true,false,null],"b":"x\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00é"} "#)
        #expect(value["a"] == .array([.number(1), .number(-0.0005), .bool(true), .bool(false), .null]))
        #expect(value["b"] == .string("x\"\\/\u{8}\u{c}\n\r\té😀é"))
        #expect(try parse("{}") == .object([]) && parse("[]") == .array([]) && parse("0") == .number(0))
    }

    @Test(
        "refuses what is not JSON, and what no Double or limit holds",
        arguments: [
            "", " ", "{", "[", "\"", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "[1,]", "[1 2]", "{a:1}", "'a'", "01", "-",
            "1.", ".5",
            "1e", "+1", "NaN", "Infinity", "-Infinity", "1e999", "nul", "truex", "1 1", "\"\\x\"", "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\ude00\"", "\"\\ud800\\u0041\"", "\"a\nb\"", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}",
            "\u{FEFF}{}", "/**/1",
        ])
    func refusals(text: String) { #expect(throws: JSONSyntaxError.self) { try parse(text) } }

    @Test("refuses depth, length and bytes that are not UTF-8 without a trap")
    func hostile() {
        let deep = String(repeating: "[", count: 200_000)
        let long = String(repeating: "9", count: 200_000)
        let many = "{" + (0..<65).map { "\"\($0)\":1" }.joined(separator: ",") + "}"
        let wide = "[" + String(repeating: "1,", count: 4096) + "1]"
        for text in [deep, long, many, wide] { #expect(throws: JSONSyntaxError.self) { try parse(text) } }
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse([0x22, 0xFF, 0x22]) }
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse([0x22, 0xC0, 0x80, 0x22]) }
    }

    @Test("a string of a megabyte of escapes is read in linear time")
    func escapes() throws {
        let text = "\"" + String(repeating: "\\n", count: 500_000) + "\""
        guard case .string(let value) = try parse(text) else { return }
        #expect(value.utf8.count == 500_000)
    }
}
