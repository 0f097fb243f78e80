import Base
import Indicators

/// One symbol's part of a run: its memory, its next rows and the values computed of them; plain bytes.
struct StageLane {
    /// The plan's memory for this symbol.
    var memory: UnsafeMutablePointer<UInt64>
    /// The next rows.
    var columns: BarColumns
    /// The slots: value of slot s in row i at `slots[s * stride + i]`; those of the constants are filled.
    var slots: UnsafeMutablePointer<Double>
    /// The calendar that longer bars follow.
    var calendar: UnsafePointer<TradingCalendar>
}

/// Runs a stage's operators over the next rows of some symbols.
enum StageRunner {
    /// - Parameters:
    ///   - stage: The stage.
    ///   - lanes: The symbols; side by side where they have as many rows.
    ///   - stride: The distance from one slot to the next; at least the number of rows.
    static func run(
        _ stage: borrowing FeaturePlan.Stage, _ lanes: UnsafeBufferPointer<StageLane>, stride: Int
    ) {
        for frame in stage.frames {
            for lane in lanes { FrameRunner.run(frame, lane, stride: stride) }
        }
        stage.operators.withUnsafeBufferPointer { operators in
            withUnsafeTemporaryAllocation(of: IndicatorLane.self, capacity: lanes.count) { machines in
                for index in 0..<operators.count {
                    for lane in 0..<lanes.count {
                        machines.initializeElement(at: lane, to: lanes[lane].machine(operators[index], stride))
                    }
                    operators[index].kind.advance(UnsafeBufferPointer(machines))
                }
            }
        }
    }

    /// An operator's machine over the next rows.
    @inline(__always)
    static func machine(
        _ step: borrowing FeaturePlan.Operator, memory: UnsafeMutablePointer<UInt64>, columns lent: BarColumns,
        slots: UnsafeMutablePointer<Double>, stride: Int
    ) -> IndicatorLane {
        var columns = lent
        if step.inputCount > 0 { columns.read(step.inputs.0, slots, stride) }
        if step.inputCount > 1 {
            columns.second = columns.column(of: step.inputs.1, slots: slots, stride: stride)
            columns.third = columns.column(of: step.inputs.2, slots: slots, stride: stride)
        }
        let window = UnsafeMutableRawPointer(memory + step.window).assumingMemoryBound(to: Double.self)
        return IndicatorLane(
            state: UnsafeMutableRawPointer(memory + step.state),
            window: WindowMemory(start: window, count: step.windowCount), columns: columns,
            output: OutputColumns(base: slots + step.slot * stride, stride: stride))
    }
}

extension StageLane {
    /// An operator's machine over the next rows.
    @inline(__always)
    func machine(_ step: borrowing FeaturePlan.Operator, _ stride: Int) -> IndicatorLane {
        StageRunner.machine(step, memory: memory, columns: columns, slots: slots, stride: stride)
    }
}
