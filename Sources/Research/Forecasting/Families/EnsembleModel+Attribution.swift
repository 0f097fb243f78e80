import Explanation

extension EnsembleModel {
    /// The weighted sum of the members' attributions; `nil` where a member has none.
    func attribution(_ input: ForecastInput) -> Attribution? {
        var base = 0.0
        var contributions: [Double] = []
        for (member, weight) in zip(members, weights) {
            guard let own = member.model.attribution(input) else { return nil }
            if contributions.isEmpty { contributions = own.contributions.map { _ in 0 } }
            guard own.contributions.count == contributions.count else { return nil }
            base += weight * own.base
            for place in contributions.indices { contributions[place] += weight * own.contributions[place] }
        }
        return Attribution(base: base, contributions: contributions)
    }
}
