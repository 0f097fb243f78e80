public import Base

/// What was computed of some bars: for each symbol some columns, with a value at each of its times.
public struct ComputedValues: Sendable {
    /// The names of the columns.
    public let names: [String]
    /// One for each symbol that has values.
    public let series: [SeriesValues]

    /// Puts the values of some symbols together; each must have a column for every name.
    public init(names: [String], series: [SeriesValues]) {
        precondition(
            series.allSatisfy { $0.values.count == names.count * $0.times.count },
            "a series needs columns × rows values")
        self.names = names
        self.series = series
    }

    /// The values of a table.
    public init(_ table: FeatureTable, of bars: [BarSeries]) {
        let width = table.featureNames.count
        var start = 0
        var series: [SeriesValues] = []
        for own in bars {
            let end = start + own.count * width
            series.append(SeriesValues(symbol: own.symbol, times: own.times, values: table.values[start..<end]))
            start = end
        }
        self.init(names: table.featureNames, series: series)
    }

    /// How many values there are.
    var count: Int { series.reduce(0) { $0 + $1.values.count } }

    /// The names of the columns with any value that is another one here, or missing on one side only.
    public func namesDiffering(from other: ComputedValues) -> Set<String> {
        var differences = Discrepancies(names)
        differences.compare(other, self, upTo: nil, isAhead: false)
        return Set(differences.findings.map(\.subject))
    }

    /// The names of the columns that have no value at all, of which nothing can be proven.
    public var silentNames: Set<String> {
        Set(
            names.indices.filter { column in
                series.allSatisfy { own in own.column(column).allSatisfy { $0.isNaN } }
            }.map { names[$0] })
    }
}

/// The values of one symbol.
public struct SeriesValues: Sendable {
    /// Whose they are.
    public let symbol: Symbol
    /// When they are, increasing.
    public let times: [Instant]
    /// Column after column, one value a time; NaN where missing.
    public let values: ArraySlice<Double>

    /// Puts the columns of a symbol together.
    public init(symbol: Symbol, times: [Instant], values: ArraySlice<Double>) {
        self.symbol = symbol
        self.times = times
        self.values = values
    }

    /// No values of a symbol.
    init(nothingOf symbol: Symbol) { self.init(symbol: symbol, times: [], values: []) }

    /// One column.
    func column(_ index: Int) -> ArraySlice<Double> {
        let start = values.startIndex + index * times.count
        return values[start..<(start + times.count)]
    }

    /// The rows at some of its times, increasing.
    func rows(at wanted: [Instant]) -> SeriesValues {
        var places: [Int] = []
        var next = 0
        for time in wanted {
            while next < times.count, times[next] < time { next += 1 }
            if next < times.count, times[next] == time { places.append(next) }
        }
        let width = times.isEmpty ? 0 : values.count / times.count
        let picked = (0..<width).flatMap { index in
            let own = column(index)
            return places.map { own[own.startIndex + $0] }
        }
        return SeriesValues(symbol: symbol, times: places.map { times[$0] }, values: picked[...])
    }

    /// How many rows are not after a time; all where it is `nil`.
    func rowCount(upTo cut: Instant?) -> Int {
        guard let cut else { return times.count }
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle] <= cut { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
