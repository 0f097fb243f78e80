import Base
import FoundationEssentials
import Testing

struct JSONWriterTests {
    @Test("places commas and colons in nested objects and arrays")
    func nests() {
        var writer = JSONWriter()
        writer.object { object in
            object.member("name", "AAPL")
            object.object("empty") { _ in }
            object.array("list") { list in
                list.value(1)
                list.array { $0.value(true) }
                list.object { $0.member("x", 0.5) }
                list.null()
            }
            object.member("last", false)
        }
        #expect(writer.text == #"{"name":"AAPL","empty":{},"list":[1,[true],{"x":0.5},null],"last":false}"#)
    }

    @Test(
        "writes numbers that read back to the same bits",
        arguments: [
            0.1, 1e21, -1.5e-300, .leastNonzeroMagnitude, 123_456_789.123, 0, -0.0, 1e16, .greatestFiniteMagnitude, 3,
        ])
    func numbers(number: Double) throws {
        var writer = JSONWriter()
        writer.value([number])
        let back = try JSONDecoder().decode([Double].self, from: Data(writer.bytes))
        #expect(back.first?.bitPattern == number.bitPattern)
    }

    @Test(
        "writes so many decimals and no zeros at the end",
        arguments: [
            (173.93, 4, "173.93"), (-0.010746, 6, "-0.010746"), (0.05, 2, "0.05"), (12, 3, "12"), (0, 6, "0"),
            (-0.00000001, 6, "0"), (0.99999, 4, "1"), (1234.5678, 0, "1235"), (0.000012345678, 10, "0.0000123457"),
            (100, 0, "100"), (9e15, 4, "9000000000000000"), (1.5e-18, 18, "0.000000000000000002"), (.nan, 4, "null"),
            (.infinity, 2, "null"),
        ])
    func decimals(number: Double, decimals: Int, expected: String) {
        var writer = JSONWriter()
        writer.value(number, decimals: decimals)
        #expect(writer.text == expected)
    }

    @Test("writes null for what JSON has no word for")
    func notFinite() {
        var writer = JSONWriter()
        writer.value([.nan, .infinity, -.infinity, 1])
        #expect(writer.text == "[null,null,null,1]")
    }

    @Test("writes absence as null, instants as text")
    func optionals() {
        var writer = JSONWriter()
        writer.object {
            $0.member("text", String?.none)
            $0.member("number", Double?.none)
            $0.member("time", Instant(seconds: 0))
            $0.member("numbers", [1.0, 2.5])
        }
        #expect(writer.text == #"{"text":null,"number":null,"time":"1970-01-01T00:00:00Z","numbers":[1,2.5]}"#)
    }

    @Test("escapes any text so that another reader gets it back")
    func escapes() throws {
        let scalars = (0..<0x300).compactMap { Unicode.Scalar($0) } + ["\u{2028}", "\u{1F600}", "\u{FFFF}"]
        let text = String(String.UnicodeScalarView(scalars))
        var writer = JSONWriter()
        writer.object { $0.member(text, text) }
        #expect(try JSONDecoder().decode([String: String].self, from: Data(writer.bytes)) == [text: text])
    }
}
