/// A ``RowStatistic`` that is read off what a fold knows of the window.
protocol FoldStatistic: RowStatistic where Input == Fold.Value, Output == Double {
    /// What the window adds up.
    associatedtype Fold: RowFold
    /// The finite rows below which it means nothing; the shortest window, too.
    static var least: Int { get }
    /// The length in rows.
    var period: Int { get }
    /// The window.
    var rows: RowBlocks<Fold> { get set }

    /// The statistic of a window with enough finite rows.
    func value(_ sum: Fold.Sum, _ count: Int) -> Double
}

extension FoldStatistic {
    /// One.
    static var least: Int { 1 }

    /// The checked length, how many finite rows are needed, and an empty window.
    static func window(_ period: Int, _ minCount: Int) -> (period: Int, need: Int, rows: RowBlocks<Fold>) {
        let length = checked(period, from: least)
        return (length, rowNeed(minCount, of: length, least: least), RowBlocks(period: length))
    }

    /// The room of its window.
    public var windowCount: Int { RowBlocks<Fold>.room(period) }
    /// Writes a window in which all is missing.
    public func prepare(_ window: WindowMemory) { rows.prepare(window) }

    /// Takes the newest row.
    @inline(__always)
    public mutating func step(_ input: Fold.Value, _ window: WindowMemory) -> Double { advance(input, window) }

    /// Takes what the fold is given for the newest row.
    @inline(__always)
    mutating func advance(_ input: Fold.Value, _ window: WindowMemory) -> Double {
        let sum = rows.push(input, window)
        if rows.isWhole { return value(sum, period) }
        let count = rows.count(window)
        return count >= need ? value(sum, count) : .nan
    }
}
