import Foundation
import TestKit
import Testing

/// Every failure ends with the code its help promises, and says its cause and its mend.
struct ExitCodeTests {
    /// A call over the shared store, and how it must fail.
    struct Failure: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let code: Int32
        let cause: String
        let mend: String
        var testDescription: String { arguments.joined(separator: " ") }

        init(_ call: String, _ code: Int32, _ cause: String, _ mend: String) {
            arguments = call.split(separator: " ").map(String.init)
            self.code = code
            self.cause = cause
            self.mend = mend
        }
    }

    static let overStore = [
        Failure("predict NOPE", 1, "there are no bars of NOPE", "`martlet check`"),
        Failure("train --symbols NOPE", 1, "there are no 1d bars of NOPE", "`martlet check`"),
        Failure("models show NOPE.h1", 1, "there is no model NOPE.h1", "known: AAPL.h5"),
        Failure("models promote AAPL.h5 99", 1, "AAPL.h5 has no version 99", "`martlet models show AAPL.h5`"),
        Failure("reproduce nope", 1, "there is no run nope", "`martlet models show MODEL`"),
        Failure("predict AAPL --days 6", 2, "--days: expected a whole number from 1 to 5, was 6", "1 to 5"),
        Failure("predict AAPL --as-of 2013-01-05", 2, "--as-of: too few bars of AAPL", "its first bar is 2013"),
        Failure("predict AAPL --as-of yesterday", 2, "yesterday is not a time", "give one such as"),
        Failure("predict AAPL --dayz 6", 2, "no option --dayz", "did you mean --days?"),
        Failure("train --folds 1", 2, "--folds: expected", "from 2"),
        Failure("ingest", 2, "nothing to take in", "give files"),
        Failure("models show nonsense", 2, "nonsense is not the name of a model", "such as AAPL.h5"),
        Failure("ingest /nope.csv", 3, "cannot read /nope.csv", "check the path"),
        Failure("ingest --sample --set sample=/nope.csv", 3, "there is no file /nope.csv", "--set sample=PATH"),
        Failure("ingest Package.swift", 3, "Package.swift has no column for time", "--columns"),
        Failure("train --set feature_set=/nope.yaml", 3, "there is no file /nope.yaml", "--set feature_set=PATH"),
        Failure(
            "train --set feature_set=martlet.example.yaml", 3, "martlet.example.yaml:1:1", "expected a group of keys"),
        Failure("predict NFLX", 5, "no model of NFLX is registered", "`martlet train`"),
        Failure("predict AAPL --interval 1h", 1, "there are no bars of AAPL", "`martlet check`"),
        Failure("train --interval 1h", 5, "there are no 1h bars to train on", "`martlet ingest"),
        Failure("serve --interval 1h", 5, "there are no 1h bars to serve", "`martlet ingest"),
        Failure("serve --host 203.0.113.7", 2, "cannot listen on 203.0.113.7", "choose another"),
    ]

    @Test("over a store", arguments: overStore)
    func store(failure: Failure) throws {
        let store = try SampleStore.shared.get()
        try check(failure, data: store.folder.path)
    }

    static let overNothing = [
        Failure("predict AAPL", 5, "there are no bars yet", "`martlet ingest --sample`"),
        Failure("check", 5, "there is nothing to check", "`martlet ingest --sample`"),
        Failure("train", 5, "there are no 1d bars to train on", "`martlet ingest --sample`"),
        Failure("serve", 5, "there are no 1d bars to serve", "`martlet ingest --sample`"),
        Failure("models show AAPL.h5", 5, "there is no model AAPL.h5", "`martlet train`"),
    ]

    @Test("over an empty store", arguments: overNothing)
    func nothing(failure: Failure) throws {
        let folder = try TemporaryFolder()
        try check(failure, data: folder.path)
    }

    @Test("a command that only looks leaves no folder behind a misspelt name", arguments: ["models list", "check"])
    func misspelt(call: String) throws {
        let folder = try TemporaryFolder()
        try check(
            Failure(call, 5, "there is no data folder \(folder.file("typo"))", "--data-dir"), data: folder.file("typo"))
        #expect(try folder.names().isEmpty)
    }

    @Test("a store that is no store, or whose files were damaged")
    func damaged() throws {
        let folder = try TemporaryFolder()
        try folder.write(String(repeating: "no database ", count: 500), to: "state.sqlite")
        try check(
            Failure("models list", 3, "file is not a database", "another --data-dir"), data: folder.path)
        let file = try folder.write("", to: "file")
        try check(Failure("ingest --sample", 3, "cannot make the folder \(file)/x", "look at"), data: "\(file)/x")

        let store = try SampleStore()
        let version = SampleStore.rows(try store.run("models", "show", "AAPL.h5", "--json"), "versions")[0]
        let path = store.folder.file("models/\(version["artifact"] as? String ?? "")/model.json")
        try FileSurgery.damage(path, at: 10, as: path)
        try check(
            Failure("predict AAPL", 3, "are not those registered", "run `martlet train`"), data: store.folder.path)
    }

    private func check(_ failure: Failure, data: String) throws {
        let arguments = failure.arguments + ["--data-dir", data]
        let plain = try MartletProcess.run(arguments + ["--quiet"], folder: TestPlaces.repository)
        #expect(plain.code == failure.code, "\(plain.error)")
        #expect(plain.error.hasPrefix("error: ") && plain.error.split(separator: "\n").count == 1, "\(plain.error)")
        #expect(plain.error.contains(failure.cause) && plain.error.contains(failure.mend), "\(plain.error)")
        #expect(plain.output.isEmpty)
        let json = try MartletProcess.run(arguments + ["--quiet", "--json"], folder: TestPlaces.repository)
        #expect(json.errorJSON["exit_code"] as? Int == Int(failure.code))
        #expect((json.errorJSON["cause"] as? String)?.isEmpty == false)
    }
}
