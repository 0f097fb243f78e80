/// Amihud's illiquidity: the mean of |return| / turnover over those of the last `period` bars that have turnover, in
/// millionths.
///
/// - Units: simple return per million of the currency traded.
/// - Missing: bars without turnover (close · volume not positive) are left out; zero where the window has no others.
/// - Source: Amihud 2002, "Illiquidity and stock returns".
public struct AmihudIlliquidity: Indicator {
    /// The length in bars.
    public let period: Int
    private var rows: RowBlocks<SumFold>
    private var previousClose = Double.nan

    /// Makes an indicator; `period` is at least 1.
    public init(period: Int = 20) {
        self.period = checked(period)
        rows = RowBlocks(period: period)
    }

    /// `period`.
    public var warmUpBars: Int { period }
    /// The room of its window.
    public var windowCount: Int { RowBlocks<SumFold>.room(period) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: CloseVolume, _ window: WindowMemory) -> Double {
        let previous = previousClose
        previousClose = input.close
        if previous.isNaN { return .nan }
        let turnover = input.close * input.volume
        let change = (input.close / previous - 1).magnitude
        let sum = rows.push(turnover > 0 ? 1e6 * change / turnover : .nan, window)
        if rows.lackingRows > 0 { return .nan }
        let count = rows.isWhole ? period : rows.count(window)
        return count == 0 ? 0 : sum / Double(count)
    }
}
