import Base
import Forecasting
import TestKit
import Testing

/// Series that models of single series cannot be fitted to, and those that have holes.
struct SeriesObstacleTests {
    private static let kinds: [ModelKind] = [.arima, .ets, .theta, .garch, .ewma]

    private static func walk(_ seed: UInt64, _ bars: Int = 300) -> [Double] {
        SimulatedSeries.autoregression(seed: seed, bars: bars, weight: 0)
    }

    private func error(_ kind: ModelKind, _ table: LearningTable, _ split: Split? = nil) -> ForecastingError? {
        #expect(throws: ForecastingError.self) {
            try Trainer.fit(.standard(kind), on: split.map { TrainingSlice(table, $0) } ?? TrainingSlice(table))
        }
    }

    @Test("closes that are no prices are passed over; symbols without a fit fall back to persistence", arguments: kinds)
    func awkwardSeries(kind: ModelKind) throws {
        var holed = Self.walk(1)
        holed[0] = .nan
        for (place, close) in [(40, 0), (41, -3), (90, Double.nan), (91, Double.nan), (299, .infinity)] {
            holed[place] = close
        }
        let still = [Double](repeating: 7, count: 300)
        let table = LearningTable(closes: [holed, still, Self.walk(2, 30), Self.walk(3)], horizonBars: 1)
        let rows = 150 * 3
        let split = Split(train: 0..<rows, test: rows..<table.count)
        let model = try Trainer.fit(.standard(kind), on: TrainingSlice(table, split)).model
        let forecasts = try model.forecasts(table, rows: 0..<table.count, threads: 2)
        #expect(forecasts.allSatisfy { abs($0.location) < 0.2 })
        let silent = (0..<table.count).filter { [1, 2].contains(table.symbolIndex[$0]) }
        #expect(silent.allSatisfy { forecasts[$0].location == 0 && forecasts[$0].scale.isNaN })
        let last = table.count - 4
        #expect(table.symbolIndex[last] == 0)
        let before = (0..<last).last { table.symbolIndex[$0] == 0 }.map { forecasts[$0].location }
        #expect(before == forecasts[last].location)
        let folder = try TemporaryFolder()
        try model.save(toFolder: folder.path)
        let text = String(decoding: try FolderContents.read(folder.path)["model.json"] ?? [], as: UTF8.self)
        #expect(text.contains("its price does not move") && text.contains("closes of 40 needed"))
    }

    @Test("a symbol that training did not have is forecast as persistence does")
    func strangers() throws {
        let known = LearningTable(closes: [Self.walk(1)], horizonBars: 1)
        let model = try Trainer.fit(.standard(.garch), on: TrainingSlice(known)).model
        let both = LearningTable(closes: [Self.walk(1), Self.walk(2)], horizonBars: 1)
        let forecasts = try model.forecasts(both, rows: 500..<600, threads: 1)
        #expect(forecasts.indices.allSatisfy { (forecasts[$0].scale > 0) == (both.symbolIndex[500 + $0] == 0) })
        let bare = [0.0].withUnsafeBufferPointer { buffer in
            model.forecast(ForecastInput(features: buffer, seasonal: .nan, volatility: 0.01))
        }
        #expect(bare.location == 0 && bare.scale.isNaN)
    }

    @Test("where no symbol can be fitted, the reason is given", arguments: kinds)
    func nothingToFit(kind: ModelKind) {
        let still = LearningTable(closes: [[Double](repeating: 7, count: 300)], horizonBars: 1)
        #expect("\(error(kind, still).map { "\($0)" } ?? "")".contains("S0: its price does not move"))
        let short = LearningTable(closes: (1...5).map { Self.walk($0, 35) }, horizonBars: 1)
        #expect(error(kind, short) == .tooFewRows(kind: kind, horizonBars: 1, needed: 40, was: 28))
    }

    @Test("a cross-validation without enough closes before the test is refused with the mend")
    func twoSided() {
        let table = LearningTable(closes: [Self.walk(1, 600)], horizonBars: 1)
        let split = Split(trainBlocks: [0..<20, 100..<600], testBlocks: [21..<90])
        #expect(
            "\(error(.arima, table, split).map { "\($0)" } ?? "")".contains("at most 21; judge it by walk forwards"))
    }

    @Test("a target beside a benchmark is refused: other symbols' closes are not seen")
    func otherTargets() {
        let table = LearningTable(
            closes: [Self.walk(1), Self.walk(2)], horizonBars: 1, target: .outperformanceOfUniverse)
        let text = error(.ets, table).map { "\($0)" } ?? ""
        #expect(text.contains("target") && text.contains("outperformance:universe"))
    }
}
