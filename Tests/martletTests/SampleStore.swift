import TestKit

/// A data folder with the shipped sample, and ridge models of two symbols, made by the program itself.
struct SampleStore {
    let folder: TemporaryFolder
    let ingest: [MartletProcess.Outcome]
    let train: MartletProcess.Outcome

    /// The one that tests share; they must leave it as it is.
    static let shared = Result { try SampleStore() }

    init() throws {
        folder = try TemporaryFolder()
        let data = folder.path
        func run(_ arguments: [String]) throws -> MartletProcess.Outcome {
            try MartletProcess.run(arguments + ["--data-dir", data], folder: TestPlaces.repository)
        }
        ingest = [try run(["ingest", "--sample"]), try run(["ingest", "--sample", "--json"])]
        train = try run(SampleStore.training)
    }

    static let training = [
        "train", "--symbols", "AAPL,NVDA", "--model", "ridge", "--horizons", "5", "--folds", "2", "--hold-out", "60",
        "--json",
    ]

    func run(_ arguments: String...) throws -> MartletProcess.Outcome {
        try MartletProcess.run(arguments + ["--data-dir", folder.path], folder: TestPlaces.repository)
    }

    /// The rows of a member of a JSON answer.
    static func rows(_ outcome: MartletProcess.Outcome, _ name: String) -> [[String: Any]] {
        outcome.json[name] as? [[String: Any]] ?? []
    }
}
