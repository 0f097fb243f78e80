import Base

/// A borrowed row-major matrix that threads read at once.
///
/// `@unchecked Sendable`: nobody changes it while it is borrowed.
struct BorrowedRows: @unchecked Sendable {
    /// Rows a thread takes at a time: enough that taking them costs nothing.
    private static let partSize = 1024

    let features: UnsafeBufferPointer<Double>
    let columns: Int

    /// The results for parts of the rows, in order.
    func flatMap(
        threads: Int, _ body: @Sendable (ArraySlice<UnsafeBufferPointer<Double>>) -> [Double]
    ) -> [Double] {
        let count = features.count / columns
        let parts = parallelMap((count + BorrowedRows.partSize - 1) / BorrowedRows.partSize, threads: threads) { part in
            let range = part * BorrowedRows.partSize..<min(count, (part + 1) * BorrowedRows.partSize)
            return body(range.map { UnsafeBufferPointer(rebasing: features[$0 * columns..<($0 + 1) * columns]) }[...])
        }
        return parts.flatMap(\.self)
    }
}
