/// MAMA with its usual limits, without the average that follows it: a ``MovingAverageKind``.
struct MesaAverageLine: Indicator {
    private var mesa = MesaAdaptiveAverage()

    init() {}

    /// 32.
    var warmUpBars: Int { mesa.warmUpBars }
    /// The room of its windows.
    var windowCount: Int { mesa.windowCount }

    /// Takes the newest value.
    @inline(__always)
    mutating func step(_ input: Double, _ window: WindowMemory) -> Double { mesa.step(input, window).average }
}
