import Base

/// Computes the labels of a set for a universe of series.
struct LabelBuilder {
    private let definitions: [LabelDefinition]
    private let universe: [BarSeries]
    /// What stands in expressions, in the order of ``expressions(of:)``.
    private let table: FeatureTable?
    private var symbols: [Symbol: SymbolReturns] = [:]
    private var all: UniverseReturns?

    init(_ set: LabelSet, universe: [BarSeries], benchmarks: [BarSeries]) {
        definitions = set.definitions
        self.universe = universe
        table = LabelBuilder.featureSet(of: set).map { FeatureTable($0, of: universe) }
        let wanted = Set(set.benchmarks)
        for series in universe + benchmarks where wanted.contains(series.symbol) {
            symbols[series.symbol] = SymbolReturns(series)
        }
    }

    /// A set of all expressions in the labels, in their order; `nil` when there is none.
    static func featureSet(of set: LabelSet) -> FeatureSet? {
        let features = set.definitions.compactMap { definition -> FeatureDefinition? in
            switch definition.kind {
            case .expression(let expression): FeatureDefinition(name: definition.name, expression: expression)
            case .tripleBarrier(let label, _):
                if case .expression(let width) = label.width {
                    FeatureDefinition(name: definition.name, expression: width)
                } else {
                    nil
                }
            default: nil
            }
        }
        guard !features.isEmpty else { return nil }
        return FeatureSet(name: set.name, version: set.version, definitions: features, groupings: set.groupings)
    }

    /// The labels of a series of the universe.
    mutating func columns(ofSeries index: Int) -> [LabelColumn] {
        let series = universe[index]
        let logarithms = Labels.logarithms(series.close)
        var next = 0
        var columns: [LabelColumn] = []
        for definition in definitions {
            func values() -> [Double] {
                defer { next += 1 }
                return table.map { Array($0.column(next, ofSeries: index)) } ?? []
            }
            let name = definition.name
            switch definition.kind {
            case .horizonReturn(let bars):
                let returns = Labels.differences(logarithms, by: bars)
                columns.append(LabelColumn(name: name, values: returns, delay: bars))
            case .direction(let bars):
                let returns = Labels.differences(logarithms, by: bars)
                columns.append(LabelColumn(name: name, values: Labels.directions(of: returns), delay: bars))
            case .outperformance(let label):
                columns.append(outperformance(label, name, logarithms, series.times))
            case .tripleBarrier(let label, let output):
                let isGiven = if case .expression = label.width { true } else { false }
                let outcome = isGiven ? label.outcome(of: series, widths: values()) : label.outcome(of: series)
                columns.append(outcome.column(output, name: name))
            case .trendScanning(let label, let output):
                let outcome = label.outcome(closes: series.close)
                columns.append(outcome.column(output, name: name, delay: label.longest - 1))
            case .expression(let expression):
                columns.append(LabelColumn(name: name, values: values(), delay: expression.lookAheadBars))
            }
        }
        return columns
    }

    private mutating func outperformance(
        _ label: Outperformance, _ name: String, _ logarithms: [Double], _ times: [Instant]
    ) -> LabelColumn {
        let others = benchmarkReturns(label, times)
        let own = Labels.differences(logarithms, by: label.bars)
        let differences = zip(own, others).map { $0 - $1 }
        let values = label.output == .difference ? differences : Labels.directions(of: differences)
        return LabelColumn(name: name, values: values, delay: label.bars)
    }

    private mutating func benchmarkReturns(_ label: Outperformance, _ times: [Instant]) -> [Double] {
        switch label.benchmark {
        case .symbol(let symbol):
            guard let returns = symbols[symbol] else { preconditionFailure("a benchmark that was checked is there") }
            return returns.returns(along: times, bars: label.bars)
        case .universe:
            var returns = all ?? UniverseReturns(universe)
            // Emptied first, so that the returns are not copied while they are changed.
            all = nil
            defer { all = returns }
            return returns.returns(along: times, bars: label.bars)
        }
    }
}

extension TripleBarrierOutcome {
    /// One of the values as a label.
    func column(_ output: TripleBarrier.Output, name: String) -> LabelColumn {
        let values =
            switch output {
            case .side: sides
            case .return: returns
            case .bars: touches.indices.map { sides[$0].isNaN ? .nan : Double(touches[$0] - $0) }
            }
        return LabelColumn(name: name, values: values, knownAt: touches)
    }
}

extension TrendScanningOutcome {
    /// One of the values as a label.
    func column(_ output: TrendScanning.Output, name: String, delay: Int) -> LabelColumn {
        let values =
            switch output {
            case .direction: directions
            case .t: tValues
            case .bars: ends.indices.map { directions[$0].isNaN ? .nan : Double(ends[$0] - $0) }
            }
        return LabelColumn(name: name, values: values, delay: delay)
    }
}

extension FeatureExpression {
    /// How many bars after its own a value may depend on.
    var lookAheadBars: Int {
        let deepest = parts.map(\.lookAheadBars).max() ?? 0
        if case .lead(_, let bars) = self { return deepest + bars }
        return deepest
    }
}
