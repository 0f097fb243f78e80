import Base
import Indicators

/// One symbol's part of a run: its memory, its next rows and the values computed of them.
struct StageLane {
    /// The plan's memory for this symbol.
    var memory: UnsafeMutablePointer<UInt64>
    /// The next rows.
    var columns: BarColumns
    /// The slots: value of slot s in row i at `slots[s * stride + i]`; those of the constants are filled.
    var slots: UnsafeMutablePointer<Double>
    /// The calendar that longer bars follow.
    var calendar: TradingCalendar
}

/// Runs a stage's operators over the next rows of some symbols.
enum StageRunner {
    /// - Parameters:
    ///   - stage: The stage.
    ///   - plan: The plan that it is part of.
    ///   - lanes: The symbols; side by side where they have as many rows.
    ///   - stride: The distance from one slot to the next; at least the number of rows.
    static func run(
        _ stage: FeaturePlan.Stage, of plan: FeaturePlan, _ lanes: UnsafeBufferPointer<StageLane>, stride: Int
    ) {
        for frame in stage.frames {
            for lane in lanes { FrameRunner.run(frame, lane, stride: stride) }
        }
        withUnsafeTemporaryAllocation(of: IndicatorLane.self, capacity: lanes.count) { machines in
            for step in stage.operators {
                for index in 0..<lanes.count {
                    machines.initializeElement(at: index, to: machine(step, lanes[index], stride))
                }
                step.kind.advance(UnsafeBufferPointer(machines))
            }
        }
    }

    @inline(__always)
    private static func machine(
        _ step: FeaturePlan.Operator, _ lane: borrowing StageLane, _ stride: Int
    ) -> IndicatorLane {
        var columns = lane.columns
        switch step.inputs.count {
        case 0: break
        case 1: columns.read(step.inputs[0], lane.slots, stride)
        default:
            columns.read(step.inputs[0], lane.slots, stride)
            columns.second = columns.column(of: step.inputs[1], slots: lane.slots, stride: stride)
            let last = step.inputs[step.inputs.count - 1]
            columns.third = columns.column(of: last, slots: lane.slots, stride: stride)
        }
        let window = UnsafeMutableRawPointer(lane.memory + step.window).assumingMemoryBound(to: Double.self)
        return IndicatorLane(
            state: UnsafeMutableRawPointer(lane.memory + step.state),
            window: WindowMemory(start: window, count: step.windowCount), columns: columns,
            output: OutputColumns(base: lane.slots + step.slot * stride, stride: stride))
    }
}
