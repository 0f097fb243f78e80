import Glibc

/// Advice to the kernel about memory that is about to be filled from end to end.
enum LargeMemory {
    /// Asks for huge pages under a large buffer that nothing has touched yet.
    ///
    /// A table of half a gigabyte takes 140,000 faults in pages of 4 KiB, longer than it takes to fill it. The advice never
    /// changes what memory holds, and a kernel may ignore it, so failure is no error.
    static func expectFilling(_ buffer: UnsafeMutableBufferPointer<Double>) {
        let hugePage: UInt = 2 << 20
        guard let base = buffer.baseAddress else { return }
        let start = (UInt(bitPattern: base) + hugePage - 1) / hugePage * hugePage
        let end = (UInt(bitPattern: base) + UInt(buffer.count * MemoryLayout<Double>.stride)) / hugePage * hugePage
        guard end > start else { return }
        _ = madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_HUGEPAGE)
    }
}
