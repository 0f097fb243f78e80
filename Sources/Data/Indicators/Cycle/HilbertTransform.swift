/// The start of all of Ehlers' cycle indicators: the price is smoothed, split into a part in phase with the cycle and
/// one a quarter of it ahead (a Hilbert transform), and the angle that the two have turned since the last bar gives the
/// period.
///
/// Every sum is taken in TA-Lib's order. On flat prices nothing but rounding is left of them, and the period hangs on
/// it.
///
/// - Source: Ehlers 2001, "Rocket Science for Traders"; TA-Lib's HT functions.
struct HilbertTransform: BitwiseCopyable, Sendable {
    /// The room it needs in the window memory.
    static var room: Int { 3 * ringLength }
    private static var ringLength: Int { 16 }

    private let start: Int
    private let firstRow: Int32
    private var position = 0
    private var smoother = PriceSmoother()
    private var turn = PhaseTurn()

    /// How many rows have come; no longer counted once every indicator is warm.
    private(set) var rows: Int32 = 0
    /// The smoothed price.
    private(set) var smoothed = 0.0
    /// The part in phase with the cycle.
    private(set) var inPhase = 0.0
    /// The part a quarter of a cycle ahead.
    private(set) var quadrature = 0.0
    /// The period of the dominant cycle in bars, smoothed once.
    private(set) var period = 0.0
    /// The period, smoothed twice.
    private(set) var smoothPeriod = 0.0

    /// Makes a transform that begins at a row, the state all zero; until then prices are only smoothed.
    init(firstRow: Int, at start: Int = 0) {
        self.firstRow = Int32(firstRow)
        self.start = start
    }

    /// The row that TA-Lib's indicators with a look-back of 32 begin at.
    static var early: Int { 12 }
    /// The row that TA-Lib's indicators with a look-back of 63 begin at.
    static var late: Int { 37 }

    /// Takes a price; false until the transform has begun.
    @inline(__always)
    mutating func push(_ price: Double, _ window: WindowMemory) -> Bool {
        let row = rows
        if rows < 64 { rows += 1 }
        smoothed = smoother.push(price, row)
        guard row >= firstRow else { return false }
        transform(window)
        return true
    }

    @inline(__always)
    private mutating func transform(_ window: WindowMemory) {
        let scale = 0.075 * period + 0.54
        let smooths = start
        let detrends = start + HilbertTransform.ringLength
        let quadratures = detrends + HilbertTransform.ringLength

        let detrended = filter(smoothed, smooths, 0, window) * scale
        quadrature = filter(detrended, detrends, 0, window) * scale
        inPhase = window[detrends + back(3)]
        let inPhaseAhead = filter(inPhase, detrends, 3, window) * scale
        let quadratureAhead = filter(quadrature, quadratures, 0, window) * scale

        window[smooths + position] = smoothed
        window[detrends + position] = detrended
        window[quadratures + position] = quadrature
        position = (position + 1) & (HilbertTransform.ringLength - 1)

        period = turn.period(inPhase - quadratureAhead, quadrature + inPhaseAhead, after: period)
        smoothPeriod = 0.33 * period + 0.67 * smoothPeriod
    }

    /// Ehlers' truncated Hilbert filter over every other value, of a series that lags the one in the ring.
    @inline(__always)
    private func filter(_ newest: Double, _ ring: Int, _ lag: Int, _ window: WindowMemory) -> Double {
        var sum = -(0.0962 * window[ring + back(lag + 6)])
        sum += 0.0962 * newest
        sum -= 0.5769 * window[ring + back(lag + 4)]
        sum += 0.5769 * window[ring + back(lag + 2)]
        return sum
    }

    @inline(__always)
    private func back(_ bars: Int) -> Int { (position - bars) & (HilbertTransform.ringLength - 1) }
}

/// The mean of the last four prices with weights 4, 3, 2 and 1, by TA-Lib's running sums.
struct PriceSmoother: BitwiseCopyable, Sendable {
    private var sum = 0.0
    private var weighted = 0.0
    private var leaving = 0.0
    private var last1 = 0.0
    private var last2 = 0.0
    private var last3 = 0.0

    init() {}

    /// Takes the price of a row; zero before the fourth.
    @inline(__always)
    mutating func push(_ price: Double, _ row: Int32) -> Double {
        var smoothed = 0.0
        sum += price
        if row < 3 {
            weighted += price * Double(row + 1)
        } else {
            sum -= leaving
            weighted += price * 4
            leaving = last3
            smoothed = weighted * 0.1
            weighted -= sum
        }
        last3 = last2
        last2 = last1
        last1 = price
        return smoothed
    }
}

/// The period by how far the cycle has turned since the last bar (Ehlers' homodyne discriminator).
struct PhaseTurn: BitwiseCopyable, Sendable {
    private var inPhase = 0.0
    private var quadrature = 0.0
    private var real = 0.0
    private var imaginary = 0.0

    init() {}

    /// Takes both parts of the cycle and the last period, and gives the next: no further from it than half as long
    /// again or two thirds, from 6 to 50 bars, and a fifth of the way.
    @inline(__always)
    mutating func period(_ newInPhase: Double, _ newQuadrature: Double, after last: Double) -> Double {
        let nextQuadrature = 0.2 * newQuadrature + 0.8 * quadrature
        let nextInPhase = 0.2 * newInPhase + 0.8 * inPhase
        real = 0.2 * (nextInPhase * inPhase + nextQuadrature * quadrature) + 0.8 * real
        imaginary = 0.2 * (nextInPhase * quadrature - nextQuadrature * inPhase) + 0.8 * imaginary
        quadrature = nextQuadrature
        inPhase = nextInPhase
        var period = last
        if imaginary != 0 && real != 0 { period = 360 / Angle.degrees(ofTangent: imaginary / real) }
        let most = 1.5 * last
        if period > most { period = most }
        let least = 0.67 * last
        if period < least { period = least }
        if period < 6 {
            period = 6
        } else if period > 50 {
            period = 50
        }
        return 0.2 * period + 0.8 * last
    }
}
