import Base
import Glibc
import Indicators

/// The functions of the expression language.
enum ExpressionFunction {
    /// Names that people write for an operator of the catalogue.
    static let synonyms = ["log": "ln"]

    /// Functions that are no operator of one symbol's bars.
    static let special = CrossSection.Kind.allCases.map(\.rawValue) + ["lead"]

    /// Operators by alias.
    static let aliases = Dictionary(OperatorCatalogue.aliases.map { ($0.name, $0) }) { first, _ in first }

    /// All names that may be called.
    static let names =
        special + synonyms.keys + OperatorCatalogue.all.map(\.name) + OperatorCatalogue.aliases.map(\.name)

    static func isKnown(_ name: String) -> Bool { names.contains(name) }
}

extension ExpressionParser {
    /// The arguments of a call.
    private struct Arguments {
        /// Those by place, with the token each begins at.
        var placed: [(term: Placed, token: ExpressionToken)] = []
        /// Those by name.
        var named: [(name: String, value: Named, token: ExpressionToken)] = []
    }

    private enum Placed {
        case term(Term)
        /// A name by itself that is no field: a word for a number, as `ema` for a kind of average.
        case word(String)
    }

    private enum Named {
        case number(Double)
        case word(String)
    }

    /// A call, after its opening parenthesis.
    mutating func call(_ name: String, _ token: ExpressionToken) throws(ExpressionError) -> Term {
        let arguments = try callArguments()
        if let kind = CrossSection.Kind(rawValue: name) { return try crossSection(kind, arguments, token) }
        if name == "lead" { return try lead(arguments, token) }
        let alias = ExpressionFunction.aliases[name]
        let called = alias?.operatorName ?? ExpressionFunction.synonyms[name] ?? name
        guard let definition = try? OperatorCatalogue.named(called) else {
            let hint = Spelling.hint(for: name, among: ExpressionFunction.names)
            throw error(token, "there is no operator '\(name)'\(hint)")
        }
        let term = try application(of: definition, arguments, token)
        guard let alias, case .outputs(var application, _) = term else { return term }
        application.output = alias.output
        return .series(.application(application))
    }

    /// An operator with inputs only, as the signs between terms stand for; numbers alone are worked out at once.
    func apply(_ name: String, _ terms: [Term], at token: ExpressionToken) throws(ExpressionError) -> Term {
        var inputs: [FeatureExpression] = []
        for term in terms { inputs.append(try value(term, at: token)) }
        let numbers = inputs.compactMap { if case .number(let number) = $0 { number } else { nil } }
        if numbers.count == inputs.count, let result = ExpressionParser.constant(name, numbers) {
            guard result.isFinite else { throw error(token, "this is no finite number") }
            return .number(result)
        }
        let definition: OperatorDefinition
        do { definition = try OperatorCatalogue.named(name) } catch { throw self.error(token, error.description) }
        return .series(
            .application(
                OperatorApplication(name, inputs, .none, output: definition.outputs[0])))
    }

    private static func constant(_ name: String, _ numbers: [Double]) -> Double? {
        switch (name, numbers.count) {
        case ("negate", 1): -numbers[0]
        case ("add", 2): numbers[0] + numbers[1]
        case ("sub", 2): numbers[0] - numbers[1]
        case ("mult", 2): numbers[0] * numbers[1]
        case ("div", 2): numbers[0] / numbers[1]
        case ("power", 2): pow(numbers[0], numbers[1])
        case ("less_than", 2): numbers[0] < numbers[1] ? 1 : 0
        case ("at_most", 2): numbers[0] <= numbers[1] ? 1 : 0
        case ("equal", 2): numbers[0] == numbers[1] ? 1 : 0
        case ("not_equal", 2): numbers[0] != numbers[1] ? 1 : 0
        default: nil
        }
    }

    private mutating func callArguments() throws(ExpressionError) -> Arguments {
        var arguments = Arguments()
        if take([")"]) != nil { return arguments }
        repeat {
            let token = current
            if case .name(let name) = token.kind, following.kind == .symbol("=") {
                advance()
                advance()
                arguments.named.append((name, try namedValue(), token))
            } else {
                guard arguments.named.isEmpty else { throw error(token, "what has no name comes before what has one") }
                arguments.placed.append((try placedValue(), token))
            }
        } while take([","]) != nil
        guard take([")"]) != nil else { throw error(current, "a comma or the closing parenthesis is missing here") }
        return arguments
    }

    private mutating func placedValue() throws(ExpressionError) -> Placed {
        let isAlone = following.kind == .symbol(",") || following.kind == .symbol(")")
        if case .name(let word) = current.kind, isAlone, BarField(rawValue: word) == nil {
            advance()
            return .word(word)
        }
        return .term(try argument())
    }

    /// An argument that must be a series or a number.
    private func value(_ placed: Placed, at token: ExpressionToken) throws(ExpressionError) -> FeatureExpression {
        switch placed {
        case .term(let term): return try value(term, at: token)
        case .word(let word): return try value(try field(word, token), at: token)
        }
    }

    private mutating func namedValue() throws(ExpressionError) -> Named {
        let token = current
        if case .name(let word) = token.kind, following.kind != .symbol("(") {
            advance()
            return .word(word)
        }
        guard case .number(let number) = try argument() else { throw error(token, "a number is needed here") }
        return .number(number)
    }

    private func application(
        of definition: OperatorDefinition, _ arguments: Arguments, _ token: ExpressionToken
    ) throws(ExpressionError) -> Term {
        let count = definition.valueCount
        guard arguments.placed.count >= count else {
            throw error(token, "'\(definition.name)' needs \(count) series first: \(definition.usage)")
        }
        var inputs: [FeatureExpression] = []
        for (term, place) in arguments.placed.prefix(count) { inputs.append(try value(term, at: place)) }
        if count > 0, inputs.allSatisfy({ if case .number = $0 { true } else { false } }) {
            throw error(arguments.placed[0].token, "'\(definition.name)' needs a series here: \(definition.usage)")
        }
        let numbers = try self.numbers(of: definition, arguments, token)
        let application = OperatorApplication(definition.name, inputs, numbers, output: definition.outputs[0])
        return definition.outputs.count > 1 ? .outputs(application, definition) : .series(.application(application))
    }

    private func numbers(
        of definition: OperatorDefinition, _ arguments: Arguments, _ token: ExpressionToken
    ) throws(ExpressionError) -> OperatorArguments {
        var given: [String: Double] = [:]
        var places: [String: ExpressionToken] = [:]
        for (index, placed) in arguments.placed.dropFirst(definition.valueCount).enumerated() {
            guard index < definition.parameters.count else {
                throw error(placed.token, "'\(definition.name)' takes no more than this: \(definition.usage)")
            }
            let parameter = definition.parameters[index]
            switch placed.term {
            case .term(.number(let number)): given[parameter.name] = number
            case .word(let word):
                given[parameter.name] = try self.number(.word(word), of: parameter.name, definition, placed.token)
            case .term: throw error(placed.token, "'\(parameter.name)' must be \(parameter.allowed), not a series")
            }
            places[parameter.name] = placed.token
        }
        for (name, value, place) in arguments.named {
            guard given[name] == nil else { throw error(place, "'\(name)' is given twice") }
            given[name] = try number(value, of: name, definition, place)
            places[name] = place
        }
        do {
            return try definition.arguments(given)
        } catch {
            throw self.error(error.parameter.flatMap { places[$0] } ?? token, error.description)
        }
    }

    private func number(
        _ value: Named, of name: String, _ definition: OperatorDefinition, _ token: ExpressionToken
    ) throws(ExpressionError) -> Double {
        switch value {
        case .number(let number): return number
        case .word(let word):
            let words = definition.parameters.first { $0.name == name }?.words ?? [:]
            if let number = words[word] { return number }
            throw error(token, "'\(word)' is no number\(Spelling.hint(for: word, among: words.keys.sorted()))")
        }
    }

    private func crossSection(
        _ kind: CrossSection.Kind, _ arguments: Arguments, _ token: ExpressionToken
    ) throws(ExpressionError) -> Term {
        guard arguments.placed.count == 1, let first = arguments.placed.first else {
            throw error(token, "'\(kind.rawValue)' takes one series: \(kind.rawValue)(series), or with by=sector")
        }
        let value = try value(first.term, at: first.token)
        if case .number = value { throw error(first.token, "'\(kind.rawValue)' needs a series") }
        var grouping: String?
        for (name, value, place) in arguments.named {
            guard name == "by", case .word(let word) = value, grouping == nil else {
                throw error(place, "'\(kind.rawValue)' takes nothing but by=, the name of a grouping")
            }
            grouping = word
        }
        return .series(.crossSection(CrossSection(kind: kind, value: value, grouping: grouping)))
    }

    private func lead(_ arguments: Arguments, _ token: ExpressionToken) throws(ExpressionError) -> Term {
        guard arguments.named.isEmpty, arguments.placed.count == 2,
            case .term(.number(let bars)) = arguments.placed[1].term,
            bars == bars.rounded(), (1...100_000).contains(bars)
        else { throw error(token, "'lead' takes a series and a whole number of bars from 1: lead(close, 5)") }
        let value = try value(arguments.placed[0].term, at: arguments.placed[0].token)
        if case .number = value { throw error(arguments.placed[0].token, "'lead' needs a series") }
        return .series(.lead(value, bars: Int(bars)))
    }
}
