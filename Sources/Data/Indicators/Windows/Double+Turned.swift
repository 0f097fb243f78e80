// Choices by the sign of data, which no processor predicts, and so made without a branch.

extension Double {
    /// The number, negated where another one is below zero.
    @inline(__always)
    func turned(with sign: Double) -> Double {
        Double(bitPattern: bitPattern ^ (sign.bitPattern & Double.signBit))
    }

    @inline(__always)
    private static var signBit: UInt64 { 0x8000_0000_0000_0000 }
}
