/// Which rows of a table are meant: a prefix, which costs no memory, or a list within it.
public struct RowSelection: RandomAccessCollection, Sendable, Equatable {
    /// The rows in ascending order; `nil` where they are all of `0..<prefix`.
    public let list: [Int32]?
    /// Every selected row lies before this one.
    public let prefix: Int

    /// Selects all rows before one.
    public init(prefix: Int) {
        precondition(prefix >= 0, "expected a count of rows, was \(prefix)")
        self.prefix = prefix
        list = nil
    }

    /// Selects the rows of `range` that fulfil a condition; the result is a prefix where nothing is left out.
    public init(_ range: Range<Int>, where isWanted: (Int) -> Bool) {
        var rows: [Int32] = []
        // Long tables are nearly always clean, so nothing is written down until a row is left out.
        var isPrefix = range.lowerBound == 0
        var last = -1
        for row in range {
            guard isWanted(row) else { continue }
            if isPrefix, row != last + 1 {
                isPrefix = false
                rows = (0..<last + 1).map(Int32.init)
            }
            if !isPrefix { rows.append(Int32(row)) }
            last = row
        }
        prefix = last + 1
        list = isPrefix ? nil : rows
    }

    /// Where counting starts.
    public var startIndex: Int { 0 }
    /// How many rows are selected.
    public var endIndex: Int { list?.count ?? prefix }
    /// The row at a place in the selection.
    public subscript(position: Int) -> Int {
        guard let list else { return position }
        return Int(list[position])
    }
}
