import Base
import Indicators

extension FeatureExpression {
    /// Reads an expression such as `close / lag(close, 12) - 1`.
    ///
    /// Operators bind as usual: comparisons weakest, then `+ -`, `* /`, a sign, `^` (to the right), and `.output` and
    /// `@1w` strongest. Comparisons give 1 or 0.
    ///
    /// - Parameter text: The expression.
    /// - Throws: ``ExpressionError``, at the characters that are wrong.
    public init(parsing text: String) throws(ExpressionError) {
        var parser = ExpressionParser(tokens: try ExpressionToken.all(of: text))
        self = try parser.whole()
    }
}

/// A parser by recursive descent, with one token of look-ahead.
struct ExpressionParser {
    /// What a part of an expression stands for.
    enum Term {
        case number(Double)
        case series(FeatureExpression)
        /// An operator with several outputs, of which one is still to be named.
        case outputs(OperatorApplication, OperatorDefinition)
    }

    private let tokens: [ExpressionToken]
    private var place = 0
    private var depth = 0

    init(tokens: [ExpressionToken]) { self.tokens = tokens }

    var current: ExpressionToken { tokens[place] }

    /// The most words and signs that an expression may have: what it is made into is gone through by recursion.
    static let tokensMax = 1000

    /// An expression up to the end of the text.
    mutating func whole() throws(ExpressionError) -> FeatureExpression {
        let start = current
        guard tokens.count <= ExpressionParser.tokensMax else {
            throw error(
                tokens[ExpressionParser.tokensMax],
                "an expression may have \(ExpressionParser.tokensMax) words and signs; make several features of it")
        }
        let term = try comparison()
        guard current.kind == .end else { throw error(current, "an operator such as + or / is missing before this") }
        switch try value(term, at: start) {
        case .number: throw error(start, "a feature must depend on the bars; this is a number")
        case let expression: return expression
        }
    }

    private mutating func comparison() throws(ExpressionError) -> Term {
        let start = current
        let signs = ["<", "<=", ">", ">=", "==", "!="]
        let left = try sum()
        guard let sign = take(signs) else { return left }
        let right = try sum()
        if case .symbol(let next) = current.kind, signs.contains(next) {
            throw error(current, "comparisons do not chain; say which comes first by parentheses")
        }
        let operands = sign.hasPrefix(">") ? (right, left) : (left, right)
        let name = ["<": "less_than", ">": "less_than", "<=": "at_most", ">=": "at_most", "==": "equal"][sign]
        return try apply(name ?? "not_equal", [operands.0, operands.1], at: start)
    }

    private mutating func sum() throws(ExpressionError) -> Term {
        let start = current
        var left = try product()
        while let sign = take(["+", "-"]) {
            left = try apply(sign == "+" ? "add" : "sub", [left, try product()], at: start)
        }
        return left
    }

    private mutating func product() throws(ExpressionError) -> Term {
        let start = current
        var left = try signed()
        while let sign = take(["*", "/"]) {
            left = try apply(sign == "*" ? "mult" : "div", [left, try signed()], at: start)
        }
        return left
    }

    private mutating func signed() throws(ExpressionError) -> Term {
        let start = current
        if take(["-"]) != nil {
            return try apply(
                "negate", [try nested(start) { parser throws(ExpressionError) in try parser.signed() }], at: start)
        }
        return try power()
    }

    private mutating func power() throws(ExpressionError) -> Term {
        let start = current
        let base = try postfix()
        guard take(["^"]) != nil else { return base }
        return try apply(
            "power", [base, try nested(start) { parser throws(ExpressionError) in try parser.signed() }], at: start)
    }

    private mutating func postfix() throws(ExpressionError) -> Term {
        let start = current
        var term = try primary()
        while true {
            if take(["."]) != nil {
                term = try pick(term)
            } else if case .frame(let word) = current.kind {
                term = try resample(term, word, start)
            } else {
                return term
            }
        }
    }

    private mutating func primary() throws(ExpressionError) -> Term {
        let token = current
        place += token.kind == .end ? 0 : 1
        switch token.kind {
        case .number(let number): return .number(number)
        case .name(let name):
            if take(["("]) != nil {
                return try nested(token) { parser throws(ExpressionError) in try parser.call(name, token) }
            }
            return try field(name, token)
        case .symbol("("):
            let inner = try nested(token) { parser throws(ExpressionError) in try parser.comparison() }
            guard take([")"]) != nil else { throw error(current, "the parenthesis opened before is not closed here") }
            return inner
        case .end: throw error(token, "the expression ends too early")
        case .symbol, .frame: throw error(token, "a field, a number or an operator is missing here")
        }
    }

    /// Refuses expressions so deep that reading them could exhaust the stack.
    private mutating func nested<Result>(
        _ token: ExpressionToken, _ body: (inout ExpressionParser) throws(ExpressionError) -> Result
    ) throws(ExpressionError) -> Result {
        guard depth < 64 else { throw error(token, "the expression is nested more than 64 deep") }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    func field(_ name: String, _ token: ExpressionToken) throws(ExpressionError) -> Term {
        if let field = BarField(rawValue: name), BarField.numeric.contains(field) { return .series(.field(field)) }
        let known = BarField.numeric.map(\.rawValue)
        if ExpressionFunction.isKnown(name) { throw error(token, "'\(name)' needs parentheses: \(name)(…)") }
        throw error(token, "there is no field '\(name)'\(Spelling.hint(for: name, among: known))")
    }

    // MARK: - What the parts above are made of

    /// Takes a symbol when it is one of these.
    mutating func take(_ symbols: [String]) -> String? {
        guard case .symbol(let symbol) = current.kind, symbols.contains(symbol) else { return nil }
        place += 1
        return symbol
    }

    mutating func advance() { place += 1 }

    var following: ExpressionToken { tokens[min(place + 1, tokens.count - 1)] }

    mutating func argument() throws(ExpressionError) -> Term { try comparison() }

    func error(_ token: ExpressionToken, _ message: String) -> ExpressionError {
        ExpressionError(offset: token.offset, length: token.length, message: message)
    }

    /// A term as an expression; refused while one of several outputs is to be chosen.
    func value(_ term: Term, at token: ExpressionToken) throws(ExpressionError) -> FeatureExpression {
        switch term {
        case .number(let number): return .number(number)
        case .series(let expression): return expression
        case .outputs(let application, let definition):
            let choices = definition.outputs.map { ".\($0)" }.joined(separator: ", ")
            throw error(token, "'\(application.operatorName)' has several outputs; add one of \(choices)")
        }
    }

    private mutating func pick(_ term: Term) throws(ExpressionError) -> Term {
        let token = current
        guard case .name(let name) = token.kind else { throw error(token, "an output's name is missing after the dot") }
        place += 1
        guard case .outputs(var application, let definition) = term else {
            throw error(token, "only an operator with several outputs has outputs to choose from")
        }
        guard definition.outputs.contains(name) else {
            let hint = Spelling.hint(for: name, among: definition.outputs)
            throw error(token, "'\(application.operatorName)' has no output '\(name)'\(hint)")
        }
        application.output = name
        return .series(.application(application))
    }

    private mutating func resample(
        _ term: Term, _ word: String, _ start: ExpressionToken
    ) throws(ExpressionError) -> Term {
        let token = current
        place += 1
        guard let interval = BarInterval(word) else {
            throw error(token, "'@\(word)' is no interval; write for example @1h, @1d or @1w")
        }
        let inner = try value(term, at: start)
        if case .number = inner { throw error(start, "a number has no longer bars") }
        guard !inner.isCrossSectional, !inner.isResampled, !inner.looksAhead else {
            throw error(
                token, "what is taken over longer bars cannot itself look across symbols, at longer bars or ahead")
        }
        return .series(.resampled(inner, interval: interval))
    }
}
