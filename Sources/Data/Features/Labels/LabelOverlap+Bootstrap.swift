public import Base

extension LabelOverlap {
    /// Draws samples with replacement, each with a probability in proportion to how unique it would be among those drawn so
    /// far, so that what is drawn overlaps less than in a plain bootstrap.
    ///
    /// - Source: López de Prado 2018, section 4.5.
    ///
    /// - Parameters:
    ///   - draws: How many to draw; as many as there are samples when `nil`.
    ///   - generator: Where chance comes from; one seed gives one answer.
    /// - Returns: Rows, in the order drawn; none when there are no samples.
    /// - Complexity: O(draws · (bars + samples)).
    public func sequentialBootstrap(draws: Int? = nil, using generator: inout SeededGenerator) -> [Int] {
        guard !samples.isEmpty else { return [] }
        var state = SequentialDraws(self)
        var drawn: [Int] = []
        for _ in 0..<(draws ?? samples.count) {
            let row = state.row(at: generator.uniform())
            drawn.append(row)
            state.draw(row)
        }
        return drawn
    }

    /// The probability of each sample to be drawn next by ``sequentialBootstrap(draws:using:)``.
    ///
    /// - Parameter rows: The rows that have been drawn, each as often as it was.
    /// - Returns: One probability a sample, in the order of ``samples``; their sum is 1.
    public func drawProbabilities(given rows: [Int]) -> [Double] {
        var state = SequentialDraws(self)
        for row in rows { state.draw(row) }
        return state.probabilities
    }
}

/// What has been drawn, and how unique each sample would be among it.
struct SequentialDraws {
    private let overlap: LabelOverlap
    /// 1/(1 + how many drawn samples have the bar), for each bar.
    private var shares: [Double]
    private var counts: [Int]
    /// The uniqueness of the samples up to each, added up.
    private var cumulative: [Double]

    init(_ overlap: LabelOverlap) {
        self.overlap = overlap
        let bars = overlap.concurrency.count
        shares = [Double](repeating: 1, count: bars)
        counts = [Int](repeating: 0, count: bars)
        cumulative = overlap.samples.indices.map { Double($0 + 1) }
    }

    var probabilities: [Double] {
        guard let total = cumulative.last else { return [] }
        return cumulative.indices.map { (cumulative[$0] - ($0 > 0 ? cumulative[$0 - 1] : 0)) / total }
    }

    /// The sample at a part, below 1, of the whole uniqueness.
    func row(at part: Double) -> Int {
        let target = part * cumulative[cumulative.count - 1]
        var low = 0
        var high = cumulative.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] <= target { low = middle + 1 } else { high = middle }
        }
        return overlap.samples[low]
    }

    /// Notes that a sample was drawn.
    mutating func draw(_ row: Int) {
        for bar in stride(from: row + 1, through: overlap.ends[row], by: 1) {
            counts[bar] += 1
            shares[bar] = 1 / Double(1 + counts[bar])
        }
        var sums = [0.0]
        sums.reserveCapacity(shares.count + 1)
        var sum = 0.0
        for share in shares {
            sum += share
            sums.append(sum)
        }
        var total = 0.0
        for (place, sample) in overlap.samples.enumerated() {
            let end = overlap.ends[sample]
            total += end > sample ? (sums[end + 1] - sums[sample + 1]) / Double(end - sample) : 1
            cumulative[place] = total
        }
    }
}
