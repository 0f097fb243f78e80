// Choices by the sign or the order of data, which no processor predicts, and so made without a branch.

extension SIMD2<Double> {
    /// Each number where it exceeds the one beside it in `bounds`, else zero.
    @inline(__always)
    func kept(where others: SIMD2<Double>, exceed bounds: SIMD2<Double>) -> SIMD2<Double> {
        SIMD2.zero.replacing(with: self, where: others .> bounds)
    }

    /// The larger of each two numbers.
    @inline(__always)
    func larger(_ other: SIMD2<Double>) -> SIMD2<Double> { replacing(with: other, where: other .> self) }
}
