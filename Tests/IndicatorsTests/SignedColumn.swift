import Base
import Indicators

/// A column of a golden file in which infinities may stand, which JSON has no sign for.
struct SignedColumn: Decodable {
    let values: [Double?]
    let infinite: [Double]

    /// Numbers, infinities and NaN.
    var column: [Double] { zip(values, infinite).map { $0 ?? ($1 == 0 ? .nan : $1 * .infinity) } }
}

/// What an operator of values gives for columns of one length, of which it takes as many as it needs.
func outputs(
    of definition: OperatorDefinition, _ parameters: [String: Double], _ input: [[Double]]
) throws -> [[Double]] {
    let indicator = definition.makeIndicator(try definition.arguments(parameters))
    let series = input.map { UnsafeMutableBufferPointer<Double>.allocate(capacity: $0.count + 1) }
    defer { for column in series { column.deallocate() } }
    let starts = zip(series, input).compactMap { room, values in
        _ = room.initialize(fromContentsOf: values)
        return UnsafePointer(room.baseAddress)
    }
    let first = starts[0]
    var columns = BarColumns(
        count: input[0].count, value: first, open: first, high: first, low: first, close: first, volume: first,
        time: UnsafeRawPointer(first).assumingMemoryBound(to: Instant.self))
    columns.second = starts.count > 1 ? starts[1] : first
    columns.third = starts.count > 2 ? starts[2] : first
    return indicator.outputs(from: columns)
}
