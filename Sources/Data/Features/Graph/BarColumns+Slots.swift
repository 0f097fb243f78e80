import Base
import Indicators

extension BarColumns {
    /// Points the first input at its source.
    @inline(__always)
    mutating func read(_ source: FeaturePlan.Source, _ slots: UnsafeMutablePointer<Double>, _ stride: Int) {
        switch source {
        case .field(let field): self = reading(field)
        case .slot(let slot):
            value = UnsafePointer(slots + slot * stride)
            logValue = nil
        }
    }

    /// The column of a source.
    @inline(__always)
    func column(
        of source: FeaturePlan.Source, slots: UnsafeMutablePointer<Double>, stride: Int
    ) -> UnsafePointer<Double> {
        switch source {
        case .field(let field): column(field)
        case .slot(let slot): UnsafePointer(slots + slot * stride)
        }
    }

    /// The value of a source in a row: finite, or NaN.
    @inline(__always)
    func value(
        of source: FeaturePlan.Source, slots: UnsafeMutablePointer<Double>, stride: Int, row: Int
    ) -> Double {
        let value = column(of: source, slots: slots, stride: stride)[row]
        return value.isFinite ? value : .nan
    }
}

extension FeaturePlan {
    /// Fills the slots of the constants.
    func writeConstants(_ slots: UnsafeMutablePointer<Double>, stride: Int) {
        for (index, number) in constants.enumerated() {
            (slots + (computedCount + index) * stride).update(repeating: number, count: stride)
        }
    }

    /// Lends a bar as columns of one row, with logarithms where operators read them.
    @inline(__always)
    func withColumns(of bar: Bar, _ body: (BarColumns) -> Void) {
        bar.withColumns { columns in
            guard readsLogarithms else { return body(columns) }
            withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { room in
                guard let room = room.baseAddress else { return }
                body(columns.takingLogarithms(in: room))
            }
        }
    }
}
