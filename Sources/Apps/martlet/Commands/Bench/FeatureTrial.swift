import Base
import Features

/// A feature set on the bars of a file, on one thread, beside the same work in `Benchmarks/features_pandas.py`.
struct FeatureTrial {
    let featureSet: FeatureSet

    /// Computes every feature of every series and keeps all columns (``Features/FeatureTable``).
    func computeColumns(over bars: BenchBars) {
        let table = FeatureTable(featureSet, of: bars.series)
        precondition(table.symbols.count == bars.series.count, "every series has columns")
    }

    /// The seconds to feed the bars of all series, in order of time, to a pipeline for each; making the pipelines and
    /// putting the bars in order is not timed.
    func streamSeconds(over bars: BenchBars) -> Double {
        let series = bars.series
        var pipelines = series.map { featureSet.makePipeline(calendar: $0.calendar) }
        var order: [(time: Instant, series: Int32, row: Int32)] = []
        for (index, own) in series.enumerated() {
            for row in 0..<own.count { order.append((own.times[row], Int32(index), Int32(row))) }
        }
        order.sort { ($0.time, $0.series) < ($1.time, $1.series) }
        var row = [Double](repeating: 0, count: featureSet.featureNames.count)
        var checksum = 0.0
        let seconds = Stopwatch.seconds {
            row.withUnsafeMutableBufferPointer { row in
                for next in order {
                    pipelines[Int(next.series)].update(series[Int(next.series)][Int(next.row)], into: row)
                    checksum += row[0].isNaN ? 0 : 1
                }
            }
        }
        precondition(checksum >= 0, "the rows are used")
        return seconds
    }
}
