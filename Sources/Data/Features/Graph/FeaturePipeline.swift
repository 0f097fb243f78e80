public import Base
import Indicators

/// The live state of a feature set for one symbol: one bar in, one row of features out.
///
/// - As of: the row at bar t uses bars up to t.
/// - Missing: NaN while warming up; see ``FeatureSet/warmUpBars``.
public struct FeaturePipeline: Sendable {
    private var plan: FeaturePlan
    private var values: ContiguousArray<Double>

    init(plan: FeaturePlan) {
        self.plan = plan
        values = ContiguousArray(repeating: .nan, count: plan.outputsMax)
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
        values.withUnsafeMutableBufferPointer { buffer in
            guard let outputs = buffer.baseAddress else { return }
            plan.update(bar, outputs: outputs, row: row)
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
    public mutating func reset() { plan.reset() }
}

extension FeaturePlan {
    mutating func update(
        _ bar: Bar, outputs: UnsafeMutablePointer<Double>, row: UnsafeMutableBufferPointer<Double>
    ) {
        for place in nodes.indices {
            nodes[place].indicator.update(bar, field: nodes[place].field, into: outputs)
            for tap in nodes[place].taps {
                row[tap.feature] = tap.transform.apply(outputs[tap.output], close: bar.close)
            }
        }
    }

    mutating func reset() {
        for place in nodes.indices { nodes[place].indicator.reset() }
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
