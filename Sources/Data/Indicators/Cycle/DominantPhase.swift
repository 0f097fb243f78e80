/// The phase of the dominant cycle: the angle of a wave of its period that goes best along the last smoothed prices.
///
/// Its cost is not constant: one product for each bar of the cycle, up to 50. The sum is over a different wave at each
/// bar, so there is nothing to carry over from the last one; the waves themselves are worked out once and for all.
struct DominantPhase: BitwiseCopyable, Sendable {
    /// The room it needs in the window memory: the last prices twice, so that they always lie in a row.
    static var room: Int { 2 * longest }
    /// The longest period.
    static var longest: Int { 50 }

    private let start: Int
    private var position = 0
    /// The phase in degrees, from −45 to 315.
    private(set) var degrees = 0.0

    /// Makes a phase over an empty window.
    init(at start: Int) { self.start = start }

    /// A period in whole bars, none below zero or where it is no number.
    @inline(__always)
    static func bars(of period: Double) -> Int { period >= 0 && period < 100 ? min(Int(period + 0.5), longest) : 0 }

    /// Takes a smoothed price, and the period now.
    @inline(__always)
    mutating func push(_ smoothed: Double, _ period: Double, _ window: WindowMemory) {
        let newest = start + position + DominantPhase.longest
        window[newest - DominantPhase.longest] = smoothed
        window[newest] = smoothed
        position += 1
        if position == DominantPhase.longest { position = 0 }
        turn(DominantPhase.sum(DominantPhase.bars(of: period), newest, window), period)
    }

    /// Σ sine · price and Σ cosine · price over the last cycle, the newest price first.
    @inline(__always)
    private static func sum(_ bars: Int, _ newest: Int, _ window: WindowMemory) -> SIMD2<Double> {
        waves.withUnsafeBufferPointer { waves in
            let first = bars * (bars - 1) / 2
            var sum = SIMD2<Double>.zero
            for bar in 0..<bars { sum += waves[first + bar] * window[newest - bar] }
            return sum
        }
    }

    @inline(__always)
    private mutating func turn(_ sum: SIMD2<Double>, _ period: Double) {
        let real = sum.x
        let imaginary = sum.y
        if imaginary.magnitude > 0 {
            degrees = Angle.degrees(ofTangent: real / imaginary)
        } else if real < 0 {
            degrees -= 90
        } else if real > 0 {
            degrees += 90
        }
        degrees += 90
        // The smoothed price lags by one bar.
        degrees += 360 / period
        if imaginary < 0 { degrees += 180 }
        if degrees > 315 { degrees -= 360 }
    }

    /// Sine and cosine over one cycle of 1, 2, … bars, one after the other.
    private static let waves: ContiguousArray<SIMD2<Double>> = ContiguousArray(
        (1...longest).flatMap { count in (0..<count).map { Angle.wave($0, of: count) } })
}
