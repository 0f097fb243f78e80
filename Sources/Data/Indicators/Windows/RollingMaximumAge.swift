/// How many values ago the largest of the last `period` values came; the newest of equal ones counts.
///
/// Blocks as in ``RollingMaximum``, each suffix with the place of its largest value; no branch on the data.
struct RollingMaximumAge: Sendable {
    let period: Int
    let start: Int
    private var position = 0
    private var prefix = -Double.infinity
    private var prefixPlace = 0.0
    private var isFull = false

    /// The room one age needs in the window memory.
    static func room(_ period: Int) -> Int { 2 * period }

    /// Makes an empty window at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
    }

    /// Takes a value; NaN until there are `period` of them.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> Double {
        let place = start + 2 * position
        window[place] = value
        let now = Double(position)
        position += 1
        if position == period {
            position = 0
            prefix = -.infinity
            isFull = true
            return now - RollingMaximumAge.turn(window, start, period)
        }
        prefixPlace = value >= prefix ? now : prefixPlace
        prefix = value >= prefix ? value : prefix
        guard isFull else { return .nan }
        let suffixPlace = window[place + 3] - Double(period)
        return now - (prefix >= window[place + 2] ? prefixPlace : suffixPlace)
    }

    /// Replaces a full block by its suffix maxima and their places; gives the place of the largest of all.
    @inline(never)
    private static func turn(_ window: WindowMemory, _ start: Int, _ period: Int) -> Double {
        var largest = -Double.infinity
        var found = 0.0
        var index = period - 1
        while index >= 0 {
            let value = window[start + 2 * index]
            found = value > largest ? Double(index) : found
            largest = value > largest ? value : largest
            window[start + 2 * index] = largest
            window[start + 2 * index + 1] = found
            index -= 1
        }
        return found
    }
}
