import Foundation
import TestKit
import Testing

struct EndToEndTests {
    @Test("the sample is taken in once; the second time there is nothing new")
    func ingest() throws {
        let store = try SampleStore.shared.get()
        #expect(store.ingest.map(\.code) == [0, 0])
        #expect(
            store.ingest[0].output
                == "sample: 16194 rows of 6 symbols: 16194 new, 0 corrected, 0 known, 0 in quarantine\n")
        let again = try #require(SampleStore.rows(store.ingest[1], "ingested").first)
        #expect(again["new_rows"] as? Int == 0 && again["unchanged_rows"] as? Int == 16194)
    }

    @Test("the stored sample passes its check; a faulty file does not")
    func check() throws {
        let store = try SampleStore.shared.get()
        let stored = try store.run("check", "--json")
        #expect(stored.code == 0 && stored.json["errors"] as? Int == 0)
        let files = try TemporaryFolder()
        let faulty = try files.write(
            "symbol,date,open,high,low,close,volume\nX,2020-01-02,5,6,4,-5,9\nX,2020-01-03,5,6,4,5,9\n", to: "x.csv")
        let outcome = try store.run("check", faulty)
        #expect(outcome.code == 1 && outcome.output.contains("non-positive-price"))
    }

    @Test("training names a champion and its reason, and does nothing twice")
    func train() throws {
        let store = try SampleStore.shared.get()
        #expect(store.train.code == 0)
        let models = SampleStore.rows(store.train, "models")
        #expect(models.map { $0["model"] as? String } == ["AAPL.h5", "NVDA.h5"])
        #expect(models.allSatisfy { ($0["reason"] as? String)?.isEmpty == false && $0["up_to_date"] as? Bool == false })
        let again = try MartletProcess.run(
            SampleStore.training + ["--data-dir", store.folder.path], folder: TestPlaces.repository)
        #expect(SampleStore.rows(again, "models").allSatisfy { $0["up_to_date"] as? Bool == true })
    }

    @Test("models are listed, shown, compared, promoted and rolled back")
    func models() throws {
        let store = try SampleStore()
        let list = SampleStore.rows(try store.run("models", "list", "--json"), "models")
        #expect(list.map { $0["versions"] as? Int } == [5, 5])
        let shown = SampleStore.rows(try store.run("models", "show", "AAPL.h5", "--json"), "versions")
        #expect(
            shown.map { $0["name"] as? String } == [
                "persistence", "drift", "historical-mean", "seasonal-naive", "ridge",
            ])
        #expect(
            SampleStore.rows(try store.run("models", "compare", "AAPL.h5", "1", "5", "--json"), "versions").count == 2)
        let table = try store.run("models", "compare", "aapl.h5", "1", "5")
        #expect(table.output.contains("v1 persistence") && table.output.contains("Clark-West p, one-sided"))

        let refused = try store.run("models", "promote", "AAPL.h5", "5")
        #expect(refused.code == 1 && refused.error.contains("--force promotes it all the same"))
        #expect(try store.run("models", "promote", "AAPL.h5", "5", "--force", "--reason", "a trial").code == 0)
        let forecast = try store.run("predict", "AAPL", "--days", "5", "--json")
        #expect((forecast.json["model"] as? [String: Any])?["name"] as? String == "ridge")
        let back = try store.run("models", "rollback", "AAPL.h5", "--json")
        #expect((back.json["champion"] as? [String: Any])?["version"] as? Int == 1)
        let nothing = try store.run("models", "rollback", "AAPL.h5", "--json")
        #expect(nothing.code == 1 && nothing.errorJSON["exit_code"] as? Int == 1)
    }

    @Test("predicts, and as of a past time too")
    func predict() throws {
        let store = try SampleStore.shared.get()
        let now = try store.run("predict", "NVDA", "--days", "3", "--json")
        #expect(now.code == 0 && now.error.isEmpty)
        #expect(now.json["horizon_bars"] as? Int == 3)
        let past = try store.run("predict", "NVDA", "--as-of", "2020-06-01T22:00:00Z", "--json")
        #expect(past.json["as_of"] as? String == "2020-06-01T20:00:00Z" && past.json["in_sample"] as? Bool == true)
        let text = try store.run("predict", "NVDA", "--days", "3")
        #expect(text.output.contains("NVDA, 3 bars ahead of ") && text.output.contains("champion of NVDA.h5"))
    }

    @Test("a run is made again to the bit")
    func reproduce() throws {
        let store = try SampleStore.shared.get()
        for version in SampleStore.rows(try store.run("models", "show", "NVDA.h5", "--json"), "versions") {
            let outcome = try store.run("reproduce", version["run"] as? String ?? "", "--json")
            #expect(outcome.code == 0 && outcome.json["same"] as? Bool == true)
        }
    }

    @Test(
        "the main job is done once; what is up to date is not done again, and other owners of the bars do not disturb it"
    )
    func up() throws {
        let files = try TemporaryFolder()
        let series = [1, 2].map { SimulatedBars.series("S\($0)", count: 420, seed: UInt64($0)) }
        let sample = try files.write(SimulatedBars.csv(series), to: "sample.csv")
        let store = files.file("store")
        func up() throws -> MartletProcess.Outcome {
            try MartletProcess.run(
                ["up", "--no-serve", "--data-dir", store, "--set", "sample=\(sample)", "--set", "horizons=1"]
                    + ["--set", "walk_forward.folds=2", "--set", "replay.bars=20"], folder: TestPlaces.repository)
        }
        let first = try up()
        #expect(first.code == 0 && !first.error.contains("up to date"))
        #expect(first.error.contains("[4/4] training and judging models: "))
        let second = try up()
        #expect(second.code == 0)
        #expect(second.error.split(separator: "\n").filter { $0.contains(": up to date: ") }.count == 4)

        let more = try files.write(SimulatedBars.csv([SimulatedBars.series("S1", count: 421, seed: 1)]), to: "more.csv")
        #expect(try MartletProcess.run(["ingest", more, "--data-dir", store]).code == 0)
        #expect(try up().code == 0)
        let list = try MartletProcess.run(["models", "list", "--json", "--data-dir", store])
        #expect(SampleStore.rows(list, "models").map { $0["model"] as? String } == ["S1.h1", "S2.h1"])
    }
}
