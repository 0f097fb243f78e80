/// The name of a registered model: whose it is and how far ahead it looks, written `AAPL.h5`.
public struct ModelName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Whose models; see ``RunManifest/scope(of:_:)``.
    public let scope: String
    /// How many bars ahead.
    public let horizonBars: Int

    /// Makes a name.
    public init(scope: String, horizonBars: Int) {
        self.scope = scope
        self.horizonBars = horizonBars
    }

    /// Reads `AAPL.h5`; `nil` for anything else.
    public init?(_ text: String) {
        guard let range = text.range(ofLast: ".h"), range.lowerBound > text.startIndex,
            let horizon = Int(text[range.upperBound...]), horizon > 0
        else { return nil }
        self.init(scope: text[..<range.lowerBound].uppercased(), horizonBars: horizon)
    }

    /// The text that ``init(_:)`` reads.
    public var description: String { "\(scope).h\(horizonBars)" }

    /// The folder of its model files: the name with `/`, `:` and a leading `.` written as `%2F`, `%3A` and `%2E`.
    ///
    /// A symbol may hold any of them, and must not lead out of the registry's folder.
    var folder: String {
        description.enumerated().reduce(into: "") { text, item in
            switch item.element {
            case "/": text += "%2F"
            case ":": text += "%3A"
            case "." where item.offset == 0: text += "%2E"
            default: text.append(item.element)
            }
        }
    }

    /// By scope, then horizon.
    public static func < (left: ModelName, right: ModelName) -> Bool {
        (left.scope, left.horizonBars) < (right.scope, right.horizonBars)
    }
}

extension String {
    fileprivate func range(ofLast pair: String) -> Range<String.Index>? {
        let first = pair[pair.startIndex]
        var position = endIndex
        while position > startIndex {
            position = index(before: position)
            if self[position] == first, self[position...].hasPrefix(pair) {
                return position..<index(position, offsetBy: pair.count)
            }
        }
        return nil
    }
}
