import FoundationEssentials
import Glibc
import TestKit
import Tuning

/// Reference values; see Goldens/tuning.py.
struct TuningGolden: Decodable {
    struct Density: Decodable {
        let scale: String
        let observations: [Double]
        let values: [Double]
        let logDensities: [Double]
    }
    let densities: [Density]
    let best: [String: [Double]]
    let expectedMaxima: [[Double]]

    static func load() throws -> TuningGolden { try Golden.load(TuningGolden.self, "tuning") }
}

/// The spaces and scores of the golden file.
enum SampleSearch {
    static func plane() throws -> SearchSpace {
        try SearchSpace([SearchParameter("x", -5...5), SearchParameter("y", -5...5)])
    }

    static func mixed() throws -> SearchSpace {
        try SearchSpace([
            SearchParameter("rate", 1e-5...1, .logarithmic), SearchParameter("depth", 1...20, .whole),
            SearchParameter("kind", choices: [1, 5, 25]),
        ])
    }

    static func sphere(_ point: [String: Double]) -> Double {
        guard let x = point["x"], let y = point["y"] else { return .nan }
        return (x - 1.5) * (x - 1.5) + (y + 2) * (y + 2)
    }

    static func steps(_ point: [String: Double]) -> Double {
        guard let rate = point["rate"], let depth = point["depth"], let kind = point["kind"] else { return .nan }
        let decades = log10(rate) + 2
        return decades * decades + 0.05 * (depth - 6) * (depth - 6) + (kind == 1 ? 0.5 : kind == 5 ? 0 : 1)
    }

    static func json<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }
}

extension Search {
    /// Runs to its end one trial at a time.
    mutating func run(_ score: (Trial) -> TrialRecord) throws {
        while case .run(let trial) = next() { try tell(score(trial)) }
    }
}
