import Base
import Indicators

/// The memory of expressions over longer bars: the bar that is being gathered, the values that hold, and the plan's own.
enum FrameState {
    static let resamplerWords = (MemoryLayout<Resampler>.size + 7) / 8

    static func blank(of plan: FeaturePlan) -> ContiguousArray<UInt64> {
        var words = ContiguousArray<UInt64>(repeating: 0, count: resamplerWords)
        words.withUnsafeMutableBytes { $0.storeBytes(of: Resampler(), as: Resampler.self) }
        words.append(contentsOf: repeatElement(Double.nan.bitPattern, count: plan.featureCount))
        words.append(contentsOf: plan.blank)
        return words
    }
}

/// Runs expressions over longer bars along shorter ones: the values hold until the next longer bar is finished.
enum FrameRunner {
    static func run(_ frame: FeaturePlan.Frame, _ lane: StageLane, stride: Int) {
        let memory = lane.memory + frame.state
        let raw = UnsafeMutableRawPointer(memory)
        let held = UnsafeMutableRawPointer(memory + FrameState.resamplerWords)
            .assumingMemoryBound(to: Double.self)
        let inner = memory + FrameState.resamplerWords + frame.plan.featureCount
        var resampler = raw.load(as: Resampler.self)
        for row in 0..<lane.columns.count {
            resampler.take(lane.columns.bar(row), frame.interval, lane.calendar.pointee) { bar in
                update(frame.plan, with: bar, inner, held, lane.calendar)
            }
            for value in 0..<frame.plan.featureCount {
                lane.slots[(frame.slot + value) * stride + row] = held[value]
            }
        }
        raw.storeBytes(of: resampler, as: Resampler.self)
    }

    private static func update(
        _ plan: FeaturePlan, with bar: Bar, _ memory: UnsafeMutablePointer<UInt64>,
        _ held: UnsafeMutablePointer<Double>, _ calendar: UnsafePointer<TradingCalendar>
    ) {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(1, plan.slotCount)) { slots in
            guard let base = slots.baseAddress else { return }
            plan.writeConstants(base, stride: 1)
            plan.withColumns(of: bar) { columns in
                let lane = StageLane(memory: memory, columns: columns, slots: base, calendar: calendar)
                withUnsafePointer(to: lane) {
                    StageRunner.run(plan.stages[0], UnsafeBufferPointer(start: $0, count: 1), stride: 1)
                }
                for (index, feature) in plan.features.enumerated() {
                    held[index] = columns.value(of: feature.source, slots: base, stride: 1, row: 0)
                }
            }
        }
    }
}
