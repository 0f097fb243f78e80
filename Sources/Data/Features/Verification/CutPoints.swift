import Base

/// Times to cut bars at.
enum CutPoints {
    /// Times spread over all there are, the last but one among them; every other one where a bar is odd (it repeats a price,
    /// has no volume, or comes before a gap), for that is where code looks around.
    ///
    /// - Returns: At most `count` times, increasing, none of them the last.
    static func choose(_ count: Int, in bars: VerificationBars, from share: Double = 0, seed: UInt64) -> [Instant] {
        let times = Array(bars.times.dropFirst(Int(Double(bars.times.count) * share)).dropLast())
        guard let last = times.last, count > 0 else { return [] }
        var generator = SeededGenerator(seed: seed)
        let odd = oddTimes(bars)
        let strata = min(max(count - 1, 1), times.count)
        var cuts: Set<Instant> = count > 1 || times.count == 1 ? [last] : []
        for stratum in 0..<strata {
            let range = (times.count * stratum / strata)..<(times.count * (stratum + 1) / strata)
            let oddOnes = stratum % 2 == 0 ? range.filter { odd.contains(times[$0]) } : []
            let choices = oddOnes.isEmpty ? Array(range) : oddOnes
            guard let chosen = choices.randomElement(using: &generator) else { continue }
            cuts.insert(times[chosen])
        }
        return cuts.sorted()
    }

    private static func oddTimes(_ bars: VerificationBars) -> Set<Instant> {
        var next: [Instant: Instant] = [:]
        for (time, later) in zip(bars.times, bars.times.dropFirst()) { next[time] = later }
        var odd: Set<Instant> = []
        for own in bars.series {
            for index in 0..<own.count {
                let repeats = index > 0 && own.close[index] == own.close[index - 1]
                let isBeforeGap = index + 1 < own.count && next[own.times[index]] != own.times[index + 1]
                if repeats || isBeforeGap || own.volume[index] == 0 { odd.insert(own.times[index]) }
            }
        }
        return odd
    }
}
