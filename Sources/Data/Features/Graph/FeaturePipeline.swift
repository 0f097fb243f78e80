public import Base
import Indicators

/// The live state of a feature set for one symbol: one bar in, one row of features out.
///
/// - As of: the row at bar t uses bars up to t.
/// - Missing: NaN while warming up; see ``FeatureSet/warmUpBars``.
public struct FeaturePipeline: Sendable {
    private var memory: PipelineMemory
    private let subject: String
    /// The number of features in a row.
    public let featureCount: Int

    init(_ featureSet: FeatureSet, calendar: TradingCalendar) {
        let plan = featureSet.plan
        precondition(plan.isOfOneSymbol, "features across symbols need a UniversePipeline")
        subject = featureSet.memorySubject
        featureCount = plan.featureCount
        memory = PipelineMemory(plan: plan, calendar: calendar)
    }

    /// Takes the newest bar and writes its features.
    ///
    /// - Parameters:
    ///   - bar: An adjusted bar (``Base/Bar/adjusted()``), later than those before.
    ///   - row: Room for ``featureCount`` numbers.
    public mutating func update(_ bar: Bar, into row: UnsafeMutableBufferPointer<Double>) {
        precondition(row.count >= featureCount, "a row needs \(featureCount) places, has \(row.count)")
        makeOwn()
        memory.advance(bar, into: row)
    }

    /// Takes the newest bar and gives its features.
    public mutating func update(_ bar: Bar) -> [Double] {
        [Double](unsafeUninitializedCapacity: featureCount) { buffer, filled in
            update(bar, into: buffer)
            filled = featureCount
        }
    }

    /// Forgets all bars.
    public mutating func reset() {
        makeOwn()
        memory.reset()
    }

    /// All that the pipeline remembers.
    public var snapshot: Snapshot { Snapshot(of: subject, Array(memory.bytes)) }

    /// Goes on from a snapshot of the same set, made by the same build of the program.
    ///
    /// - Parameter snapshot: What ``snapshot`` gave.
    /// - Returns: False, with nothing changed, when the snapshot is of anything else.
    public mutating func restore(_ snapshot: Snapshot) -> Bool {
        guard let bytes = snapshot.bytes(of: subject, count: memory.bytes.count) else { return false }
        makeOwn()
        memory.bytes.copyBytes(from: bytes)
        return true
    }

    /// Makes sure that nobody else sees what is written.
    private mutating func makeOwn() {
        if !isKnownUniquelyReferenced(&memory) { memory = memory.copy() }
    }
}

extension FeatureSet {
    /// Names the memory of one series, in snapshots: the definitions and their order settle the layout.
    var memorySubject: String { "features \(hash)" }
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
