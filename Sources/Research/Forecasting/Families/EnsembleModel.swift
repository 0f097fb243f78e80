import Base

/// A weighted sum of other models' medians.
struct EnsembleModel: FittedModel {
    let kind: ModelKind
    let members: [CalibratedModel]
    /// One for each member; equal, by their errors, or as they forecast best together.
    let weights: [Double]

    var featureCount: Int? { members[0].featureNames.count }

    var readsPrices: Bool { members.contains { $0.model.readsPrices } }

    func forecast(_ input: ForecastInput) -> ModelForecast {
        var location = 0.0
        for (member, weight) in zip(members, weights) { location += weight * member.forecast(input).location }
        return ModelForecast(location: location)
    }

    func forecasts(
        _ table: LearningTable, rows: Range<Int>, threads: Int
    ) throws(ForecastingError) -> [ModelForecast] {
        var parts: [[ModelForecast]] = []
        for member in members { parts.append(try member.model.forecasts(table, rows: rows, threads: threads)) }
        return rows.enumerated().map { place, row in combined(parts.map { $0[place] }, scale: table.scale(at: row)) }
    }

    /// The ensemble's forecast of one row whose σ_t·√h is given, from its members' forecasts of it.
    func combined(_ parts: [ModelForecast], scale: Double) -> ModelForecast {
        var location = 0.0
        for (place, part) in parts.enumerated() {
            location += weights[place] * members[place].distribution(of: part, defaultScale: scale).location
        }
        return ModelForecast(location: location)
    }

    private struct Body: Codable {
        let members: [ModelKind]
        let weights: [Double]
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        try ModelFolder.write(Body(members: members.map(\.model.kind), weights: weights), of: kind, to: folder)
        for member in members { try member.save(toFolder: "\(folder)/\(member.model.kind.rawValue)") }
    }
}

extension EnsembleModel: ModelFamily {
    static func fit(
        _ specification: ModelSpecification, _ slice: TrainingSlice, threads: Int
    ) throws(ForecastingError) -> EnsembleModel {
        var fits: [ModelFit] = []
        for member in specification.members {
            fits.append(try Trainer.fitUncalibrated(member, on: slice, threads: threads))
        }
        return EnsembleFit(specification, fits).model
    }

    static func parameters(of kind: ModelKind) -> [String: ModelParameter] { [:] }

    static func load(_ kind: ModelKind, folder: String) throws(ForecastingError) -> EnsembleModel {
        let body = try ModelFolder.read(Body.self, from: folder)
        guard !body.members.isEmpty, body.members.count == body.weights.count else {
            let path = "\(folder)/\(ModelFolder.model)"
            throw .unreadable(path: path, reason: "names no members, or not a weight for each")
        }
        var members: [CalibratedModel] = []
        for member in body.members {
            members.append(try CalibratedModel.load(folder: "\(folder)/\(member.rawValue)"))
        }
        guard members.allSatisfy({ $0.featureNames == members[0].featureNames }) else {
            throw .unreadable(path: folder, reason: "its members read other features than each other")
        }
        return EnsembleModel(kind: kind, members: members, weights: body.weights)
    }
}
