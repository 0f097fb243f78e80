import Kernels

/// How often forecasts and outcomes fall together into each cell of a grid.
struct ForecastDensity: Sendable {
    let x: Axis
    let y: Axis
    let cells: [ChartCell]

    private static let columns = 56
    private static let lines = 40

    init(_ forecasts: [Double], _ outcomes: [Double]) {
        let across = ForecastDensity.range(forecasts)
        let up = ForecastDensity.range(outcomes)
        var counts: [Int: Int] = [:]
        for (forecast, outcome) in zip(forecasts, outcomes) where across.contains(forecast) && up.contains(outcome) {
            let column = ForecastDensity.place(forecast, across, ForecastDensity.columns)
            let line = ForecastDensity.place(outcome, up, ForecastDensity.lines)
            counts[line * ForecastDensity.columns + column, default: 0] += 1
        }
        let most = Double(counts.values.max() ?? 1)
        cells = counts.sorted { $0.key < $1.key }.map { cell, count in
            let (line, column) = cell.quotientAndRemainder(dividingBy: ForecastDensity.columns)
            return ChartCell(
                x: ForecastDensity.edges(column, across, ForecastDensity.columns),
                y: ForecastDensity.edges(line, up, ForecastDensity.lines),
                weight: max(0.06, (Double(count) / most).squareRoot()))
        }
        let ends = [across.lowerBound, across.upperBound]
        let digits = ends[1] - ends[0] < 0.01 ? 2 : 1
        x = .numbers("forecast, log return", ends, .percent(digits))
        y = .numbers("outcome, log return", [up.lowerBound, up.upperBound], .percent(0))
    }

    /// From the quantile at 0.005 to that at 0.995.
    private static func range(_ values: [Double]) -> ClosedRange<Double> {
        let finite = values.filter(\.isFinite)
        guard !finite.isEmpty else { return -1...1 }
        let ends = Statistics.quantiles(finite, levels: [0.005, 0.995])
        guard ends[1] > ends[0] else { return (ends[0] - 1e-4)...(ends[0] + 1e-4) }
        return ends[0]...ends[1]
    }

    private static func place(_ value: Double, _ range: ClosedRange<Double>, _ count: Int) -> Int {
        let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
        return max(0, min(count - 1, Int(share * Double(count))))
    }

    private static func edges(_ place: Int, _ range: ClosedRange<Double>, _ count: Int) -> ClosedRange<Double> {
        let width = (range.upperBound - range.lowerBound) / Double(count)
        let low = range.lowerBound + Double(place) * width
        return low...(low + width)
    }
}
