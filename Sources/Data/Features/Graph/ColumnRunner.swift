import Base
import Indicators

/// What a stage reads and writes of one series besides its bars.
struct ColumnJob {
    /// The bars.
    let series: BarSeries
    /// Feature f of row i at `features[f * series.count + i]`; features of other stages are left alone.
    let features: UnsafeMutablePointer<Double>
    /// Value k of those between stages, in row i, at `between[k * stride + i]`.
    let between: UnsafeMutablePointer<Double>?
    let stride: Int
    /// Where the plan's memory is to be found and left, so that later bars can follow; `nil` begins without any bar.
    var memory: UnsafeMutablePointer<UInt64>?
}

/// Runs a plan down columns, in blocks of rows that stay in the cache, four series side by side.
struct ColumnRunner: ~Copyable {
    /// How many series go side by side.
    static let width = 4

    private let plan: FeaturePlan
    private let rows: Int
    private let memory: UnsafeMutablePointer<UInt64>
    private let slots: UnsafeMutablePointer<Double>
    private let logarithms: UnsafeMutablePointer<Double>

    init(plan: FeaturePlan) {
        self.plan = plan
        // About half a megabyte for the slots of four series.
        rows = max(32, min(512, 16_384 / max(1, plan.slotCount)))
        memory = .allocate(capacity: ColumnRunner.width * max(1, plan.blank.count))
        slots = .allocate(capacity: ColumnRunner.width * max(1, plan.slotCount) * rows)
        logarithms = .allocate(capacity: ColumnRunner.width * 4 * rows)
        for lane in 0..<ColumnRunner.width { plan.writeConstants(slots(of: lane), stride: rows) }
    }

    deinit {
        memory.deallocate()
        slots.deallocate()
        logarithms.deallocate()
    }

    private func slots(of lane: Int) -> UnsafeMutablePointer<Double> { slots + lane * max(1, plan.slotCount) * rows }
    private func memory(of lane: Int) -> UnsafeMutablePointer<UInt64> { memory + lane * max(1, plan.blank.count) }

    /// Runs a stage over some series, which are best of similar length when they follow each other.
    borrowing func run(stage: Int, _ all: [ColumnJob]) {
        let jobs = all.filter { !$0.series.isEmpty }
        var next = 0
        while next < jobs.count {
            let group = Array(jobs[next..<min(next + ColumnRunner.width, jobs.count)])
            ColumnRunner.withColumns(of: group[...]) { run(stage: stage, group, $0) }
            next += group.count
        }
    }

    private borrowing func run(stage: Int, _ jobs: [ColumnJob], _ columns: [BarColumns]) {
        let calendars = jobs.map { plan.intervals.isEmpty ? .nyse : $0.series.calendar }
        for lane in jobs.indices where jobs[lane].memory == nil {
            plan.blank.withUnsafeBufferPointer { blank in
                guard let base = blank.baseAddress else { return }
                memory(of: lane).update(from: base, count: blank.count)
            }
        }
        var start = 0
        var active = jobs.indices.filter { columns[$0].count > 0 }
        while !active.isEmpty {
            let count = active.reduce(rows) { min($0, columns[$1].count - start) }
            calendars.withUnsafeBufferPointer { calendars in
                guard let calendar = calendars.baseAddress else { return }
                let lanes = active.map { lane in
                    let block = columns[lane].rows(start..<(start + count))
                    let room = logarithms + lane * 4 * rows
                    return StageLane(
                        memory: jobs[lane].memory ?? memory(of: lane),
                        columns: plan.readsLogarithms ? block.takingLogarithms(in: room) : block,
                        slots: slots(of: lane), calendar: calendar + lane)
                }
                for (lane, place) in zip(lanes, active) { readCarried(stage, jobs[place], lane, start) }
                lanes.withUnsafeBufferPointer { StageRunner.run(plan.stages[stage], $0, stride: rows) }
                for (lane, place) in zip(lanes, active) { write(stage, jobs[place], lane, start) }
            }
            start += count
            active.removeAll { columns[$0].count == start }
        }
    }

    private borrowing func readCarried(_ stage: Int, _ job: ColumnJob, _ lane: StageLane, _ start: Int) {
        guard stage > 0, let between = job.between else { return }
        for (index, slot) in plan.carried.enumerated() {
            let source = between + index * job.stride + start
            (lane.slots + slot * rows).update(from: source, count: lane.columns.count)
        }
    }

    private borrowing func write(_ stage: Int, _ job: ColumnJob, _ lane: StageLane, _ start: Int) {
        let count = lane.columns.count
        for (index, feature) in plan.features.enumerated() where feature.stage == stage {
            let source = lane.columns.column(of: feature.source, slots: lane.slots, stride: rows)
            let destination = job.features + index * job.series.count + start
            for row in 0..<count { destination[row] = source[row].isFinite ? source[row] : .nan }
        }
        guard plan.stages.count > 1, let between = job.between else { return }
        for (index, slot) in plan.carried.enumerated() {
            (between + index * job.stride + start).update(from: lane.slots + slot * rows, count: count)
        }
        for (index, crossing) in plan.stages[stage].crossings.enumerated() {
            let source = lane.columns.column(of: crossing.source, slots: lane.slots, stride: rows)
            let column = plan.carried.count + index
            (between + column * job.stride + start).update(from: source, count: count)
        }
    }

    private static func withColumns(
        of jobs: ArraySlice<ColumnJob>, _ columns: [BarColumns] = [], _ body: ([BarColumns]) -> Void
    ) {
        guard let first = jobs.first else { return body(columns) }
        first.series.withColumns { withColumns(of: jobs.dropFirst(), columns + [$0], body) }
    }
}
