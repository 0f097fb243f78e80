/// Where a fit starts its search for the initial states.
///
/// - Source: as R's `ets` does (Hyndman et al., 2008, section 2.6.1): seasonal indices by classical decomposition, level
///   and slope by a line through the first seasons after those are taken out.
enum EtsStart {
    static func states(_ form: EtsForm, _ values: [Double]) -> EtsStates {
        let isMultiplicative = form.season == .multiplicative
        var seasons = [Double](repeating: isMultiplicative ? 1 : 0, count: form.period)
        if form.season != .none && values.count >= 2 * form.period {
            seasons = ClassicalDecomposition(values, period: form.period, isMultiplicative: isMultiplicative).indices
            if isMultiplicative { seasons = scaled(seasons.map { max($0, 0.01) }) }
        }
        let length = min(max(10, 2 * form.period), values.count)
        let adjusted = values.prefix(length).enumerated().map { index, value in
            isMultiplicative ? value / seasons[index % form.period] : value - seasons[index % form.period]
        }
        guard form.trend != .none else {
            return EtsStates(level: adjusted.reduce(0, +) / Double(length), seasons: seasons)
        }
        let (level, slope) = line(adjusted)
        let isUsable = !form.needsPositiveValues || level > 0 && level + slope > 0
        let first = max(adjusted[0], .leastNonzeroMagnitude)
        return isUsable
            ? EtsStates(level: level, slope: slope, seasons: seasons)
            : EtsStates(level: first, slope: 0, seasons: seasons)
    }

    /// The states with so much of their slope and of their season.
    static func calmed(_ states: EtsStates, to share: Double, form: EtsForm) -> EtsStates {
        let neutral: Double = form.season == .multiplicative ? 1 : 0
        let middle = states.level + Double(form.period) / 2 * states.slope * (1 - share)
        return EtsStates(
            level: form.needsPositiveValues && middle <= 0 ? states.level : middle, slope: share * states.slope,
            seasons: states.seasons.map { neutral + share * ($0 - neutral) })
    }

    private static func scaled(_ seasons: [Double]) -> [Double] {
        let mean = seasons.reduce(0, +) / Double(seasons.count)
        return seasons.map { $0 / mean }
    }

    /// The least-squares line at times 1, 2, …: its value at 0 and its slope.
    private static func line(_ values: [Double]) -> (intercept: Double, slope: Double) {
        let count = Double(values.count)
        let centre = (count + 1) / 2
        let mean = values.reduce(0, +) / count
        var product = 0.0
        var square = 0.0
        for (index, value) in values.enumerated() {
            let time = Double(index + 1) - centre
            product += time * (value - mean)
            square += time * time
        }
        let slope = square > 0 ? product / square : 0
        return (mean - slope * centre, slope)
    }
}
