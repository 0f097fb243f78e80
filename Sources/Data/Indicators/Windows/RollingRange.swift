/// The highest of one series and the lowest of another over the last `period` values, by blocks as in ``RollingMaximum``.
struct RollingRange: Sendable {
    let period: Int
    let start: Int
    private var position = 0
    private var topPrefix = -Double.infinity
    private var bottomPrefix = Double.infinity
    private var isFull = false

    /// The room one range needs in the window memory.
    static func room(_ period: Int) -> Int { 2 * period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
    }

    /// Takes a high and a low; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ high: Double, _ low: Double, _ window: WindowMemory) -> (top: Double, bottom: Double) {
        let place = start + 2 * position
        window[place] = high
        window[place + 1] = low
        position += 1
        if position == period {
            position = 0
            topPrefix = -.infinity
            bottomPrefix = .infinity
            isFull = true
            return RollingRange.turn(window, start, period)
        }
        topPrefix = high > topPrefix ? high : topPrefix
        bottomPrefix = low < bottomPrefix ? low : bottomPrefix
        guard isFull else { return (.nan, .nan) }
        let top = window[place + 2]
        let bottom = window[place + 3]
        return (top > topPrefix ? top : topPrefix, bottom < bottomPrefix ? bottom : bottomPrefix)
    }

    /// Replaces a full block by its suffix extremes.
    @inline(never)
    private static func turn(_ window: WindowMemory, _ start: Int, _ period: Int) -> (top: Double, bottom: Double) {
        var top = -Double.infinity
        var bottom = Double.infinity
        var place = start + 2 * (period - 1)
        while place >= start {
            let high = window[place]
            let low = window[place + 1]
            top = high > top ? high : top
            bottom = low < bottom ? low : bottom
            window[place] = top
            window[place + 1] = bottom
            place -= 2
        }
        return (top, bottom)
    }
}
