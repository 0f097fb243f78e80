/// The value that came `period` values ago.
struct Delay: Sendable {
    let period: Int
    let start: Int
    private var position = 0
    private var isFull = false

    /// The room one delay needs in the window memory.
    static func room(_ period: Int) -> Int { period }

    /// Makes an empty delay at an offset of the memory.
    init(period: Int, at start: Int = 0) {
        self.period = period
        self.start = start
    }

    /// Takes a value; NaN for the first `period` of them.
    @inline(__always)
    mutating func push(_ value: Double, _ window: WindowMemory) -> Double {
        let old = isFull ? window[start &+ position] : .nan
        window[start &+ position] = value
        position &+= 1
        if position == period {
            position = 0
            isFull = true
        }
        return old
    }
}
