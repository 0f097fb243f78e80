public import Base

/// A label as it is verified: its values, and the bar at which each is known.
public struct LabelUnderTest: Sendable {
    /// The labels of a series.
    public struct Column: Sendable {
        /// One label a bar; NaN where there is none.
        public let values: [Double]
        /// The index of the bar at whose close each is known: the last it reads; −1 where there is none.
        public let knownAt: [Int]

        /// Puts labels and their known times together, one each for every bar.
        public init(values: [Double], knownAt: [Int]) {
            precondition(values.count == knownAt.count, "every label needs its known time")
            self.values = values
            self.knownAt = knownAt
        }
    }

    /// What it is called.
    public let name: String
    /// How many bars after its own it may read; `nil` where it says so of each value only.
    public let horizonBars: Int?
    /// Computes it of the bars of a universe as stored: one column a series.
    public let compute: @Sendable ([BarSeries]) throws(LabelError) -> [Column]

    /// Describes a label of a universe.
    public init(
        name: String, horizonBars: Int?, compute: @escaping @Sendable ([BarSeries]) throws(LabelError) -> [Column]
    ) {
        self.name = name
        self.horizonBars = horizonBars
        self.compute = compute
    }

    /// Describes a label of one symbol's bars.
    public init(name: String, horizonBars: Int, ofEach compute: @escaping @Sendable (BarSeries) -> Column) {
        self.init(name: name, horizonBars: horizonBars) { series throws(LabelError) in series.map(compute) }
    }

    /// The labels of a set, each by itself.
    public static func all(of set: LabelSet) -> [LabelUnderTest] {
        set.definitions.map { definition in
            let alone = LabelSet(name: set.name, definitions: [definition], groupings: set.groupings)
            return LabelUnderTest(name: definition.name, horizonBars: nil) { series throws(LabelError) in
                try alone.columns(of: series.map { $0.adjusted() }).map { columns in
                    Column(
                        values: columns[0].values, knownAt: columns[0].knownAt.map { $0 < columns[0].count ? $0 : -1 })
                }
            }
        }
    }

    /// The log return over the next bars (``Labels/logReturns(closes:horizonBars:)``), known at the last of them.
    public static func logReturn(horizonBars: Int) -> LabelUnderTest {
        LabelUnderTest(
            name: "return_\(horizonBars)", horizonBars: horizonBars,
            ofEach: { series in
                let values = Labels.logReturns(closes: series.adjusted().close, horizonBars: horizonBars)
                return Column(values: values, knownAt: values.indices.map { values[$0].isNaN ? -1 : $0 + horizonBars })
            })
    }
}
