import Base
import Indicators

/// The computation of a set's features for some series, piece by piece: each piece goes on where the one before ended.
///
/// For one thread at a time. - As of: the value at a bar uses that bar and those given before.
final class FeatureRun {
    private let plan: FeaturePlan
    private let subject: String
    private let runner: UniverseRunner
    private let words: Int
    private let memory: UnsafeMutablePointer<UInt64>

    /// Begins without any bar of any series.
    init(_ featureSet: FeatureSet, seriesCount: Int) {
        plan = featureSet.plan
        subject = featureSet.memorySubject
        runner = UniverseRunner(featureSet)
        words = max(1, plan.blank.count)
        memory = .allocate(capacity: words * max(1, seriesCount))
        for series in 0..<seriesCount {
            for (word, value) in plan.blank.enumerated() { memory[series * words + word] = value }
        }
    }

    deinit { memory.deallocate() }

    private var snapshotSize: Int { plan.blank.count * MemoryLayout<UInt64>.size }

    /// What is remembered of a series; ``FeaturePipeline/restore(_:)`` takes it too.
    func snapshot(of series: Int) -> Snapshot {
        Snapshot(of: subject, Array(UnsafeRawBufferPointer(start: memory + series * words, count: snapshotSize)))
    }

    /// Whether a snapshot is of this set, by this build of the program.
    func fits(_ snapshot: Snapshot) -> Bool { snapshot.bytes(of: subject, count: snapshotSize) != nil }

    /// Goes on from a snapshot that the same build of the program made for the same set.
    ///
    /// - Returns: False, with nothing changed, when it is of anything else.
    func restore(_ series: Int, from snapshot: Snapshot) -> Bool {
        guard let bytes = snapshot.bytes(of: subject, count: snapshotSize) else { return false }
        UnsafeMutableRawBufferPointer(start: memory + series * words, count: snapshotSize).copyBytes(from: bytes)
        return true
    }

    /// Takes the next bars of every series, adjusted, and gives their features.
    func advance(_ next: [BarSeries]) -> [FeatureColumns] {
        let columns = next.map { FeatureColumns(features: plan.featureCount, rows: $0.count) }
        runner.fill(columns.map(\.values), from: next, memories: next.indices.map { memory + $0 * words })
        return columns
    }
}

/// The features of some bars of one series: feature f of row i at `values[f * rows + i]`.
///
/// `@unchecked Sendable`: the memory is filled by the one who makes it, and only read once it is handed on.
final class FeatureColumns: @unchecked Sendable {
    let rows: Int
    let features: Int
    let values: UnsafeMutablePointer<Double>

    init(features: Int, rows: Int) {
        self.rows = rows
        self.features = features
        values = .allocate(capacity: max(1, features * rows))
        LargeMemory.expectFilling(UnsafeMutableBufferPointer(start: values, count: features * rows))
    }

    deinit { values.deallocate() }

    /// One feature's values.
    func column(_ feature: Int) -> [Double] {
        Array(UnsafeBufferPointer(start: values + feature * rows, count: rows))
    }
}
