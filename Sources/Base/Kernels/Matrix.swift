/// A dense matrix of doubles, stored row after row.
public struct Matrix: Sendable, Equatable {
    /// How many rows.
    public let rows: Int
    /// How many columns.
    public let columns: Int
    /// The elements, row after row.
    public var values: [Double]

    /// Makes a matrix from its elements, row after row; there must be `rows * columns` of them.
    public init(rows: Int, columns: Int, values: [Double]) {
        precondition(
            rows >= 0 && columns >= 0 && values.count == rows * columns,
            "expected \(rows) × \(columns) elements, was \(values.count)")
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    /// Makes a matrix of zeros.
    public init(rows: Int, columns: Int) {
        self.init(rows: rows, columns: columns, values: [Double](repeating: 0, count: rows * columns))
    }

    /// One element.
    public subscript(row: Int, column: Int) -> Double {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }
}
