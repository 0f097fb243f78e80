import Base
public import Forecasting
import ModelRegistry
public import Tuning

/// Search spaces: built in for the families, or as users write them.
public enum TuningSpace {
    /// The ranges that matter most in a family, around its defaults.
    ///
    /// Known by the parameters' names, so that families which share a parameter share its range; what a family does not let
    /// a parameter be is cut off.
    /// - Returns: `nil` for families without parameters that are worth a search.
    public static func builtIn(_ kind: ModelKind) -> SearchSpace? {
        let known = Set(ModelSpecification.standard(kind).parameters.keys)
        let parameters = ranges.filter { known.contains($0.name) }.compactMap { allowed($0, of: kind) }
        return parameters.isEmpty ? nil : try? SearchSpace(parameters)
    }

    private static let ranges: [SearchParameter] = [
        // Trees.
        SearchParameter("num_iterations", 40...400, .logarithmicWhole),
        SearchParameter("num_leaves", 4...64, .logarithmicWhole),
        SearchParameter("learning_rate", 0.005...0.1, .logarithmic),
        SearchParameter("min_leaf_share", 0.005...0.1, .logarithmic),
        SearchParameter("prior_rows", 20...2000, .logarithmic),
        SearchParameter("feature_fraction", 0.2...1), SearchParameter("bagging_fraction", 0.3...0.95),
        // Models of one series.
        SearchParameter("window_bars", 250...3000, .logarithmicWhole), SearchParameter("lambda", 0.85...0.99),
        // Linear models.
        SearchParameter("expected_r2", 0.0005...0.05, .logarithmic), SearchParameter("clip", 3...10),
        SearchParameter("expected_spread_r2", 0.005...0.2, .logarithmic), SearchParameter("l1_share", 0.05...0.95),
    ]

    /// A range, or what is left of it when each end that the family refuses is moved towards its default.
    private static func allowed(_ parameter: SearchParameter, of kind: ModelKind) -> SearchParameter? {
        let standard = ModelSpecification.standard(kind)
        guard case .range(var lower, var upper, let scale) = parameter.domain,
            let centre = standard.parameters[parameter.name]
        else { return nil }
        func isAllowed(_ value: Double) -> Bool { (try? standard.with([parameter.name: value])) != nil }
        if !isAllowed(lower) { lower = centre }
        if !isAllowed(upper) { upper = centre }
        return lower < upper ? SearchParameter(parameter.name, lower...upper, scale) : nil
    }

    /// Reads parameters as a command line has them, such as `num_leaves=4..64:log`.
    ///
    /// A range is whole where both ends are written without a point; `:log` makes equal factors matter equally; `:real` and
    /// `:whole` say what the ends do not. `|` parts choices, and a single number is kept as it is.
    ///
    /// - Throws: `TuningError.badParameter` naming what cannot be read.
    public static func parse(_ texts: [String]) throws(TuningError) -> SearchSpace {
        var parameters: [SearchParameter] = []
        for text in texts {
            guard let equals = text.firstIndex(of: "=") else {
                throw .badParameter(name: text, reason: "expected NAME=FROM..TO, such as num_leaves=4..64:log")
            }
            let name = String(text[..<equals])
            parameters.append(try parameter(name, String(text[text.index(after: equals)...])))
        }
        return try SearchSpace(parameters)
    }

    /// Reads parameters as a file has them: a group of names, each with a range as on the command line, a list of choices, or
    /// a number.
    ///
    /// - Throws: `YAMLError` where the text is no such group, and `TuningError`.
    public static func parse(yaml: String, source: String) throws -> SearchSpace {
        let members = try YAMLNode.parse(yaml, source: source).requireMembers()
        return try SearchSpace(
            members.map { member in
                if let elements = member.node.elements {
                    return SearchParameter(member.key, choices: try elements.map { try $0.requireDouble() })
                }
                if let number = member.node.double { return SearchParameter(member.key, fixed: number) }
                return try parameter(member.key, member.node.requireString())
            })
    }

    private static func parameter(_ name: String, _ text: String) throws(TuningError) -> SearchParameter {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let ends = split(parts[0])
        guard ends.count == 2 else {
            let choices = parts[0].split(separator: "|", omittingEmptySubsequences: false).map { Double($0) }
            guard parts.count == 1, choices.allSatisfy({ $0 != nil }) else { throw unread(name, text) }
            let numbers = choices.compactMap(\.self)
            return numbers.count == 1
                ? SearchParameter(name, fixed: numbers[0]) : SearchParameter(name, choices: numbers)
        }
        let words = Set(parts.dropFirst())
        guard let lower = Double(ends[0]), let upper = Double(ends[1]), lower <= upper,
            words.isSubset(of: ["log", "whole", "real"]), !words.isSuperset(of: ["whole", "real"])
        else { throw unread(name, text) }
        let isWhole = words.contains("whole") || !words.contains("real") && ends.allSatisfy { Int($0) != nil }
        let scale: SearchParameter.Scale =
            words.contains("log") ? (isWhole ? .logarithmicWhole : .logarithmic) : (isWhole ? .whole : .linear)
        return SearchParameter(name, lower...upper, scale)
    }

    private static func split(_ range: String) -> [String] {
        guard let dots = range.firstRange(ofDots: "..") else { return [range] }
        return [String(range[..<dots.lowerBound]), String(range[dots.upperBound...])]
    }

    private static func unread(_ name: String, _ text: String) -> TuningError {
        .badParameter(
            name: name,
            reason:
                "cannot read \(text); give a range such as 4..64, 0.01..0.1:log, choices such as 15|31|63, or a number")
    }
}

extension String {
    fileprivate func firstRange(ofDots dots: String) -> Range<String.Index>? {
        var place = startIndex
        while place < endIndex {
            if self[place...].hasPrefix(dots) { return place..<index(place, offsetBy: dots.count) }
            place = index(after: place)
        }
        return nil
    }
}
