/// The trend that is left when the dominant cycle is averaged out: the mean price of its last period, smoothed over
/// four bars.
///
/// Its cost is not constant: the period, up to 50 bars, changes all the time, so they are summed afresh.
struct CycleTrend: BitwiseCopyable, Sendable {
    /// The room it needs in the window memory: the last prices twice, so that they always lie in a row.
    static var room: Int { 2 * DominantPhase.longest }

    private let start: Int
    private var position = 0
    private var last1 = 0.0
    private var last2 = 0.0
    private var last3 = 0.0

    /// Makes a trend over an empty window.
    init(at start: Int) { self.start = start }

    /// Takes a price.
    @inline(__always)
    mutating func push(_ price: Double, _ window: WindowMemory) {
        window[start + position] = price
        window[start + position + DominantPhase.longest] = price
        position += 1
        if position == DominantPhase.longest { position = 0 }
    }

    /// The trend at the last price, given the period there; to be called once for each price.
    @inline(__always)
    mutating func value(_ period: Double, _ window: WindowMemory) -> Double {
        let bars = DominantPhase.bars(of: period)
        let newest = start + (position == 0 ? 2 * DominantPhase.longest : position + DominantPhase.longest) - 1
        var mean = 0.0
        for bar in 0..<bars { mean += window[newest - bar] }
        if bars > 0 { mean /= Double(bars) }
        let trend = (4 * mean + 3 * last1 + 2 * last2 + last3) / 10
        last3 = last2
        last2 = last1
        last1 = mean
        return trend
    }
}
