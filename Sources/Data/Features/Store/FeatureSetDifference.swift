/// What two lists of features differ in.
public struct FeatureSetDifference: Sendable, Equatable {
    /// A feature that both have, made otherwise.
    public struct Change: Sendable, Equatable {
        /// The feature.
        public let name: String
        /// What it was made of.
        public let before: String
        /// What it is made of.
        public let after: String
    }

    /// Features that only the second has, with their expressions.
    public let added: [Change]
    /// Features that only the first has, with their expressions.
    public let removed: [Change]
    /// Features that both have under one name, made otherwise.
    public let changed: [Change]
    /// The number of features that are the same.
    public let unchangedCount: Int
    /// Whether the common features stand in another order.
    public let isReordered: Bool

    /// Compares two lists of features, each with its expression in canonical form.
    public init(from old: [(name: String, expression: String)], to new: [(name: String, expression: String)]) {
        let before = Dictionary(old.map { ($0.name, $0.expression) }) { first, _ in first }
        let after = Dictionary(new.map { ($0.name, $0.expression) }) { first, _ in first }
        added = new.filter { before[$0.name] == nil }.map { Change(name: $0.name, before: "", after: $0.expression) }
        removed = old.filter { after[$0.name] == nil }.map { Change(name: $0.name, before: $0.expression, after: "") }
        changed = new.compactMap { one in
            guard let earlier = before[one.name], earlier != one.expression else { return nil }
            return Change(name: one.name, before: earlier, after: one.expression)
        }
        unchangedCount = new.count { before[$0.name] == $0.expression }
        isReordered = old.map(\.name).filter { after[$0] != nil } != new.map(\.name).filter { before[$0] != nil }
    }

    /// Compares two sets.
    public init(from old: FeatureSet, to new: FeatureSet) {
        self.init(
            from: old.definitions.map { ($0.name, $0.expression.description) },
            to: new.definitions.map { ($0.name, $0.expression.description) })
    }

    /// Whether the lists are the same.
    public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty && !isReordered }

    /// The differences, one sentence each.
    public var sentences: [String] {
        let lines =
            changed.map { "\($0.name) was \($0.before), is \($0.after)" } + added.map { "\($0.name) is new" }
            + removed.map { "\($0.name) is gone" } + (isReordered ? ["the features stand in another order"] : [])
        return lines.isEmpty ? ["the groups of symbols differ"] : lines
    }
}
