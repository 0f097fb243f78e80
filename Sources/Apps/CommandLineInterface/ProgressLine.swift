/// How far a job is, as text; knows neither terminal nor clock.
struct ProgressLine: Sendable {
    let title: String
    var done = 0
    var total: Int?
    var text = ""
    var elapsedSeconds = 0.0

    init(title: String) { self.title = title }

    /// The share that is done; `nil` while the total is not known.
    var fraction: Double? { total.map { min(1, Double(done) / Double($0)) } }

    /// `features: 45 % (12 of 27), 3.1/s, 5 s left: AAPL`.
    var plain: String {
        let share = fraction.map { "\(Int($0 * 100)) % (\(done) of \(total ?? 0))" } ?? "\(done) done"
        let parts = [share, rate, remaining].compactMap { $0 }
        return "\(title): \(parts.joined(separator: ", "))" + (text.isEmpty ? "" : ": \(text)")
    }

    /// One line of at most `width` characters with a bar in it.
    func bar(width: Int, terminal: Terminal) -> String {
        let counts = total.map { "\(done)/\($0)" } ?? "\(done)"
        let tail = [counts, rate, remaining].compactMap { $0 }.joined(separator: "  ")
        let percent = fraction.map { " \(ProgressLine.padded(Int($0 * 100), 3)) %" } ?? ""
        let cells = max(10, min(30, width - title.count - tail.count - percent.count - 4))
        let drawn = ProgressLine.cells(fraction, count: cells, usesUnicode: terminal.usesUnicode)
        let line = "\(title) \(drawn)\(percent)  \(tail)"
        let room = width - line.count - 2
        guard room >= 4, !text.isEmpty else { return TextWrap.trimmedEnd(String(line.prefix(width))) }
        return "\(line)  \(text.prefix(room))"
    }

    private var rate: String? {
        guard done > 0, elapsedSeconds >= 0.5 else { return nil }
        return "\(ProgressLine.short(Double(done) / elapsedSeconds))/s"
    }

    private var remaining: String? {
        guard let total, done > 0, done < total, elapsedSeconds >= 0.5 else { return nil }
        let seconds = elapsedSeconds * Double(total - done) / Double(done)
        return "\(ProgressLine.duration(seconds)) left"
    }

    private static func cells(_ fraction: Double?, count: Int, usesUnicode: Bool) -> String {
        let full = Int((fraction ?? 0) * Double(count))
        let (mark, space) = usesUnicode ? ("█", "░") : ("#", ".")
        return String(repeating: mark, count: full) + String(repeating: space, count: count - full)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: " ", count: max(0, width - digits.count)) + digits
    }

    /// A number in few characters: `3.1`, `412`, `12k`, `2.5M`.
    static func short(_ value: Double) -> String {
        guard value.isFinite, value < 1e15 else { return "many" }
        for (unit, name) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where value >= unit {
            return oneDecimal(value / unit) + name
        }
        return oneDecimal(value)
    }

    private static func oneDecimal(_ value: Double) -> String {
        guard value < 10 else { return String(Int(value.rounded())) }
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }

    /// A length of time in few characters: `0.3 s`, `12 s`, `3 min 20 s`, `2 h 5 min`.
    static func duration(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e9 else { return "long" }
        if seconds < 10 { return oneDecimal(max(0, seconds)) + " s" }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole / 60 % 60) min"
    }
}
