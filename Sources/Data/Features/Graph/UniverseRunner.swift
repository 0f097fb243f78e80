import Base

/// Computes a plan for a universe of series: stage by stage, and what crosses symbols or time between them.
struct UniverseRunner: ~Copyable {
    private let featureSet: FeatureSet
    private let plan: FeaturePlan
    private let runner: ColumnRunner

    init(_ featureSet: FeatureSet) {
        self.featureSet = featureSet
        plan = featureSet.plan
        runner = ColumnRunner(plan: featureSet.plan)
    }

    /// Writes all features: feature f of row i of a series at `destinations[series][f * series.count + i]`.
    ///
    /// - Parameters:
    ///   - destinations: Where the features of each series go.
    ///   - series: The bars.
    ///   - memories: The plan's memory of each series, to go on from and to leave; `nil` begins without any bar.
    borrowing func fill(
        _ destinations: [UnsafeMutablePointer<Double>], from series: [BarSeries],
        memories: [UnsafeMutablePointer<UInt64>]? = nil
    ) {
        // Series of one length after each other, so that they can go side by side to their ends.
        let order = series.indices.sorted { (series[$0].count, $1) > (series[$1].count, $0) }
        guard plan.stages.count > 1 else {
            let jobs = order.map {
                ColumnJob(
                    series: series[$0], features: destinations[$0], between: nil, stride: 0, memory: memories?[$0])
            }
            return runner.run(stage: 0, jobs)
        }
        fillInStages(destinations, series, order, memories)
    }

    private borrowing func fillInStages(
        _ destinations: [UnsafeMutablePointer<Double>], _ series: [BarSeries], _ order: [Int],
        _ memories: [UnsafeMutablePointer<UInt64>]?
    ) {
        var first = [0]
        for own in series { first.append(first[first.count - 1] + own.count) }
        let total = first[series.count]
        let columns = plan.carried.count + (plan.stages.map(\.crossings.count).max() ?? 0)
        let between = UnsafeMutablePointer<Double>.allocate(capacity: max(1, columns * total))
        defer { between.deallocate() }
        between.initialize(repeating: .nan, count: columns * total)
        let jobs = order.map {
            ColumnJob(
                series: series[$0], features: destinations[$0], between: between + first[$0], stride: total,
                memory: memories?[$0])
        }
        let rows = PanelRows(series, skip: 0)
        for (index, stage) in plan.stages.enumerated() {
            runner.run(stage: index, jobs)
            for (place, crossing) in stage.crossings.enumerated() {
                guard let carried = plan.carried.firstIndex(of: crossing.slot) else { continue }
                let source = between + (plan.carried.count + place) * total
                cross(crossing.kind, from: source, to: between + carried * total, series, first, rows)
            }
        }
    }

    private borrowing func cross(
        _ kind: FeaturePlan.Crossing.Kind, from source: UnsafePointer<Double>, to result: UnsafeMutablePointer<Double>,
        _ series: [BarSeries], _ first: [Int], _ rows: PanelRows
    ) {
        switch kind {
        case .lead(let bars):
            for index in series.indices {
                for row in 0..<series[index].count {
                    let later = row + bars
                    let isThere = later < series[index].count
                    result[first[index] + row] = isThere ? source[first[index] + later] : .nan
                }
            }
        case .across(let kind, let grouping):
            let groups = grouping.map { featureSet.groups($0, of: series.map(\.symbol)) }
            across(kind, groups, from: source, to: result, series, first, rows)
        }
    }

    private borrowing func across(
        _ kind: CrossSection.Kind, _ groups: [Int32]?, from source: UnsafePointer<Double>,
        to result: UnsafeMutablePointer<Double>, _ series: [BarSeries], _ first: [Int], _ rows: PanelRows
    ) {
        // Rows of one time, in the order of the series, lie side by side.
        var origin = [Int](repeating: 0, count: rows.count)
        var owner = [Int32](repeating: 0, count: groups == nil ? 0 : rows.count)
        var next = rows.firstRow
        for (index, own) in series.enumerated() {
            var row = first[index]
            PanelRows.places(of: own.times[...], in: rows.times) { time in
                origin[next[time]] = row
                if let groups { owner[next[time]] = groups[index] }
                next[time] += 1
                row += 1
            }
        }
        for time in rows.times.indices {
            let range = rows.firstRow[time]..<rows.firstRow[time + 1]
            var values = range.map { source[origin[$0]] }
            CrossSectionKernel.apply(kind, &values, groups: groups.map { _ in Array(owner[range]) })
            for (offset, place) in range.enumerated() { result[origin[place]] = values[offset] }
        }
    }
}
