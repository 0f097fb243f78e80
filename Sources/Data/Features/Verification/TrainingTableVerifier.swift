import Base

/// Proves of training tables what ``FeatureSetVerifier`` proves of the features alone: that nothing a model is given beside
/// its targets knows later bars.
public enum TrainingTableVerifier {
    /// Checks the tables of a feature set on some bars, cut at so many times.
    public static func verify(
        _ featureSet: FeatureSet, horizons: [Int], on bars: VerificationBars, cuts: Int, seed: UInt64
    ) throws(FeatureError) -> [VerificationOutcome] {
        let verifier = LookAheadVerifier(bars, cuts: cuts, seed: seed)
        let compute = { (series: [BarSeries]) throws(FeatureError) in try values(of: series, featureSet, horizons) }
        let base = try compute(bars.series)
        var truncation = try verifier.truncation(of: base, compute)
        truncation.check = .tableTruncation
        var perturbation = try verifier.perturbation(of: base, compute)
        perturbation.check = .tablePerturbation
        return [sameFeatures(base, featureSet, bars), truncation, perturbation]
    }

    /// Compares the rows that a table has with the features of the same bars.
    private static func sameFeatures(
        _ table: ComputedValues, _ featureSet: FeatureSet, _ bars: VerificationBars
    ) -> VerificationOutcome {
        let adjusted = bars.series.map { $0.adjusted() }
        let features = ComputedValues(FeatureTable(featureSet, of: adjusted), of: adjusted)
        let width = features.names.count
        var differences = Discrepancies(features.names)
        for own in table.series {
            guard let whole = features.series.first(where: { $0.symbol == own.symbol }) else { continue }
            let first = own.values.prefix(width * own.times.count)
            differences.compare(
                ComputedValues(names: features.names, series: [whole.rows(at: own.times)]),
                ComputedValues(
                    names: features.names,
                    series: [SeriesValues(symbol: own.symbol, times: own.times, values: first)]), upTo: nil,
                isAhead: false)
        }
        return VerificationOutcome(
            .trainingTable, comparisons: differences.comparisons, findings: differences.findings)
    }

    /// The columns of a table that are known at their time, symbol by symbol.
    private static func values(
        of series: [BarSeries], _ featureSet: FeatureSet, _ horizons: [Int]
    ) throws(FeatureError) -> ComputedValues {
        let panel = try Panel.build(series: series, featureSet: featureSet, horizons: horizons)
        let width = panel.featureNames.count
        let names = panel.featureNames + ["close", "volatility"] + horizons.map { "seasonal_\($0)" }
        let own = panel.symbols.indices.map { symbol in
            let rows = (0..<panel.count).filter { panel.symbolIndex[$0] == Int32(symbol) }
            var values: [Double] = []
            for column in 0..<width { values += rows.map { panel.features[$0 * width + column] } }
            for column in [panel.closes, panel.volatility] + panel.seasonal { values += rows.map { column[$0] } }
            return SeriesValues(
                symbol: panel.symbols[symbol], times: rows.map { panel.times[$0] }, values: values[...])
        }
        return ComputedValues(names: names, series: own)
    }
}
