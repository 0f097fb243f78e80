import Foundation
import TestKit
import Testing

/// Searches and explanations by the real program.
struct TuneTests {
    /// A data folder with bars whose next return the last one tells of.
    private struct Store {
        let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
            let bars = SimulatedBars.series("AAA", count: 700, seed: 3, autocorrelation: 0.4)
            let file = try folder.write(SimulatedBars.csv([bars]), to: "AAA.csv")
            let outcome = try run("ingest", file)
            #expect(outcome.code == 0, "\(outcome.error)")
        }

        func arguments(_ arguments: [String]) -> [String] { arguments + ["--data-dir", folder.file("store")] }

        func run(_ arguments: String...) throws -> MartletProcess.Outcome {
            try MartletProcess.run(self.arguments(arguments), folder: TestPlaces.repository)
        }
    }

    private func study(_ outcome: MartletProcess.Outcome) -> [String: Any] {
        SampleStore.rows(outcome, "studies").first ?? [:]
    }

    private func trials(_ outcome: MartletProcess.Outcome) -> [[String: Any]] {
        study(outcome)["trials"] as? [[String: Any]] ?? []
    }

    @Test("searches, shows, goes on with more trials, and its choice can be trained and explained")
    func wholeWay() throws {
        let store = try Store()
        let call = ["tune", "ridge", "--symbols", "AAA", "--horizon", "1", "--method", "random", "--folds", "3"]
        func tune(_ count: Int) throws -> MartletProcess.Outcome {
            try MartletProcess.run(
                store.arguments(call + ["--trials", "\(count)", "--json"]), folder: TestPlaces.repository)
        }
        let first = try tune(4)
        #expect(first.code == 0, "\(first.error)")
        #expect(trials(first).count == 4)
        let second = try tune(6)
        #expect(trials(second).count == 6)
        let id = try #require(study(second)["study"] as? String)
        #expect(study(first)["study"] as? String == id)
        let judgement = try #require(study(second)["judgement"] as? [String: Any])
        #expect((judgement["tuned"] as? [String: Any])?["verdict"] != nil)

        let shown = try store.run("tune", "--show", id)
        #expect(shown.code == 0 && shown.output.hasPrefix("study \(id): ridge of AAA.h1 by random, on bars up to "))
        #expect(shown.output.contains("which the search did not see"))
        #expect(try store.run("tune", "--list").output.contains(id))

        let train = try store.run("train", "--parameters-from", id, "--folds", "3")
        #expect(train.code == 0, "\(train.error)")
        let models = try store.run("models", "list", "--json")
        #expect(SampleStore.rows(models, "models").compactMap { $0["model"] as? String } == ["AAA.h1"])

        let explained = try store.run("explain", "AAA", "--model", "ridge", "--json")
        #expect(explained.code == 0, "\(explained.error)")
        let parts = SampleStore.rows(explained, "contributions").compactMap { $0["contribution"] as? Double }
        let sum = parts.reduce(explained.json["base"] as? Double ?? .nan, +)
        #expect(abs(sum - (explained.json["prediction"] as? Double ?? .nan)) < 1e-9)
        let text = try store.run("explain", "AAA", "--model", "ridge", "--top", "3")
        #expect(text.output.contains(" others") && text.output.contains(" most by "))
        let naive = try store.run("explain", "AAA", "--model", "persistence")
        #expect(naive.output.contains("persistence rests on the last close alone"))
        let worth = try store.run("explain", "AAA", "--model", "ridge", "--method", "permutation", "--folds", "3")
        #expect(worth.code == 0 && worth.output.contains("R² lost when shuffled"), "\(worth.error)")
    }

    @Test("Ctrl-C ends a search with what is finished, and the same call goes on")
    func interrupted() throws {
        let store = try Store()
        let call = [
            "tune", "ridge", "--symbols", "AAA", "--method", "random", "--folds", "2", "--threads", "2", "--json",
        ]
        let process = try MartletProcess.process(
            store.arguments(call + ["--trials", "100000"]), folder: TestPlaces.repository)
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // The first line is of the first trial, whose two folds are fitted side by side.
        var said = ""
        while !said.contains("trial 1, fold ") {
            let data = errors.fileHandleForReading.availableData
            if data.isEmpty { break }
            said += String(decoding: data, as: UTF8.self)
        }
        process.interrupt()
        _ = errors.fileHandleForReading.readDataToEndOfFile()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 130 && process.terminationReason == .exit, "\(said)")
        let answer = MartletProcess.Outcome(code: 130, output: String(decoding: bytes, as: UTF8.self), error: "")
        let ended = trials(answer).count
        #expect(ended > 0 && ended < 100_000)
        #expect(study(answer)["judgement"] is NSNull)
        let rest = try MartletProcess.run(
            store.arguments(call + ["--trials", "\(ended + 2)"]), folder: TestPlaces.repository)
        #expect(rest.code == 0 && trials(rest).count == ended + 2)
        #expect(study(rest)["study"] as? String == study(answer)["study"] as? String)
    }

    @Test("a grid of many trials is planned at once")
    func hugeGrid() throws {
        let store = try Store()
        let outcome = try store.run(
            "tune", "ridge", "--symbols", "AAA", "--method", "grid", "--space", "clip=3.0..10.0", "--trials", "1000000",
            "--budget-seconds", "0", "--folds", "2")
        #expect(outcome.code == 0, "\(outcome.error)")
    }

    @Test(
        "what cannot be searched or explained is said, with the exit code for it",
        arguments: [
            ("tune", 2, "no family is named"), ("tune ridge", 2, "no symbol is named"),
            ("tune persistence --symbols AAA", 2, "expected"), ("tune ridge --symbols NOPE", 1, "there are no 1d bars"),
            ("tune ridge --symbols AAA --space clip", 3, "clip"),
            ("tune ridge --symbols AAA --space clip=9..2", 2, "cannot read 9..2"),
            ("tune ridge --symbols AAA --space depth=1..2", 2, "parameters are"),
            ("tune ensemble --symbols AAA", 2, "there is no space built in for ensemble"),
            ("tune --show nope", 1, "there is no study nope"), ("train --parameters-from nope", 1, "there is no study"),
            ("train --parameter ridge.clip", 2, "expected NAME=VALUE"),
            ("train --parameter clip=3", 2, "names no family and parameter"),
            ("train --parameter lightgbm.num_leaves=5 --model ridge", 2, "lightgbm, which is not trained"),
            ("train --model lightgbm --parameter lightgbm.sector_feature=1 --folds 2", 2, "sector_feature"),
            ("train --model ridge --members ridge,ols", 2, "--members goes with an ensemble"),
            ("train --features nowhere", 1, "there is no feature set nowhere"), ("tune ridge --resume", 2, "--resume"),
            ("explain --method permutation", 5, "train it with `martlet train --global`"),
            ("train --parameter ridge.clip=0", 2, "parameter clip of ridge"), ("explain", 2, "no symbol is named"),
            ("explain AAA", 5, "no model of AAA"), ("explain AAA --method permutation", 5, "there is no model AAA.h1"),
        ])
    func faults(call: String, code: Int32, message: String) throws {
        let store = try Store()
        let outcome = try MartletProcess.run(
            store.arguments(call.split(separator: " ").map(String.init)), folder: TestPlaces.repository)
        #expect(outcome.code == code && outcome.error.contains(message), "\(outcome.code): \(outcome.error)")
    }
}
