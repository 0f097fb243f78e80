/// 100 × (fast EMA − slow EMA) / slow EMA of the volume (PVO).
///
/// - Units: percent.
/// - Missing: zero where the slow average is below 1e-14, as in TA-Lib.
/// - Source: TA-Lib PVO, which is its PPO of the volume.
public struct PercentageVolumeOscillator: AverageOscillator {
    var averages: AverageSpread<ExponentialMovingAverage>

    /// Makes an oscillator of EMAs; both lengths are at least 2.
    public init(fast: Int = 12, slow: Int = 26) { averages = AverageSpread(fast: fast, slow: slow) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: BarVolume, _ window: WindowMemory) -> Double {
        averages.percent(input.volume, window)
    }
}

/// ``PercentageVolumeOscillator`` with averages of any kind.
///
/// - Units: as there.
public struct AveragedVolumeOscillator: AverageOscillator {
    var averages: AverageSpread<MovingAverage>

    /// Makes an oscillator of averages of a kind, the usual one being exponential; both lengths are at least 2.
    public init(fast: Int = 12, slow: Int = 26, average: MovingAverageKind = .usual) {
        averages = AverageSpread(fast: fast, slow: slow, average)
    }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: BarVolume, _ window: WindowMemory) -> Double {
        averages.percent(input.volume, window)
    }
}
