import Base

extension LabelSet {
    /// Reads a label set from a YAML file, as ``parse(yaml:source:)`` does from its text.
    ///
    /// - Parameter path: The file.
    /// - Returns: The set.
    /// - Throws: ``FeatureError``, naming line and column and what is allowed.
    public static func load(path: String) throws(FeatureError) -> LabelSet {
        let root: YAMLNode
        do {
            root = try YAMLNode.load(path: path)
        } catch {
            throw .yaml(error)
        }
        return try LabelReader(folder: path.lastIndex(of: "/").map { String(path[...$0]) } ?? "").set(root)
    }

    /// Reads a label set from a YAML text.
    ///
    /// - Parameters:
    ///   - yaml: A group with `name`, `version`, `labels` and maybe `groups`. Each label has a `name` and either an
    ///     `expression` or a `kind` with its numbers:
    ///     - `return`, `direction`: `bars`;
    ///     - `outperformance`: `bars`, `benchmark` (a symbol or `universe`), `output`;
    ///     - `triple_barrier`: `bars`, `profit`, `stop`, `width` (`volatility`, a number or an expression), `touch`,
    ///       `timeout`, `output`;
    ///     - `trend_scanning`: `shortest`, `longest`, `step`, `output`.
    ///   - source: What errors call the text.
    /// - Returns: The set.
    /// - Throws: ``FeatureError``, naming line and column and what is allowed.
    public static func parse(yaml: String, source: String) throws(FeatureError) -> LabelSet {
        let root: YAMLNode
        do {
            root = try YAMLNode.parse(yaml, source: source)
        } catch {
            throw .yaml(error)
        }
        return try LabelReader(folder: "").set(root)
    }

    /// Why an expression can be no label; `nil` when it can.
    ///
    /// A place across symbols of later bars is refused, since a symbol's later bars may be known later than another's: take
    /// the place first, as in `lead(rank(close), 5)`, or use ``LabelKind/outperformance(_:)``.
    public static func refusal(of expression: FeatureExpression) -> String? {
        switch expression {
        case .number: return "a label must depend on the bars; this is a number"
        case .lead(.number, _): return "'lead' needs a series"
        case .crossSection(let section) where section.value.looksAhead:
            let name = section.kind.rawValue
            return "'\(name)' cannot look across symbols at later bars; write lead(\(name)(…), bars), or use the kind "
                + "outperformance"
        case .application(let application):
            return application.inputs.lazy.compactMap { input in
                if case .number = input { nil } else { refusal(of: input) }
            }.first
        default: return expression.parts.lazy.compactMap { refusal(of: $0) }.first
        }
    }
}
