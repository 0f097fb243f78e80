public import Base

extension LookAheadVerifier {
    /// Whether the values of a symbol stay when it is alone and has another name, as they do where each symbol is computed
    /// by itself.
    ///
    /// - Parameters:
    ///   - base: What is computed of all bars.
    ///   - prefix: What the other name begins with.
    ///   - compute: The computation.
    /// - Returns: Whether all values stayed.
    /// - Throws: What the computation throws.
    public func isOfOneSymbol<Failure: Error>(
        _ base: ComputedValues, prefix: String, _ compute: Computation<Failure>
    ) throws(Failure) -> Bool {
        guard let own = bars.series.first, let alias = Symbol("\(prefix)A") else { return false }
        var differences = Discrepancies(base.names, tolerance: tolerance)
        let alone = try compute([own.named(alias)])
        differences.compare(base.of(own.symbol, as: own.symbol), alone.of(alias, as: own.symbol), upTo: nil)
        return differences.findings.isEmpty
    }

    /// Computes some symbols under many names, under each up to another bar, so that one computation is as many cuts; for
    /// what is of one symbol only.
    ///
    /// - Parameters:
    ///   - base: What is computed of all bars.
    ///   - stairs: At how many bars a symbol is cut at the most; at all of them where there are fewer.
    ///   - prefix: What the other names begin with.
    ///   - compute: The computation.
    /// - Returns: What came of it.
    /// - Throws: What the computation throws.
    public func staircase<Failure: Error>(
        of base: ComputedValues, stairs: Int, prefix: String, _ compute: Computation<Failure>
    ) throws(Failure) -> VerificationOutcome {
        var differences = Discrepancies(base.names, tolerance: tolerance)
        var cutPoints = 0
        for place in Set([0, bars.series.count - 1]).sorted() where bars.series.indices.contains(place) {
            let own = bars.series[place]
            let steps = stairRows(of: own, stairs).enumerated().compactMap { number, row in
                Symbol("\(prefix)\(place)S\(number)").map { (alias: $0, row: row) }
            }
            guard !steps.isEmpty else { continue }
            let values = try compute(steps.map { own[0..<($0.row + 1)].named($0.alias) })
            var places: [Symbol: Int] = [:]
            for (index, one) in values.series.enumerated() { places[one.symbol] = index }
            let expected = base.of(own.symbol, as: own.symbol)
            for step in steps {
                let found = places[step.alias].map { [values.series[$0].named(own.symbol)] } ?? []
                differences.compare(
                    expected, ComputedValues(names: base.names, series: found), upTo: own.times[step.row])
            }
            cutPoints += steps.count
        }
        return VerificationOutcome(
            .staircase, cutPoints: cutPoints, comparisons: differences.comparisons, findings: differences.findings)
    }

    /// The bars a symbol is cut after: all but the last, or some, the first sixty among them.
    private func stairRows(of own: BarSeries, _ stairs: Int) -> [Int] {
        let rows = Array(max(0, leastTimes - 1)..<max(leastTimes, own.count - 1))
            .filter { $0 < own.count - 1 }
        guard rows.count > stairs else { return rows }
        var generator = SeededGenerator(seed: seed)
        let first = rows.prefix(min(60, stairs / 2))
        return (first + rows.dropFirst(first.count).shuffled(using: &generator).prefix(stairs - first.count)).sorted()
    }
}

extension ComputedValues {
    /// The values of one symbol, under another name.
    fileprivate func of(_ symbol: Symbol, as other: Symbol) -> ComputedValues {
        ComputedValues(names: names, series: series.filter { $0.symbol == symbol }.map { $0.named(other) })
    }
}

extension SeriesValues {
    fileprivate func named(_ other: Symbol) -> SeriesValues {
        SeriesValues(symbol: other, times: times, values: values)
    }
}

extension BarSeries {
    /// The same bars under another name.
    fileprivate func named(_ other: Symbol) -> BarSeries {
        BarSeries(
            symbol: other, interval: interval, times: times, open: open, high: high, low: low, close: close,
            adjustedClose: adjustedClose, volume: volume)
    }
}
