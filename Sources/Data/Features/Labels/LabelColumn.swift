/// A label of one series: a value a bar, and the bar at which each is known.
///
/// - As of: the value of row t depends on bars up to `knownAt[t]` and on none after; nobody may use it before.
/// - Missing: NaN where there is no value, or not yet; such a row is never known: its `knownAt` is the number of bars.
public struct LabelColumn: Sendable, Equatable {
    /// What the label is called.
    public let name: String
    /// One value a bar.
    public let values: [Double]
    /// For each value the row of the last bar that it depends on.
    public let knownAt: [Int]

    /// Makes a column; values that are not finite, or not known within the bars, become missing.
    ///
    /// - Parameters:
    ///   - name: What the label is called.
    ///   - values: One value a bar.
    ///   - knownAt: For each value the row of the last bar that it depends on, not before its own.
    public init(name: String, values: [Double], knownAt: [Int]) {
        let count = values.count
        precondition(knownAt.count == count, "a label needs one row of knowledge a value")
        precondition(zip(knownAt, 0...).allSatisfy { $0 >= $1 }, "a label is known at its own bar or later")
        self.name = name
        self.knownAt = zip(values, knownAt).map { $0.isFinite ? min($1, count) : count }
        self.values = zip(values, knownAt).map { $0.isFinite && $1 < count ? $0 : .nan }
    }

    /// Makes a column of values, each known `delay` bars after its own; those that are not finite become missing.
    init(name: String, values: [Double], delay: Int) {
        self.init(name: name, values: values, knownAt: values.indices.map { $0 + delay })
    }

    /// The number of bars.
    public var count: Int { values.count }

    /// The values that are known once the bar of a row is there; NaN for the others.
    public func values(knownBy row: Int) -> [Double] { zip(values, knownAt).map { $1 <= row ? $0 : .nan } }
}
