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

    /// Makes a column of values, each known `delay` bars after its own; NaN stays missing.
    init(name: String, values: [Double], delay: Int) {
        let count = values.count
        self.init(name: name, values: values, known: values.indices.map { min($0 + delay, count) })
    }

    /// Makes a column; values that are NaN, or not known within the bars, become missing.
    init(name: String, values: [Double], known: [Int]) {
        let count = values.count
        precondition(known.count == count, "a label needs one row of knowledge a value")
        self.name = name
        self.knownAt = zip(values, known).map { $0.isFinite ? min($1, count) : count }
        self.values = zip(values, known).map { $0.isFinite && $1 < count ? $0 : .nan }
    }

    /// The number of bars.
    public var count: Int { values.count }

    /// The values that are known once the bar of a row is there; NaN for the others.
    public func values(knownBy row: Int) -> [Double] { zip(values, knownAt).map { $1 <= row ? $0 : .nan } }
}
