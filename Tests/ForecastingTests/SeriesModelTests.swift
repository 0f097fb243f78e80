import Base
import Forecasting
import Glibc
import TestKit
import Testing

/// How models of single series are fitted, walk, and are kept.
struct SeriesModelTests {
    private static let kinds: [ModelKind] = [.arima, .ets, .theta, .garch, .ewma]

    /// Three symbols, the last of them listed late.
    private static let closes: [[Double]] = [
        SimulatedSeries.autoregression(seed: 1, bars: 500, weight: 0.2),
        SimulatedSeries.garch(seed: 2, bars: 500, alpha: 0.1, beta: 0.8, horizonBars: 1).closes,
        SimulatedSeries.trend(seed: 3, bars: 260, slope: 0.001, noise: 0.01),
    ]

    private func table(horizon: Int = 5) -> LearningTable { LearningTable(closes: Self.closes, horizonBars: horizon) }

    /// A split of a table whose test begins at a bar.
    private func split(_ table: LearningTable, bar: Int = 400, from first: Int = 0) -> Split {
        let time = Instant(seconds: Int64(bar) * 86_400)
        let start = table.times.firstIndex { $0 >= time } ?? table.count
        return Split(train: first..<start, test: start..<table.count)
    }

    private func fit(_ kind: ModelKind, _ table: LearningTable, _ split: Split, threads: Int = 1) throws
        -> any FittedModel
    {
        try Trainer.fit(.standard(kind), on: TrainingSlice(table, split), threads: threads).model
    }

    /// What a model's folder has.
    private func saved(_ model: any FittedModel) throws -> [String: [UInt8]] {
        let folder = try TemporaryFolder()
        try model.save(toFolder: folder.path)
        return try FolderContents.read(folder.path)
    }

    /// The bits of forecasts, of what is not a number too.
    private func bits(_ forecasts: [ModelForecast]) -> [[UInt64]] {
        forecasts.map { [$0.location.bitPattern, $0.scale.isNaN ? 0 : $0.scale.bitPattern] }
    }

    @Test("rows together, one at a time and on more threads are the same bits", arguments: kinds, [1, 5])
    func batchEqualsSingle(kind: ModelKind, horizon: Int) throws {
        let table = table(horizon: horizon)
        let model = try fit(kind, table, split(table))
        let batch = try model.forecasts(table, rows: 10..<table.count, threads: 1)
        #expect(bits(batch) == bits((10..<table.count).map { table.single(model, row: $0) }))
        #expect(bits(batch) == bits(try model.forecasts(table, rows: 10..<table.count, threads: 3)))
        #expect(
            bits(batch.suffix(50)) == bits(try model.forecasts(table, rows: table.count - 50..<table.count, threads: 2))
        )
        #expect(try saved(model) == saved(fit(kind, table, split(table), threads: 3)))
        let moving = Set(batch.map(\.location.bitPattern)).count + Set(batch.map(\.scale.bitPattern)).count
        #expect(moving > batch.count / 2, "forecasts follow the closes")
    }

    @Test("the prevailing mean is that since the first price")
    func firstPrice() throws {
        let table = table().withCloses { row, close in row < 3 ? 0 : close }
        let model = try Trainer.fit(.standard(.historicalMean), on: TrainingSlice(table)).model
        let row = table.count - 3
        let closes = table.history(at: row).column.closes
        let first = try #require(closes.firstIndex { $0 > 0 })
        let said = try model.forecasts(table, rows: row..<row + 1, threads: 1)[0].location
        let hand = log(closes[closes.count - 1] / closes[first]) / Double(closes.count - 1 - first) * 5
        #expect(first > 0 && abs(said - hand) < 1e-15)
    }

    @Test("an ensemble of them is their mean, one at a time too")
    func ensemble() throws {
        let table = table()
        let specification = try ModelSpecification(kind: .ensemble, members: [.arima, .garch])
        let model = try Trainer.fit(specification, on: TrainingSlice(table, split(table))).model
        let batch = try model.forecasts(table, rows: 900..<1000, threads: 1)
        #expect(bits(batch) == bits((900..<1000).map { table.single(model, row: $0) }))
    }

    @Test("a saved model forecasts the same bits after loading", arguments: kinds)
    func roundTrip(kind: ModelKind) throws {
        let table = table()
        let model = try Trainer.fit(.standard(kind), on: TrainingSlice(table, split(table)))
        let folder = try TemporaryFolder()
        try model.save(toFolder: folder.path)
        let loaded = try CalibratedModel.load(folder: folder.path).model
        #expect(loaded.kind == kind && loaded.readsPrices)
        let expected = try model.model.forecasts(table, rows: 0..<table.count, threads: 1)
        #expect(bits(expected) == bits(try loaded.forecasts(table, rows: 0..<table.count, threads: 1)))
        #expect(try saved(loaded) == saved(model.model))
    }

    @Test("closes from the test on do not move a fit, in a cross-validation either", arguments: kinds)
    func fitKnowsNothingLater(kind: ModelKind) throws {
        let table = table()
        let walk = split(table)
        let first = walk.test.lowerBound
        let spoiled = table.withCloses { row, close in row >= first ? close * Double(1 + row % 7) : close }
        #expect(try saved(fit(kind, table, walk)) == saved(fit(kind, spoiled, walk)))
        let twoSided = Split(
            trainBlocks: [0..<first, (first + 150)..<table.count], testBlocks: [first..<(first + 100)])
        #expect(try saved(fit(kind, table, twoSided)) == saved(fit(kind, spoiled, twoSided)))
        #expect(try saved(fit(kind, table, twoSided)) == saved(fit(kind, table, walk)))
    }

    @Test("closes before a rolling window, and those older than so many bars, are not learnt from", arguments: kinds)
    func windows(kind: ModelKind) throws {
        let table = table()
        let rolling = split(table, from: 300)
        let spoiled = table.withCloses { row, close in row < 300 ? close * Double(1 + row % 7) : close }
        #expect(try saved(fit(kind, table, rolling)) == saved(fit(kind, spoiled, rolling)))
        #expect(try saved(fit(kind, table, split(table))) != saved(fit(kind, spoiled, split(table))))
        let short = try ModelSpecification(kind: kind, parameters: ["window_bars": 90])
        let slice = TrainingSlice(table, split(table))
        let model = try Trainer.fit(short, on: slice).model
        let old = TrainingSlice(spoiled, split(table))
        #expect(try saved(model) == saved(Trainer.fit(short, on: old).model))
        let early = try model.forecasts(table, rows: 0..<300, threads: 1)
        #expect(early.allSatisfy { $0.location == 0 && $0.scale.isNaN }, "before the window it is persistence")
    }

    @Test("all closes times two give the same forecasts: adjusting for splits does not matter", arguments: kinds)
    func rescaled(kind: ModelKind) throws {
        let table = table()
        let doubled = table.withCloses { $1 * 2 }
        let model = try fit(kind, table, split(table))
        let expected = bits(try model.forecasts(table, rows: 0..<table.count, threads: 1))
        #expect(expected == bits(try model.forecasts(doubled, rows: 0..<table.count, threads: 1)))
        #expect(try saved(model) == saved(fit(kind, doubled, split(table))))
    }

    @Test("of ARIMA(1,1,0) without a constant the next return is a share of the last")
    func fixedOrders() throws {
        let table = table(horizon: 1)
        let fixed = try ModelSpecification(kind: .arima, parameters: ["p": 1, "q": 0, "constant": 0])
        let model = try Trainer.fit(fixed, on: TrainingSlice(table, split(table))).model
        let rows = (1000..<table.count).filter { table.symbolIndex[$0] == 0 }
        let shares = rows.dropFirst().map { row in
            let history = table.history(at: row)
            let last = history.column.closes[history.end - 1] / history.column.closes[history.end - 2]
            return table.single(model, row: row).location / (last - 1)
        }
        // A log return is not quite a simple one.
        #expect(shares.allSatisfy { (0.1...0.35).contains($0) })
        #expect((shares.max() ?? 0) - (shares.min() ?? 0) < 0.02)
        let walk = try ModelSpecification(kind: .arima, parameters: ["p": 0, "constant": 0])
        let still = try Trainer.fit(walk, on: TrainingSlice(table, split(table))).model
        #expect(try still.medians(table, rows: 1000..<table.count, threads: 1).allSatisfy { abs($0) < 1e-12 })
    }

    @Test("season, criterion and the other choices can be asked for")
    func choices() throws {
        let table = table()
        let slice = TrainingSlice(table, split(table))
        let always: [(ModelKind, [String: Double])] = [
            (.arima, ["season": 5, "bic": 0]), (.arima, ["season": 5, "seasonal_p": 1]), (.arima, ["d": 2, "q": 1]),
            (.garch, ["student": 0, "asymmetric": 1, "constant_mean": 0]), (.ewma, ["lambda": 0]),
        ]
        // These may lead to the standard choice.
        let perhaps: [(ModelKind, [String: Double])] = [
            (.arima, ["d": -1, "max_p": 2]), (.ets, ["season": 5]), (.theta, ["season": 5]),
        ]
        for (place, (kind, parameters)) in (always + perhaps).enumerated() {
            let model = try Trainer.fit(try ModelSpecification(kind: kind, parameters: parameters), on: slice).model
            let isOther = try saved(model) != saved(fit(kind, table, split(table)))
            #expect(isOther || place >= always.count, "\(kind) \(parameters)")
            let forecasts = try model.forecasts(table, rows: 900..<table.count, threads: 1)
            #expect(forecasts.allSatisfy { abs($0.location) < 0.1 }, "\(kind) \(parameters)")
        }
    }
}
