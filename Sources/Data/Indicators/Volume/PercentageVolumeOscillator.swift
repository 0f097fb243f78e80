/// 100 × (fast EMA − slow EMA) / slow EMA of the volume (PVO).
///
/// - Units: percent.
/// - Missing: zero where the slow average is below 1e-14, as in TA-Lib.
/// - Source: TA-Lib PVO, which is its PPO of the volume.
public struct PercentageVolumeOscillator: Indicator {
    private var averages: AverageSpread<ExponentialMovingAverage>

    /// Makes an oscillator of EMAs; both lengths are at least 2.
    public init(fast: Int = 12, slow: Int = 26) { averages = AverageSpread(fast: fast, slow: slow) }

    /// That of the slow average.
    public var warmUpBars: Int { averages.warmUpBars }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: BarVolume, _ window: WindowMemory) -> Double {
        averages.percent(input.volume, window)
    }
}

/// ``PercentageVolumeOscillator`` with averages of any kind.
///
/// - Units: as there.
public struct AveragedVolumeOscillator: Indicator {
    private var averages: AverageSpread<MovingAverage>

    /// Makes an oscillator of averages of a kind, the usual one being exponential; both lengths are at least 2.
    public init(fast: Int = 12, slow: Int = 26, average: MovingAverageKind = .usual) {
        averages = AverageSpread(fast: fast, slow: slow, average)
    }

    /// That of the slow average.
    public var warmUpBars: Int { averages.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { averages.windowCount }
    /// Prepares the averages.
    public func prepare(_ window: WindowMemory) { averages.prepare(window) }

    /// Takes the newest bar.
    @inline(__always)
    public mutating func step(_ input: BarVolume, _ window: WindowMemory) -> Double {
        averages.percent(input.volume, window)
    }
}
