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
    /// How many bars after its own it may read.
    public let horizonBars: Int
    /// Computes it of bars as stored.
    public let compute: @Sendable (BarSeries) -> Column

    /// Describes a label.
    public init(name: String, horizonBars: Int, compute: @escaping @Sendable (BarSeries) -> Column) {
        self.name = name
        self.horizonBars = horizonBars
        self.compute = compute
    }

    /// The log return over the next bars (``Labels/logReturns(closes:horizonBars:)``), known at the last of them.
    public static func logReturn(horizonBars: Int) -> LabelUnderTest {
        LabelUnderTest(name: "return_\(horizonBars)", horizonBars: horizonBars) { series in
            let values = Labels.logReturns(closes: series.adjusted().close, horizonBars: horizonBars)
            return Column(values: values, knownAt: values.indices.map { values[$0].isNaN ? -1 : $0 + horizonBars })
        }
    }
}
