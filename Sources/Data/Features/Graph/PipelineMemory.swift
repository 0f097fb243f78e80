import Base
import Indicators

/// One symbol's machines and slots at fixed places, so that the lane of each operator is worked out once and not every bar.
///
/// `@unchecked Sendable`: it is reached only through a ``FeaturePipeline``, which copies it before it writes to one that
/// somebody else holds too.
final class PipelineMemory: @unchecked Sendable {
    private let plan: FeaturePlan
    private let calendar: TradingCalendar
    private let memory: UnsafeMutablePointer<UInt64>
    private let slots: UnsafeMutablePointer<Double>
    /// Open, high, low, close and volume of the newest bar, then the logarithms of its prices.
    private let bar: UnsafeMutablePointer<Double>
    private let time: UnsafeMutablePointer<Instant>
    private let lanes: UnsafeMutableBufferPointer<IndicatorLane>
    private let features: UnsafeMutableBufferPointer<UnsafePointer<Double>>
    private let columns: BarColumns

    /// Makes the memory before the first bar.
    init(plan: FeaturePlan, calendar: TradingCalendar) {
        self.plan = plan
        self.calendar = calendar
        memory = .allocate(capacity: max(1, plan.blank.count))
        slots = .allocate(capacity: plan.slotCount + 1)
        bar = .allocate(capacity: 9)
        time = .allocate(capacity: 1)
        bar.initialize(repeating: .nan, count: 9)
        time.initialize(to: .distantPast)
        var columns = BarColumns(
            count: 1, value: bar + 3, open: bar, high: bar + 1, low: bar + 2, close: bar + 3, volume: bar + 4,
            time: time)
        if plan.readsLogarithms { columns.logPrices = UnsafePointer(bar + 5) }
        self.columns = columns
        let operators = plan.stages[0].operators
        lanes = .allocate(capacity: operators.count)
        for (index, step) in operators.enumerated() {
            let lane = StageRunner.machine(step, memory: memory, columns: columns, slots: slots, stride: 1)
            lanes.initializeElement(at: index, to: lane)
        }
        features = .allocate(capacity: plan.features.count)
        for (index, feature) in plan.features.enumerated() {
            features.initializeElement(at: index, to: columns.column(of: feature.source, slots: slots, stride: 1))
        }
        reset()
    }

    /// A copy that goes its own way.
    func copy() -> PipelineMemory {
        let made = PipelineMemory(plan: plan, calendar: calendar)
        made.memory.update(from: memory, count: plan.blank.count)
        made.slots.update(from: slots, count: plan.slotCount)
        return made
    }

    deinit {
        memory.deallocate()
        slots.deallocate()
        bar.deallocate()
        time.deallocate()
        lanes.deallocate()
        features.deallocate()
    }

    /// Goes back to the state before the first bar.
    func reset() {
        plan.blank.withUnsafeBufferPointer { blank in
            if let base = blank.baseAddress { memory.update(from: base, count: blank.count) }
        }
        plan.blankRow.withUnsafeBufferPointer { blank in
            if let base = blank.baseAddress { slots.update(from: base, count: blank.count) }
        }
    }

    /// Takes the newest bar and writes its features.
    func advance(_ newest: Bar, into row: UnsafeMutableBufferPointer<Double>) {
        bar[0] = newest.open
        bar[1] = newest.high
        bar[2] = newest.low
        bar[3] = newest.close
        bar[4] = newest.volume
        time.pointee = newest.time
        if plan.readsLogarithms { _ = columns.takingLogarithms(in: bar + 5) }
        if !plan.stages[0].frames.isEmpty { runFrames() }
        plan.stages[0].operators.withUnsafeBufferPointer { operators in
            for index in 0..<operators.count {
                operators[index].kind.advance(UnsafeBufferPointer(rebasing: lanes[index...index]))
            }
        }
        for index in 0..<features.count {
            let value = features[index].pointee
            row[index] = value.isFinite ? value : .nan
        }
    }

    private func runFrames() {
        withUnsafePointer(to: calendar) { calendar in
            let lane = StageLane(memory: memory, columns: columns, slots: slots, calendar: calendar)
            for frame in plan.stages[0].frames { FrameRunner.run(frame, lane, stride: 1) }
        }
    }

    /// All that the machines remember.
    var bytes: UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(start: memory, count: plan.blank.count * MemoryLayout<UInt64>.size)
    }
}
