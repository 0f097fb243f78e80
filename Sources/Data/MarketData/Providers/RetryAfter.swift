import Base

/// Reads the Retry-After header (RFC 9110, section 10.2.3).
enum RetryAfter {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The seconds to wait: `120`, or until `Wed, 21 Oct 2015 07:28:00 GMT`; `nil` when it says neither.
    static func seconds(_ text: String?, now: Instant) -> Double? {
        guard let text else { return nil }
        if let seconds = Int(text) { return seconds >= 0 ? Double(seconds) : nil }
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
            let month = months.firstIndex(of: String(parts[2])), (1700...2249).contains(year),
            let date = CivilDate(year: year, month: month + 1, day: day),
            let time = Instant(iso8601: "\(date)T\(parts[4])Z")
        else { return nil }
        return max(0, Double(time.seconds - now.seconds))
    }
}
