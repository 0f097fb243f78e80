import Base
import Indicators

/// Turns YAML nodes into label definitions, with errors that name the place.
struct LabelReader {
    private let reader: FeatureReader
    /// The largest number of bars.
    private static let mostBars = 100_000

    init(folder: String) { reader = FeatureReader(folder: folder, allowsLookAhead: true) }

    func set(_ root: YAMLNode) throws(FeatureError) -> LabelSet {
        let parts = try reader.set(
            root, list: "labels",
            empty: { .yaml(.unexpected($0, expected: "at least one label", was: "an empty list")) },
            reading: { (node, groupings) throws(FeatureError) in
                let definition = try label(node, groupings: groupings)
                return (definition.name, definition)
            })
        return LabelSet(
            name: parts.name, version: parts.version, definitions: parts.definitions, groupings: parts.groupings)
    }

    private enum Word: String, CaseIterable {
        case `return`
        case direction
        case outperformance
        case tripleBarrier = "triple_barrier"
        case trendScanning = "trend_scanning"
    }

    private func label(_ node: YAMLNode, groupings: [String]) throws(FeatureError) -> LabelDefinition {
        let nameNode = try reader.node("name", of: node)
        let name = try reader.name(nameNode)
        if let text = node["expression"] {
            try reader.check(node, keys: ["name", "expression"])
            let expression = try reader.expression(text, groupings: groupings)
            if let reason = LabelSet.refusal(of: expression) { throw refused(text, reason) }
            return LabelDefinition(name: name, kind: .expression(expression))
        }
        let kindNode = try reader.node("kind", of: node)
        let kind: LabelKind =
            switch try word(kindNode, "kind of label", Word.self) {
            case .return: .horizonReturn(bars: try horizon(node, keys: ["bars"]))
            case .direction: .direction(bars: try horizon(node, keys: ["bars"]))
            case .outperformance: try outperformance(node)
            case .tripleBarrier: try tripleBarrier(node, groupings)
            case .trendScanning: try trendScanning(node)
            }
        return LabelDefinition(name: name, kind: kind)
    }

    // MARK: - Kinds

    /// The number of bars of a label that has nothing else, or the keys named.
    private func horizon(_ node: YAMLNode, keys: [String]) throws(FeatureError) -> Int {
        try reader.check(node, keys: ["name", "kind"] + keys)
        return try whole(try reader.node("bars", of: node), in: 1...LabelReader.mostBars)
    }

    private func outperformance(_ node: YAMLNode) throws(FeatureError) -> LabelKind {
        let bars = try horizon(node, keys: ["bars", "benchmark", "output"])
        let output = try choice("output", of: node, Outperformance.Output.difference)
        let place = try reader.node("benchmark", of: node)
        let text = try reader.text(place)
        if text == "universe" {
            return .outperformance(Outperformance(bars: bars, benchmark: .universe, output: output))
        }
        guard let symbol = Symbol(text) else {
            throw .yaml(.unexpected(place.position, expected: "a symbol or universe", was: "'\(text)'"))
        }
        return .outperformance(Outperformance(bars: bars, benchmark: .symbol(symbol), output: output))
    }

    private func tripleBarrier(_ node: YAMLNode, _ groupings: [String]) throws(FeatureError) -> LabelKind {
        let bars = try horizon(node, keys: ["bars", "profit", "stop", "width", "touch", "timeout", "output"])
        let profit = try multiple("profit", of: node)
        let stop = try multiple("stop", of: node)
        guard profit != nil || stop != nil else { throw .yaml(.missingKey(node.position, key: "profit or stop")) }
        let label = TripleBarrier(
            bars: bars, profit: profit, stop: stop, width: try width(node["width"], groupings),
            touch: try choice("touch", of: node, TripleBarrier.Touch.close),
            timeout: try choice("timeout", of: node, TripleBarrier.Timeout.zero))
        return .tripleBarrier(label, try choice("output", of: node, TripleBarrier.Output.side))
    }

    private func width(_ node: YAMLNode?, _ groupings: [String]) throws(FeatureError) -> TripleBarrier.Width {
        guard let node else { return .volatility }
        if node.double != nil { return .fixed(try positive(node)) }
        let text = try reader.text(node)
        if text == "volatility" { return .volatility }
        let expression = try reader.expression(node, groupings: groupings)
        guard !expression.looksAhead else {
            throw refused(node, "a width must be known at its own bar; 'lead' needs later ones")
        }
        return .expression(expression)
    }

    private func trendScanning(_ node: YAMLNode) throws(FeatureError) -> LabelKind {
        try reader.check(node, keys: ["name", "kind", "shortest", "longest", "step", "output"])
        let shortest = try whole(try reader.node("shortest", of: node), in: 3...LabelReader.mostBars)
        let longest = try whole(try reader.node("longest", of: node), in: shortest...LabelReader.mostBars)
        var step = 1
        if let given = node["step"] { step = try whole(given, in: 1...LabelReader.mostBars) }
        let label = TrendScanning(shortest: shortest, longest: longest, step: step)
        return .trendScanning(label, try choice("output", of: node, TrendScanning.Output.direction))
    }

    // MARK: - Values

    private func refused(_ node: YAMLNode, _ reason: String) -> FeatureError {
        let text = node.string ?? ""
        return .badExpression(
            node.position, text: text, ExpressionError(offset: 0, length: text.count, message: reason))
    }

    private func whole(_ node: YAMLNode, in range: ClosedRange<Int>) throws(FeatureError) -> Int {
        let number = try reader.whole(node)
        guard range.contains(number) else {
            let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
            throw .yaml(.unexpected(node.position, expected: expected, was: "\(number)"))
        }
        return number
    }

    private func positive(_ node: YAMLNode) throws(FeatureError) -> Double {
        let number: Double
        do { number = try node.requireDouble() } catch { throw .yaml(error) }
        guard number > 0, number.isFinite else {
            throw .yaml(.unexpected(node.position, expected: "a number above 0", was: "\(number)"))
        }
        return number
    }

    /// The distance of a barrier in widths; `nil` where there is none.
    private func multiple(_ key: String, of node: YAMLNode) throws(FeatureError) -> Double? {
        guard let given = node[key], !given.isNull else { return nil }
        return try positive(given)
    }

    private func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, of node: YAMLNode, _ usual: Choice
    ) throws(FeatureError) -> Choice {
        guard let given = node[key] else { return usual }
        return try word(given, key, Choice.self)
    }

    private func word<Choice: RawRepresentable<String> & CaseIterable>(
        _ node: YAMLNode, _ what: String, _ type: Choice.Type
    ) throws(FeatureError) -> Choice {
        let text = try reader.text(node)
        guard let found = Choice(rawValue: text) else {
            throw .unknownWord(node.position, what: what, word: text, allowed: type.allCases.map(\.rawValue))
        }
        return found
    }
}
