/// A statistic of the finite values among the last rows.
///
/// Every statistic is a machine of its own, so that its formula is compiled into the loop over the rows.
protocol RowStatistic: Indicator {
    /// How many finite rows it needs.
    var need: Int { get }
}

extension RowStatistic {
    /// Finite rows until there is a value.
    public var warmUpBars: Int { need - 1 }
    /// Yes: a missing value is a row.
    @inline(__always)
    public static var seesMissing: Bool { true }
}
