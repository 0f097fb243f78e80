public import Base
import Indicators

/// The live state of a feature set for one symbol: one bar in, one row of features out.
///
/// - As of: the row at bar t uses bars up to t.
/// - Missing: NaN while warming up; see ``FeatureSet/warmUpBars``.
public struct FeaturePipeline: Sendable {
    private let plan: FeaturePlan
    private let calendar: TradingCalendar
    private var memory: ContiguousArray<UInt64>
    private var slots: ContiguousArray<Double>

    init(plan: FeaturePlan, calendar: TradingCalendar) {
        precondition(plan.isOfOneSymbol, "features across symbols need a UniversePipeline")
        self.plan = plan
        self.calendar = calendar
        memory = plan.blank
        slots = plan.blankRow
    }

    /// The number of features in a row.
    public var featureCount: Int { plan.featureCount }

    /// Takes the newest bar and writes its features.
    ///
    /// - Parameters:
    ///   - bar: An adjusted bar (``Base/Bar/adjusted()``), later than those before.
    ///   - row: Room for ``featureCount`` numbers.
    public mutating func update(_ bar: Bar, into row: UnsafeMutableBufferPointer<Double>) {
        precondition(row.count >= plan.featureCount, "a row needs \(plan.featureCount) places, has \(row.count)")
        // Taken out for the call, so that the plan can be read beside them without copying anything.
        var memory = ContiguousArray<UInt64>()
        var slots = ContiguousArray<Double>()
        swap(&memory, &self.memory)
        swap(&slots, &self.slots)
        defer {
            swap(&memory, &self.memory)
            swap(&slots, &self.slots)
        }
        memory.withUnsafeMutableBufferPointer { memory in
            slots.withUnsafeMutableBufferPointer { slots in
                guard let memory = memory.baseAddress, let slots = slots.baseAddress else { return }
                advance(bar, memory, slots, into: row)
            }
        }
    }

    private func advance(
        _ bar: Bar, _ memory: UnsafeMutablePointer<UInt64>, _ slots: UnsafeMutablePointer<Double>,
        into row: UnsafeMutableBufferPointer<Double>
    ) {
        withUnsafePointer(to: calendar) { calendar in
            plan.withColumns(of: bar) { columns in
                let lane = StageLane(memory: memory, columns: columns, slots: slots, calendar: calendar)
                withUnsafePointer(to: lane) {
                    StageRunner.run(plan.stages[0], UnsafeBufferPointer(start: $0, count: 1), stride: 1)
                }
                plan.features.withUnsafeBufferPointer { features in
                    for index in 0..<features.count {
                        row[index] = columns.value(of: features[index].source, slots: slots, stride: 1, row: 0)
                    }
                }
            }
        }
    }

    /// Takes the newest bar and gives its features.
    public mutating func update(_ bar: Bar) -> [Double] {
        [Double](unsafeUninitializedCapacity: featureCount) { buffer, filled in
            update(bar, into: buffer)
            filled = featureCount
        }
    }

    /// Forgets all bars.
    public mutating func reset() { memory = plan.blank }

    /// All that the pipeline remembers, as bytes that ``restore(_:)`` takes.
    public var snapshot: [UInt8] { memory.withUnsafeBytes { Array($0) } }

    /// Goes on from a snapshot of the same set, made by the same build of the program.
    ///
    /// - Parameter snapshot: What ``snapshot`` gave.
    /// - Returns: False, with nothing changed, when the snapshot has not the size of this set's.
    public mutating func restore(_ snapshot: [UInt8]) -> Bool {
        guard snapshot.count == memory.count * MemoryLayout<UInt64>.size else { return false }
        memory.withUnsafeMutableBytes { $0.copyBytes(from: snapshot) }
        return true
    }
}

extension FeaturePlan {
    /// The slots of one row, with the constants in theirs; at least one.
    var blankRow: ContiguousArray<Double> {
        ContiguousArray(repeating: .nan, count: computedCount) + constants + [.nan]
    }
}

extension Bar {
    /// The same bar with open, high and low scaled by `adjustedClose / close`, and `close` replaced by `adjustedClose`.
    ///
    /// The same arithmetic as ``BarSeries/adjusted()``, for a bar that comes live.
    public func adjusted() -> Bar {
        guard close != adjustedClose, close != 0 else { return self }
        let factor = adjustedClose / close
        return Bar(
            time: time, open: open * factor, high: high * factor, low: low * factor, close: adjustedClose,
            adjustedClose: adjustedClose, volume: volume)
    }
}
