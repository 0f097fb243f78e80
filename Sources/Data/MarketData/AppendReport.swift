/// What an append did to the rows it was given.
public struct AppendReport: Sendable, Equatable {
    /// Rows at times the store had no bar of.
    public var newRows = 0
    /// Rows that differ from the stored bar of their time, and now stand over it.
    public var correctedRows = 0
    /// Rows equal to the stored bar of their time; nothing was written for them.
    public var unchangedRows = 0

    /// Makes a report of nothing.
    public init() {}

    /// The rows that were given.
    public var rows: Int { newRows + correctedRows + unchangedRows }

    /// The sums of two reports.
    public static func + (left: AppendReport, right: AppendReport) -> AppendReport {
        var sum = left
        sum.newRows += right.newRows
        sum.correctedRows += right.correctedRows
        sum.unchangedRows += right.unchangedRows
        return sum
    }
}
