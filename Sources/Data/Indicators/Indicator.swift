public import Base

/// The memory that an indicator's sliding windows live in, lent to ``Indicator/step(_:_:)`` for one call.
public typealias WindowMemory = UnsafeMutableBufferPointer<Double>

/// A technical indicator as a small state machine: one input in, the next output out, in O(1) amortised time.
///
/// The same ``step(_:_:)`` serves a live bar (``update(_:)``) and a whole column (``fill(_:from:)``), so both give the
/// same bits.
///
/// - As of: the output at t uses inputs up to t and nothing later.
/// - Missing: outputs are NaN for the first ``warmUpBars`` inputs. An input that is not finite (for logarithms also
///   one that is not positive) gives NaN and leaves the state as it was, as if it had not come: the outputs at
///   the other inputs are those of the series without it.
public protocol Indicator: Sendable {
    /// What one update takes: a value, or some fields of a bar.
    associatedtype Input: IndicatorInput
    /// What one update gives: a value, or several by name.
    associatedtype Output: IndicatorOutput

    /// The number of finite inputs whose output is NaN, before the first one with every output (TA-Lib's look-back).
    var warmUpBars: Int { get }
    /// As ``warmUpBars``, for each output by itself.
    var outputWarmUpBars: [Int] { get }
    /// The memory of the sliding windows; kept here between updates.
    var memory: ContiguousArray<Double> { get set }

    /// Takes one finite input. Callers use ``update(_:)``; this is for those who write indicators.
    ///
    /// - Parameters:
    ///   - input: The newest input.
    ///   - window: The elements of ``memory``.
    /// - Returns: The outputs now; NaN while warming up.
    mutating func step(_ input: Input, _ window: WindowMemory) -> Output
    /// Goes back to the state of a new indicator with the same parameters.
    mutating func reset()

    /// Runs a new indicator with the same parameters down columns.
    ///
    /// - Complexity: O(n) time; no allocation per row.
    func fill(_ output: OutputColumns, from columns: BarColumns)
    /// Takes one bar and writes the outputs side by side.
    ///
    /// - Parameters:
    ///   - bar: The newest bar.
    ///   - field: The field read by an indicator of one value; the others pass over it.
    ///   - row: Room for as many values as there are outputs.
    mutating func update(_ bar: Bar, field: BarField, into row: UnsafeMutablePointer<Double>)
}

extension Indicator {
    /// One warm-up for all outputs.
    public var outputWarmUpBars: [Int] { Output.names.map { _ in warmUpBars } }

    /// Takes the newest input and gives the outputs; NaN while warming up or when the input is passed over.
    public mutating func update(_ input: Input) -> Output {
        guard input.isFinite else { return .missing }
        var own = ContiguousArray<Double>()
        swap(&own, &memory)
        defer { swap(&own, &memory) }
        return own.withUnsafeMutableBufferPointer { step(input, $0) }
    }

    /// Takes one bar and writes the outputs side by side.
    public mutating func update(_ bar: Bar, field: BarField, into row: UnsafeMutablePointer<Double>) {
        update(Input(bar, field: field)).store(row, stride: 1)
    }

    /// Runs a new indicator with the same parameters down columns.
    public func fill(_ output: OutputColumns, from columns: BarColumns) {
        var machine = self
        machine.reset()
        var own = ContiguousArray<Double>()
        swap(&own, &machine.memory)
        own.withUnsafeMutableBufferPointer { window in
            for index in 0..<columns.count {
                let input = Input(columns, at: index)
                let result = input.isFinite ? machine.step(input, window) : .missing
                result.store(output.base + index, stride: output.stride)
            }
        }
    }

    /// The outputs for a whole series, each as long as the series, in the order of the output names.
    ///
    /// - Shape: one array per output, one value per bar.
    /// - As of: the value at a bar uses that bar and earlier ones.
    /// - Missing: NaN while warming up and where the bar is passed over.
    ///
    /// - Parameters:
    ///   - series: The bars, oldest first.
    ///   - field: The field read by an indicator of one value; the others pass over it.
    /// - Returns: One array per output.
    public func outputs(of series: BarSeries, field: BarField = .close) -> [[Double]] {
        let count = series.count
        var flat = [Double](repeating: .nan, count: count * Output.names.count)
        flat.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            series.withColumns(value: field) { fill(OutputColumns(base: base, stride: count), from: $0) }
        }
        return Output.names.indices.map { Array(flat[($0 * count)..<(($0 + 1) * count)]) }
    }
}

extension Indicator {
    /// Whether it reads logarithms, which can be taken once for several indicators (``BarColumns/takingLogarithms(in:)``).
    public var readsLogarithms: Bool { Input.usesLogarithms }
}

extension Indicator where Input == LogValue {
    /// Takes the newest value and gives the outputs; NaN while warming up or when the value is passed over.
    public mutating func update(_ value: Double) -> Output { update(LogValue(of: value)) }

    /// The outputs for a whole series of values, each as long as the series, in the order of the output names.
    public func outputs(of values: [Double]) -> [[Double]] { filled(from: values) }
}

extension Indicator where Input == Double {
    /// The outputs for a whole series of values, each as long as the series, in the order of the output names.
    public func outputs(of values: [Double]) -> [[Double]] { filled(from: values) }
}

extension Indicator {
    private func filled(from values: [Double]) -> [[Double]] {
        let count = values.count
        var flat = [Double](repeating: .nan, count: count * Output.names.count)
        flat.withUnsafeMutableBufferPointer { buffer in
            values.withUnsafeBufferPointer { values in
                guard let base = buffer.baseAddress, let first = values.baseAddress else { return }
                fill(OutputColumns(base: base, stride: count), from: BarColumns(values: first, count: count))
            }
        }
        return Output.names.indices.map { Array(flat[($0 * count)..<(($0 + 1) * count)]) }
    }
}
