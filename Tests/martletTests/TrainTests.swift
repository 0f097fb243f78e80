import Foundation
import TestKit
import Testing

/// Trainings by the real program.
struct TrainTests {
    /// A data folder with bars of three symbols.
    private struct Store {
        let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder()
            let bars = ["AAA", "BBB", "CCC"].enumerated().map {
                SimulatedBars.series($1, count: 500, seed: UInt64($0 + 1), autocorrelation: 0.3)
            }
            let outcome = try run(["ingest", folder.write(SimulatedBars.csv(bars), to: "bars.csv")])
            #expect(outcome.code == 0, "\(outcome.error)")
        }

        func run(_ arguments: [String]) throws -> MartletProcess.Outcome {
            try MartletProcess.run(
                arguments + ["--data-dir", folder.file("store"), "--quiet"], folder: TestPlaces.repository)
        }

        /// What `models show` says of a version.
        func version(_ model: String, label: String) throws -> [String: Any] {
            let shown = try run(["models", "show", model, "--json"])
            return SampleStore.rows(shown, "versions").first { $0["name"] as? String == label } ?? [:]
        }
    }

    @Test("a study's choice is trained for what it was chosen for, and a contradiction is refused")
    func study() throws {
        let store = try Store()
        let tune = try store.run([
            "tune", "ridge", "--global", "--symbols", "AAA,BBB", "--target", "outperformance:universe", "--horizon",
            "2",
            "--method", "random", "--trials", "2", "--folds", "2", "--intervals", "conformal", "--json",
        ])
        #expect(tune.code == 0, "\(tune.error)")
        let id = try #require(SampleStore.rows(tune, "studies").first?["study"] as? String)
        let choice = ["train", "--parameters-from", id, "--folds", "2", "--json"]
        let train = try store.run(choice)
        #expect(train.code == 0, "\(train.error)")
        let models = SampleStore.rows(train, "models").compactMap { $0["model"] as? String }
        #expect(models == ["GLOBAL@OUTPERFORMANCE:UNIVERSE.h2"])
        let same = try store.run(choice + ["--global", "--symbols", "BBB,AAA", "--target", "outperformance:universe"])
        #expect(SampleStore.rows(same, "models").first?["up_to_date"] as? Bool == true, "\(same.error)")
        let contradictions = [
            ("--target", "return"), ("--symbols", "AAA"), ("--interval", "1h"), ("--model", "lasso"),
            ("--horizons", "5"), ("--features", "alpha158"),
        ]
        for (option, value) in contradictions {
            let refused = try store.run(choice + [option, value])
            let words = "\(option) contradicts --parameters-from"
            #expect(refused.code == 2 && refused.error.contains(words), "\(refused.code): \(refused.error)")
        }
    }

    @Test("Ctrl-C ends a training, and says that the same command goes on")
    func interrupted() throws {
        let store = try Store()
        let process = try MartletProcess.process(
            [
                "train", "--model", "random-forest", "--folds", "100", "--threads", "1", "--json", "--data-dir",
                store.folder.file("store"),
            ], folder: TestPlaces.repository)
        let (output, error) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = error
        try process.run()
        usleep(1_500_000)
        process.interrupt()
        let answer = MartletProcess.Outcome(
            code: 130, output: String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self),
            error: String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
        process.waitUntilExit()
        #expect(process.terminationStatus == 130 && process.terminationReason == .exit)
        #expect(answer.json["stopped"] as? Bool == true)
        #expect(answer.error.contains("stopped; the same command goes on"), "\(answer.error)")
    }

    @Test("intervals, members and features of the command line reach the run")
    func options() throws {
        let store = try Store()
        let train = try store.run([
            "train", "--symbols", "AAA", "--model", "stacking", "--members", "ridge,ols", "--intervals", "bootstrap",
            "--features", "core", "--horizons", "1", "--folds", "2",
        ])
        #expect(train.code == 0, "\(train.error)")
        let version = try store.version("AAA.h1", label: "stacking")
        let id = try #require(version["run"] as? String)
        let repeated = try store.run(["reproduce", id])
        #expect(repeated.code == 0, "\(repeated.error)")
    }
}
