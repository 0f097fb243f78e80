public import Base

extension Indicator {
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
        var result: [[Double]] = Output.names.map { _ in [] }
        series.withColumns(value: field) { result = outputs(from: $0) }
        return result
    }

    /// The outputs for columns, each as long as these.
    public func outputs(from columns: BarColumns) -> [[Double]] {
        let count = columns.count
        var flat = [Double](repeating: .nan, count: count * Output.names.count)
        flat.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            fill(OutputColumns(base: base, stride: count), from: columns)
        }
        return Output.names.indices.map { Array(flat[($0 * count)..<(($0 + 1) * count)]) }
    }

    /// Runs a new machine with the same parameters down columns.
    ///
    /// - Complexity: O(n) time; one allocation, of the machine's memory.
    public func fill(_ output: OutputColumns, from columns: BarColumns) { fill([output], from: [columns]) }

    /// Runs a new machine with the same parameters down the columns of each of several series, four of one length at a time.
    public func fill(_ outputs: [OutputColumns], from columns: [BarColumns]) {
        precondition(outputs.count == columns.count, "one destination a series")
        let stateRoom = (Self.stateBytes + 7) / 8 * 8
        let room = stateRoom + (windowCount + 1) * MemoryLayout<Double>.stride
        let memory = UnsafeMutableRawPointer.allocate(byteCount: room * max(1, columns.count), alignment: 8)
        defer { memory.deallocate() }
        let lanes = columns.indices.map { index in
            let state = memory + index * room
            let numbers = (state + stateRoom).bindMemory(to: Double.self, capacity: windowCount)
            let window = WindowMemory(start: numbers, count: windowCount)
            begin(state, window)
            return IndicatorLane(state: state, window: window, columns: columns[index], output: outputs[index])
        }
        lanes.withUnsafeBufferPointer { Self.advance($0) }
    }
}

extension Indicator where Input == LogValue {
    /// The outputs for a whole series of values, each as long as the series, in the order of the output names.
    public func outputs(of values: [Double]) -> [[Double]] { outputs(ofValues: values) }
}

extension Indicator where Input == Double {
    /// The outputs for a whole series of values, each as long as the series, in the order of the output names.
    public func outputs(of values: [Double]) -> [[Double]] { outputs(ofValues: values) }
}

extension Indicator where Input == ValuePair {
    /// The outputs for two series of values of one length, each as long as these, in the order of the output names.
    public func outputs(of first: [Double], _ second: [Double]) -> [[Double]] {
        precondition(first.count == second.count, "two series of one length, were \(first.count) and \(second.count)")
        return first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { second in
                BarColumns.lend(first, second) { outputs(from: $0) } ?? Output.names.map { _ in [] }
            }
        }
    }
}

extension Indicator {
    private func outputs(ofValues values: [Double]) -> [[Double]] {
        values.withUnsafeBufferPointer { values in
            BarColumns.lend(values, values) { outputs(from: $0) } ?? Output.names.map { _ in [] }
        }
    }
}
