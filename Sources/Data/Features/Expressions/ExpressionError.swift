/// What is wrong with an expression, and at which characters of it.
public struct ExpressionError: Error, Sendable, Equatable {
    /// Where it is, in characters from the start of the text.
    public var offset: Int
    /// How many characters it has.
    public var length: Int
    /// What is wrong and what is allowed.
    public var message: String

    /// The text with marks under the place.
    public func marked(in text: String) -> String {
        let marks = String(repeating: " ", count: offset) + String(repeating: "^", count: max(1, length))
        return "    \(text.replacing("\n", with: " "))\n    \(marks)"
    }
}
