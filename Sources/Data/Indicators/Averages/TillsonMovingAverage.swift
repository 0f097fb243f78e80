/// Tillson's average (T3): three times over, an EMA less a part of its own lag.
///
/// - Units: those of the input.
/// - Source: Tillson 1998; TA-Lib T3, unstable period 0.
public struct TillsonMovingAverage: Indicator {
    /// The length in inputs.
    public let period: Int
    /// How much of the lag is taken out: 0 gives an EMA three times over, 1 a DEMA three times over.
    public let factor: Double
    private var seen = 0
    private var averages: Averages
    private let weights: Weights

    /// What the last four averages weigh in the result.
    private struct Weights {
        let third: Double
        let fourth: Double
        let fifth: Double
        let sixth: Double

        init(factor: Double) {
            let square = factor * factor
            let cube = square * factor
            third = 1 + 3 * factor + 3 * square + cube
            fourth = -3 * factor - 6 * square - 3 * cube
            fifth = 3 * square + 3 * cube
            sixth = -cube
        }
    }

    private struct Averages {
        var first: ExponentialAverage
        var second: ExponentialAverage
        var third: ExponentialAverage
        var fourth: ExponentialAverage
        var fifth: ExponentialAverage
        var sixth: ExponentialAverage
    }

    /// Makes an indicator; `period` is at least 1, which gives the input itself.
    public init(period: Int = 5, factor: Double = 0.7) {
        self.period = checked(period)
        self.factor = factor
        let one = ExponentialAverage.standard(period)
        averages = Averages(first: one, second: one, third: one, fourth: one, fifth: one, sixth: one)
        weights = Weights(factor: factor)
    }

    /// `6 × (period − 1)`.
    public var warmUpBars: Int { 6 * (period - 1) }

    /// Takes the newest input.
    @inline(__always)
    public mutating func step(_ input: Double, _ window: WindowMemory) -> Double {
        guard seen > 6 * (period - 1) else { return begin(input) }
        let third = averages.third.advance(averages.second.advance(averages.first.advance(input)))
        let fourth = averages.fourth.advance(third)
        let fifth = averages.fifth.advance(fourth)
        let sixth = averages.sixth.advance(fifth)
        return weights.third * third + weights.fourth * fourth + weights.fifth * fifth + weights.sixth * sixth
    }

    private mutating func begin(_ input: Double) -> Double {
        guard period > 1 else { return input }
        seen += 1
        let first = averages.first.push(input)
        guard !first.isNaN else { return .nan }
        let second = averages.second.push(first)
        guard !second.isNaN else { return .nan }
        let third = averages.third.push(second)
        guard !third.isNaN else { return .nan }
        let fourth = averages.fourth.push(third)
        guard !fourth.isNaN else { return .nan }
        let fifth = averages.fifth.push(fourth)
        guard !fifth.isNaN else { return .nan }
        let sixth = averages.sixth.push(fifth)
        return weights.third * third + weights.fourth * fourth + weights.fifth * fifth + weights.sixth * sixth
    }
}
