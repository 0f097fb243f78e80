import Foundation
import TestKit
import Testing

struct EvaluateTests {
    private static let quick = ["evaluate", "--model", "ridge", "--horizons", "5", "--folds", "2"]

    private func run(_ arguments: [String]) throws -> MartletProcess.Outcome {
        let store = try SampleStore.shared.get()
        return try MartletProcess.run(
            arguments + ["--data-dir", store.folder.path, "--quiet"], folder: TestPlaces.repository)
    }

    @Test("models of all symbols are judged beside the naive ones, and said in words and as JSON")
    func table() throws {
        let outcome = try run(Self.quick)
        #expect(outcome.code == 0, "\(outcome.error)")
        for word in ["persistence", "drift", "ridge", "return R²", "6 symbols", "skill found"] {
            #expect(outcome.output.contains(word), "\(word)")
        }
        let json = try run(Self.quick + ["--json", "--target", "outperformance:universe"])
        let evaluation = SampleStore.rows(json, "evaluations").first ?? [:]
        let models = evaluation["models"] as? [[String: Any]] ?? []
        #expect(models.compactMap { $0["model"] as? String }.contains("ridge") && models.count >= 4)
        #expect((evaluation["findings"] as? [String])?.isEmpty == false)
        let scores = models.last?["scores"] as? [String: Any]
        #expect(scores?["r2_return"] is Double && scores?["crps"] is Double)
    }

    @Test("the report is one page without a path of this machine, and nothing is registered")
    func report() throws {
        let store = try SampleStore.shared.get()
        let before = try store.run("models", "list", "--json").output
        let files = try TemporaryFolder()
        let outcome = try run(
            Self.quick + ["--symbols", "AAPL,AMZN,NVDA", "--report", "\(files.path)/a.html"])
        #expect(outcome.code == 0, "\(outcome.error)")
        let page = try String(contentsOfFile: "\(files.path)/a.html", encoding: .utf8)
        #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
        #expect(
            page.contains("AAPL, AMZN, NVDA") && page.contains("--model</span> ridge")
                && page.contains("Permutation importance"))
        for text in [files.path, store.folder.path, "--data-dir", "NaN", ">nan", "src="] {
            #expect(!page.contains(text), "\(text)")
        }
        #expect(try store.run("models", "list", "--json").output == before)
    }

    @Test("each symbol by itself, several horizons: a page each")
    func each() throws {
        let files = try TemporaryFolder()
        let outcome = try run(
            [
                "evaluate", "--each", "--symbols", "AAPL,NVDA", "--model", "ridge", "--horizons", "1,5", "--folds", "2",
                "--no-importance", "--from", "2016-01-01", "--to", "2020-12-31", "--scheme", "kfold", "--report",
                "\(files.path)/a.html", "--json",
            ])
        #expect(outcome.code == 0, "\(outcome.error)")
        #expect(
            outcome.json["reports"] as? [String]
                == ["AAPL.h1", "AAPL.h5", "NVDA.h1", "NVDA.h5"].map { "\(files.path)/a.\($0).html" })
        let symbols = SampleStore.rows(outcome, "evaluations").compactMap { $0["symbols"] as? [String] }
        #expect(symbols == [["AAPL"], ["AAPL"], ["NVDA"], ["NVDA"]])
    }

    @Test("parameters reach the models, and change what comes out")
    func parameters() throws {
        func squares(_ more: [String]) throws -> [Double] {
            let outcome = try run(Self.quick + ["--json", "--no-importance"] + more)
            let models = SampleStore.rows(outcome, "evaluations").first?["models"] as? [[String: Any]] ?? []
            return models.compactMap { ($0["scores"] as? [String: Any])?["rmse"] as? Double }
        }
        #expect(try squares([]) != squares(["--parameter", "ridge.clip=1"]))
        #expect(try squares([]) == squares(["--threads", "1"]))
    }

    @Test(
        "what cannot be is refused with a mend",
        arguments: [
            (["--global", "--each"], 2, "exclude each other"), (["--window", "50"], 2, "--scheme rolling"),
            (["--scheme", "rolling"], 2, "needs a window"), (["--parameter", "lightgbm.num_leaves=5"], 2, "--model"),
            (["--parameter", "ridge=5"], 2, "FAMILY.NAME=VALUE"), (["--parameter", "ridge.colour=5"], 2, "colour"),
            (["--target", "outperformance:universe", "--symbols", "AAPL"], 2, "two or more symbols"),
            (["--symbols", "NONE"], 1, "no 1d bars of NONE"),
            (["--from", "2023-01-01", "--to", "2022-01-01"], 2, "--from"),
            (["--from", "2023-09-01"], 3, "longer history"),
            (["--from", "2030-01-01"], 2, "no bars lie on or after 2030-01-01"),
            (["--report", "/nonexistent/x.html"], 2, "there is no folder /nonexistent"),
            (["--report", "/tmp/"], 2, "no name of a file"),
            (["--scheme", "combinatorial", "--test-groups", "2"], 2, "--test-groups"),
            (["--members", "ridge,ols"], 2, "goes with an ensemble"),
            (["--model", "stacking", "--members", "ridge,ridge"], 2, "each once"),
        ])
    func refusals(arguments: [String], code: Int32, words: String) throws {
        let outcome = try run(Self.quick + arguments)
        #expect(outcome.code == code && outcome.error.contains(words), "\(outcome.code) \(outcome.error)")
    }

    @Test("stopped by Ctrl-C it shows the folds that are done, and says so")
    func interrupted() throws {
        let store = try SampleStore.shared.get()
        let process = try MartletProcess.process(
            [
                "evaluate", "--model", "random-forest,lightgbm", "--horizons", "1", "--folds", "60", "--threads", "1",
                "--no-importance", "--data-dir", store.folder.path,
            ], folder: TestPlaces.repository)
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // A tenth of the fits is some whole folds.
        var said = ""
        while !said.contains(", fold ") {
            let data = errors.fileHandleForReading.availableData
            if data.isEmpty { break }
            said += String(decoding: data, as: UTF8.self)
        }
        process.interrupt()
        _ = errors.fileHandleForReading.readDataToEndOfFile()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130 && text.contains("Partial: stopped after"), "\(said)")
    }
}
