/// The equal-weight mean of other models' medians.
struct EnsembleModel: FittedModel {
    let members: [any FittedModel]

    var kind: ModelKind { .ensemble }

    func location(_ input: ForecastInput) -> Double {
        members.reduce(0) { $0 + $1.location(input) } / Double(members.count)
    }

    func locations(_ table: LearningTable, rows: Range<Int>, threads: Int) throws(ForecastingError) -> [Double] {
        var parts: [[Double]] = []
        for member in members { parts.append(try member.locations(table, rows: rows, threads: threads)) }
        return ModelFit.equalWeightMean(parts)
    }

    func save(toFolder folder: String) throws(ForecastingError) {
        var file = ModelFile(kind: kind)
        file.members = members.map(\.kind)
        try file.write(toFolder: folder)
        for member in members {
            let place = "\(folder)/\(member.kind.rawValue)"
            try ModelFolder.make(place)
            try member.save(toFolder: place)
        }
    }
}
