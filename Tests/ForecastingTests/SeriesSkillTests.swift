import Base
import Forecasting
import Kernels
import TestKit
import Testing

/// What models of single series find in series whose law is known.
struct SeriesSkillTests {
    private static let horizons = [1, 5]

    /// The rows after training on so many bars.
    private func split(_ table: LearningTable, bars: Int) -> Split {
        let rows = bars * table.symbols.count
        return Split(train: 0..<rows, test: (rows + table.horizonBars * table.symbols.count)..<table.count)
    }

    /// The share of the squared returns of the test that a model saves.
    private func r2(_ specification: ModelSpecification, _ table: LearningTable, _ split: Split) throws -> Double {
        let model = try Trainer.fit(specification, on: TrainingSlice(table, split), threads: 2).model
        let locations = try model.medians(table, rows: split.test, threads: 2)
        let scored = zip(split.test, locations).filter { table.isComplete($0.0) }
        let error = scored.reduce(0) { $0 + (table.targets[$1.0] - $1.1) * (table.targets[$1.0] - $1.1) }
        return 1 - error / scored.reduce(0) { $0 + table.targets[$1.0] * table.targets[$1.0] }
    }

    @Test(
        "an autoregression's R² is found within sampling error", arguments: horizons, [ModelKind.arima, .recursive])
    func autoregression(horizon: Int, kind: ModelKind) throws {
        let weight = 0.3
        let closes = (1...4).map { SimulatedSeries.autoregression(seed: $0, bars: 2500, weight: weight) }
        let table = LearningTable(closes: closes, horizonBars: horizon)
        // Of the sum of the next h returns, φ·(1 − φʰ)/(1 − φ) of the last one is known.
        var power = 1.0
        var reach = 0.0
        var variance = Double(horizon)
        for step in 1...horizon {
            power *= weight
            reach += power
            variance += 2 * Double(horizon - step) * power
        }
        let truth = reach * reach / variance
        let found = try r2(.standard(kind), table, split(table, bars: 1500))
        #expect(abs(found - truth) < 0.03, "expected about \(truth), was \(found)")
        #expect(found > 0.005)
    }

    @Test("trees fed back step by step find it too, and are saved with their trees")
    func recursiveTrees() throws {
        let closes = (1...4).map { SimulatedSeries.autoregression(seed: $0, bars: 2500, weight: 0.3) }
        let table = LearningTable(closes: closes, horizonBars: 1)
        let trees = try ModelSpecification(kind: .recursive, parameters: ["trees": 1, "prior_rows": 20])
        #expect(try r2(trees, table, split(table, bars: 1500)) > 0.05)
        let model = try Trainer.fit(trees, on: TrainingSlice(table))
        let folder = try TemporaryFolder()
        try model.save(toFolder: folder.path)
        let loaded = try CalibratedModel.load(folder: folder.path).model
        #expect(table.single(loaded, row: 9000).location == table.single(model.model, row: 9000).location)
    }

    @Test("nothing is found in random walks", arguments: [ModelKind.arima, .ets, .theta, .garch, .recursive])
    func walks(kind: ModelKind) throws {
        let closes = (11...14).map { SimulatedSeries.autoregression(seed: $0, bars: 2000, weight: 0) }
        let table = LearningTable(closes: closes, horizonBars: 1)
        let found = try r2(.standard(kind), table, split(table, bars: 1500))
        #expect((-0.01...0.005).contains(found), "was \(found)")
    }

    @Test("a trend is followed", arguments: [ModelKind.ets, .theta, .arima])
    func trend(kind: ModelKind) throws {
        let closes = (1...3).map { SimulatedSeries.trend(seed: $0, bars: 900, slope: 0.001, noise: 0.01) }
        let table = LearningTable(closes: closes, horizonBars: 5)
        // Of persistence's error, half the noise and the drift can be known: 1 − σ² / (2σ² + 25·slope²).
        let found = try r2(.standard(kind), table, split(table, bars: 600))
        #expect((0.45...0.62).contains(found), "was \(found)")
    }

    @Test("GARCH's scale is the true one, and its intervals cover in quiet and in wild times where σ_t·√h does not")
    func garch() throws {
        let horizon = 21
        let series = (1...8).map {
            SimulatedSeries.garch(seed: $0, bars: 6000, alpha: 0.2, beta: 0.6, horizonBars: horizon)
        }
        let table = LearningTable(closes: series.map(\.closes), horizonBars: horizon)
        let split = split(table, bars: 2000)
        let slice = TrainingSlice(table, split)
        let rows = split.test.filter(table.isComplete)
        let truth = rows.map { series[Int(table.symbolIndex[$0])].variances[Int(table.priceIndex[$0])].squareRoot() }
        let own = try distributions(.garch, slice, rows)
        let scales = own.map(\.scale)
        for symbol in series.indices {
            let places = rows.indices.filter { table.symbolIndex[rows[$0]] == symbol }
            #expect(correlation(places.map { scales[$0] }, places.map { truth[$0] }) > 0.9)
        }
        #expect(abs(Statistics.mean(scales) / Statistics.mean(truth) - 1) < 0.05)
        let (quiet, wild) = coverage(own, table, rows, truth)
        #expect(abs(quiet - 0.8) < 0.04 && abs(wild - 0.8) < 0.04, "covers \(quiet) and \(wild)")
        let usual = coverage(try distributions(.persistence, slice, rows), table, rows, truth)
        #expect(usual.wild - usual.quiet > 0.06, "σ_t·√h covers \(usual)")
    }

    private func correlation(_ x: [Double], _ y: [Double]) -> Double {
        let (meanX, meanY) = (Statistics.mean(x), Statistics.mean(y))
        let covariance = Statistics.mean(zip(x, y).map { ($0 - meanX) * ($1 - meanY) })
        let variances = Statistics.variance(x, freedomLost: 0) * Statistics.variance(y, freedomLost: 0)
        return covariance / variances.squareRoot()
    }

    private func distributions(
        _ kind: ModelKind, _ slice: TrainingSlice, _ rows: [Int]
    ) throws -> [ReturnDistribution] {
        let model = try Trainer.fit(.standard(kind), on: slice, threads: 2)
        let first = rows[0]
        let forecasts = try model.model.forecasts(slice.table, rows: first..<slice.table.count, threads: 2)
        return rows.map { model.distribution(of: forecasts[$0 - first], defaultScale: slice.table.scale(at: $0)) }
    }

    /// The coverage of 80 % intervals in the quarters of the lowest and of the highest true σ.
    private func coverage(
        _ distributions: [ReturnDistribution], _ table: LearningTable, _ rows: [Int], _ truth: [Double]
    ) -> (quiet: Double, wild: Double) {
        let order = truth.indices.sorted { truth[$0] < truth[$1] }
        func share(_ places: ArraySlice<Int>) -> Double {
            let covered = places.count { place in
                let target = table.targets[rows[place]]
                return distributions[place].quantile(0.1) <= target && target <= distributions[place].quantile(0.9)
            }
            return Double(covered) / Double(places.count)
        }
        return (share(order.prefix(order.count / 4)), share(order.suffix(order.count / 4)))
    }
}
