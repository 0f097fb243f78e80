/// An oscillator that is read off a faster and a slower average.
///
/// Each is a machine of its own, so that its formula and its averages are compiled into the loop over the bars.
protocol AverageOscillator: Indicator where Output == Double {
    /// What the averages are.
    associatedtype Average: Indicator where Average.Input == Double, Average.Output == Double
    /// The averages.
    var averages: AverageSpread<Average> { get }
}

extension AverageOscillator {
    /// That of the slow average.
    public var warmUpBars: Int { averages.warmUpBars }
    /// The room of its windows.
    public var windowCount: Int { averages.windowCount }
    /// Prepares the averages.
    public func prepare(_ window: WindowMemory) { averages.prepare(window) }
}
