/// Rows to learn from: a borrowed matrix of features, and a label for each row used.
public struct TrainingData {
    /// The features, row-major, NaN where missing; borrowed while a dataset is made of them.
    public var features: UnsafeBufferPointer<Double>
    /// How many rows at the matrix's beginning are taken.
    public var rows: Int
    /// The features' names, as many as a row has columns.
    public var names: [String]
    /// The rows learnt from, ascending; all where `nil`.
    ///
    /// LightGBM's bins see the others too.
    public var usedRows: [Int32]?
    /// The label of each row used.
    public var labels: [Double]
    /// The weight of each row used; all alike where `nil`.
    public var weights: [Double]?
    /// Columns that hold categories, as whole numbers from 0, rather than quantities; LightGBM only.
    public var categoricalColumns: [Int]

    /// Makes training data.
    public init(
        features: UnsafeBufferPointer<Double>, rows: Int, names: [String], usedRows: [Int32]? = nil,
        labels: [Double], weights: [Double]? = nil, categoricalColumns: [Int] = []
    ) {
        self.features = features
        self.rows = rows
        self.names = names
        self.usedRows = usedRows
        self.labels = labels
        self.weights = weights
        self.categoricalColumns = categoricalColumns
    }

    var columns: Int { names.count }

    /// Where the features begin, after everything a library would not check has been.
    func checkedFeatures(_ objective: BoostingObjective) throws(BoostingError) -> UnsafePointer<Double> {
        guard let base = features.baseAddress, rows > 0, columns > 0 else {
            throw .badData(reason: "expected rows and columns, was \(rows) × \(columns)")
        }
        guard rows <= Int(Int32.max), rows * columns <= features.count else {
            throw .badData(reason: "expected \(rows) × \(columns) features, was \(features.count)")
        }
        let used = usedRows?.count ?? rows
        guard used > 0, labels.count == used, (weights?.count ?? used) == used else {
            throw .badData(
                reason: "expected a label and a weight for each of \(used) rows, was \(labels.count) and "
                    + "\(weights?.count ?? used)")
        }
        guard labels.allSatisfy(\.isFinite) else { throw .badData(reason: "a label is not finite") }
        guard weights?.allSatisfy({ $0 >= 0 && $0.isFinite }) ?? true else {
            throw .badData(reason: "a weight is negative or not finite")
        }
        guard categoricalColumns.allSatisfy({ $0 >= 0 && $0 < columns }) else {
            throw .badData(reason: "a categorical column is outside 0 ..< \(columns)")
        }
        try checkUsedRows()
        try objective.check(labels: labels)
        return base
    }

    private func checkUsedRows() throws(BoostingError) {
        guard let usedRows else { return }
        let isAscending = zip(usedRows, usedRows.dropFirst()).allSatisfy { $0 < $1 }
        guard isAscending, let first = usedRows.first, let last = usedRows.last, first >= 0, last < rows else {
            throw .badData(reason: "the rows used are not ascending within 0 ..< \(rows)")
        }
    }
}

extension Array where Element == String {
    /// Calls `body` with the texts as C strings, borrowed for the call.
    func withCStrings<Result>(_ body: (inout [UnsafePointer<CChar>]) -> Result) -> Result {
        // One block of zero-ended texts, and where each begins.
        var block: [CChar] = []
        var starts: [Int] = []
        for text in self {
            starts.append(block.count)
            block.append(contentsOf: text.utf8.map { CChar(bitPattern: $0) })
            block.append(0)
        }
        return block.withUnsafeBufferPointer { buffer in
            var pointers = starts.compactMap { start in buffer.baseAddress.map { $0 + start } }
            return body(&pointers)
        }
    }
}
