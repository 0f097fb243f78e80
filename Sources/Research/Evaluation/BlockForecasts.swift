import Base
import Forecasting

/// What a fitted model said of the scorable rows of one test block.
struct BlockForecasts: Sendable {
    let locations: [Double]
    let scales: [Double]
    let shape: [Double]
    /// 19 standardised quantiles a row, where they differ from row to row; else empty.
    let rowQuantiles: [Double]

    /// Makes distributions of a model's forecasts, row by row in order of time.
    init(_ forecasts: [ModelForecast], of rows: [Int], _ table: LearningTable, _ model: CalibratedModel) {
        let shape = model.residualQuantiles
        var walk = model.adaptiveLevels.map { AdaptiveWalk(shape: shape, levels: $0) }
        let hasOwnShapes = walk != nil || forecasts.first?.quantiles.isEmpty == false
        var (locations, scales, rowQuantiles) = ([Double](), [Double](), [Double]())
        locations.reserveCapacity(rows.count)
        scales.reserveCapacity(rows.count)
        if hasOwnShapes { rowQuantiles.reserveCapacity(rows.count * ReturnDistribution.levels.count) }
        for (row, forecast) in zip(rows, forecasts) {
            let scale = table.scale(at: row)
            var own = shape
            if let levels = walk?.pass(table, row: row, forecast: forecast, scale: scale) {
                own = AdaptiveLevels.shape(shape, readAt: levels)
            }
            let distribution = ReturnDistribution(forecast, defaultScale: scale, shape: own)
            locations.append(distribution.location)
            scales.append(distribution.scale)
            if hasOwnShapes {
                rowQuantiles.append(contentsOf: (1...19).map { distribution.shape[$0 * 5 - 1] })
            }
        }
        self.locations = locations
        self.scales = scales
        self.shape = shape
        self.rowQuantiles = rowQuantiles
    }
}
