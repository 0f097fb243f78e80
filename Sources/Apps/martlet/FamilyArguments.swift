import CommandLineInterface
import Forecasting

/// Reads what users say of families: their parameters, an ensemble's members, how the width of forecasts is found.
struct FamilyArguments {
    private let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) { self.arguments = arguments }

    /// The families named by `--model`, in the order of their declaration; none where none are named.
    var named: [ModelKind] {
        let named = arguments.texts("model").compactMap(ModelKind.init(rawValue:))
        return ModelKind.allCases.filter(named.contains)
    }

    /// The method named by `--intervals`.
    var intervals: IntervalMethod? { arguments.text("intervals").flatMap(IntervalMethod.init(rawValue:)) }

    /// The parameters set by `--parameter`, each of a family among `used`.
    ///
    /// - Parameters:
    ///   - used: The families that are fitted.
    ///   - verb: What is done with them, such as `judged`.
    /// - Returns: Values by family and name.
    /// - Throws: A usage error for what cannot be read, and for a family that is not used.
    func parameters(of used: [ModelKind], _ verb: String) throws -> [ModelKind: [String: Double]] {
        var result: [ModelKind: [String: Double]] = [:]
        for text in arguments.texts("parameter") {
            let sides = text.split(separator: "=", maxSplits: 1)
            let names = sides.first?.split(separator: ".", maxSplits: 1) ?? []
            guard names.count == 2, let kind = ModelKind(rawValue: String(names[0])) else {
                throw CommandFailure(
                    .usage, "--parameter \(text) names no family and parameter",
                    mend: "give FAMILY.NAME=VALUE, such as lightgbm.num_leaves=31")
            }
            guard let value = sides.count == 2 ? Double(String(sides[1])) : nil, value.isFinite else {
                throw CommandFailure(
                    .usage, "--parameter \(text) has no number", mend: "give one, such as lightgbm.num_leaves=31")
            }
            result[kind, default: [:]][String(names[1])] = value
        }
        if let kind = result.keys.filter({ !used.contains($0) }).map(\.rawValue).min() {
            throw CommandFailure(
                .usage, "--parameter sets one of \(kind), which is not \(verb)", mend: "add it to --model")
        }
        return result
    }

    /// The families named by `--members`, for the ensembles among `used`; `nil` where none are named.
    func members(of used: [ModelKind]) throws -> [ModelKind]? {
        let members = arguments.texts("members").compactMap(ModelKind.init(rawValue:))
        guard !members.isEmpty else { return nil }
        guard used.contains(where: \.isEnsemble) else {
            throw CommandFailure(
                .usage, "--members goes with an ensemble", mend: "add one, such as --model stacking")
        }
        return members
    }
}
