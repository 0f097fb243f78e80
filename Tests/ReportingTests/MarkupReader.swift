/// A strict reader of the HTML that reports are made of: every element is closed in order, every attribute is quoted, and
/// every text is free of stray signs.
struct MarkupReader {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// How often each element is there.
    private(set) var elements: [String: Int] = [:]
    /// The values of `data` elements, in order.
    private(set) var values: [Double] = []
    /// All text outside of styles.
    private(set) var text = ""
    /// Values of attributes named `id`, and where links within the page lead.
    private(set) var identifiers: [String] = []
    private(set) var links: [String] = []

    private static let void: Set = ["meta", "br", "line", "circle", "rect", "path"]

    init(_ html: String) throws {
        var open: [String] = []
        var rest = Substring(html)
        while let start = rest.firstIndex(of: "<") {
            try take(rest[..<start], within: open.last)
            rest = rest[start...]
            guard let end = rest.firstIndex(of: ">") else { throw Failure(description: "a tag without an end") }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("!DOCTYPE") { continue }
            if tag.hasPrefix("/") {
                guard open.popLast() == String(tag.dropFirst()) else {
                    throw Failure(description: "<\(tag)> closes nothing")
                }
                continue
            }
            let name = String(tag.prefix { $0 != " " && $0 != "/" })
            try take(attributes: tag.dropFirst(name.count), of: name)
            elements[name, default: 0] += 1
            if name == "style", let close = rest.firstRange(of: "</style>") {
                rest = rest[close.upperBound...]
                continue
            }
            if !tag.hasSuffix("/"), !["meta", "br"].contains(name) { open.append(name) }
        }
        try take(rest, within: nil)
        guard open.isEmpty else { throw Failure(description: "left open: \(open)") }
    }

    private mutating func take(_ text: Substring, within element: String?) throws {
        for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
            guard ["amp;", "lt;", "gt;", "quot;"].contains(where: part.hasPrefix) else {
                throw Failure(description: "a stray & in \(text)")
            }
        }
        self.text += text + " "
    }

    private mutating func take(attributes: Substring, of element: String) throws {
        var rest = attributes.drop { $0 == " " }
        while let equal = rest.firstIndex(of: "=") {
            let name = String(rest[..<equal])
            guard name.allSatisfy({ $0.isLetter || $0 == "-" || $0.isNumber }) else {
                throw Failure(description: "attribute \(name) of \(element)")
            }
            let quoted = rest[rest.index(after: equal)...]
            guard quoted.first == "\"", let end = quoted.dropFirst().firstIndex(of: "\"") else {
                throw Failure(description: "attribute \(name) of \(element) is not quoted")
            }
            let value = String(quoted.dropFirst()[..<end])
            if element == "data", name == "value" {
                guard let number = Double(value) else { throw Failure(description: "\(value) is no number") }
                values.append(number)
            }
            if name == "id" { identifiers.append(value) }
            if name == "href" { links.append(value) }
            if value.contains("nan") || value.contains("inf") {
                throw Failure(description: "\(name)=\(value) of \(element)")
            }
            rest = quoted[quoted.index(after: end)...].drop { $0 == " " }
        }
        guard rest.isEmpty || rest == "/" else { throw Failure(description: "\(rest) in \(element)") }
    }
}
