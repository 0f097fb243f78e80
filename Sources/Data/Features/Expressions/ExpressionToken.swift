/// A word of an expression, and where it stands.
struct ExpressionToken: Equatable {
    enum Kind: Equatable {
        case number(Double)
        case name(String)
        case symbol(String)
        /// `@1w`.
        case frame(String)
        case end
    }

    let kind: Kind
    /// Where it begins, in characters from the start of the text.
    let offset: Int
    /// How many characters it has.
    let length: Int

    /// Cuts a text into tokens; the last is `end`.
    static func all(of text: String) throws(ExpressionError) -> [ExpressionToken] {
        var scanner = ExpressionScanner(text: Array(text))
        var tokens: [ExpressionToken] = []
        repeat { tokens.append(try scanner.next()) } while tokens.last?.kind != .end
        return tokens
    }
}

/// Reads tokens off a text.
struct ExpressionScanner {
    let text: [Character]
    private var place = 0

    init(text: [Character]) { self.text = text }

    private var current: Character? { place < text.count ? text[place] : nil }

    mutating func next() throws(ExpressionError) -> ExpressionToken {
        while let character = current, character.isWhitespace { place += 1 }
        let start = place
        guard let character = current else { return ExpressionToken(kind: .end, offset: start, length: 0) }
        let kind: ExpressionToken.Kind
        if character.isASCIIDigit || character == "." && isDigit(at: place + 1) {
            kind = try number()
        } else if character.isNameStart {
            kind = .name(run(\.isNamePart))
        } else if character == "@" {
            place += 1
            kind = .frame(run(\.isNamePart))
        } else {
            kind = try symbol(character)
        }
        return ExpressionToken(kind: kind, offset: start, length: place - start)
    }

    private func isDigit(at index: Int) -> Bool { index < text.count && text[index].isASCIIDigit }

    private mutating func run(_ belongs: (Character) -> Bool) -> String {
        let start = place
        while let character = current, belongs(character) { place += 1 }
        return String(text[start..<place])
    }

    private mutating func number() throws(ExpressionError) -> ExpressionToken.Kind {
        let start = place
        while let character = current {
            let last = text[max(start, place - 1)]
            let isSign = (character == "+" || character == "-") && place > start && (last == "e" || last == "E")
            guard character.isASCIIDigit || character == "." || character == "e" || character == "E" || isSign else {
                break
            }
            place += 1
        }
        let word = String(text[start..<place])
        guard let value = Double(word), value.isFinite else {
            throw ExpressionError(offset: start, length: place - start, message: "'\(word)' is no number")
        }
        return .number(value)
    }

    private mutating func symbol(_ character: Character) throws(ExpressionError) -> ExpressionToken.Kind {
        let two = String(text[place..<min(place + 2, text.count)])
        if ["<=", ">=", "==", "!="].contains(two) {
            place += 2
            return .symbol(two)
        }
        guard "+-*/^()<>,.=".contains(character) else {
            throw ExpressionError(offset: place, length: 1, message: "'\(character)' means nothing in an expression")
        }
        place += 1
        return .symbol(String(character))
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isWholeNumber }
    fileprivate var isNameStart: Bool { isASCII && isLetter || self == "_" }
    fileprivate var isNamePart: Bool { isNameStart || isASCIIDigit }
}
