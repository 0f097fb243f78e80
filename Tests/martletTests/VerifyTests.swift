import Foundation
import TestKit
import Testing

/// `martlet verify` as a program: what it says, and how it ends.
struct VerifyTests {
    private static let fixtures = "Tests/martletTests/Fixtures"
    private static let hasPython = ["/usr/bin/python3", "/usr/local/bin/python3", "/bin/python3"].contains {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    private static let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"]

    private func verify(_ arguments: String...) throws -> MartletProcess.Outcome {
        try MartletProcess.run(
            ["verify", "--quiet", "--data-dir", "/nonexistent/martlet"] + arguments,
            environment: Self.environment, folder: TestPlaces.repository)
    }

    /// The findings of a check, by the names of what moved.
    private func moved(_ outcome: MartletProcess.Outcome) -> [String: Set<String>] {
        var moved: [String: Set<String>] = [:]
        for report in SampleStore.rows(outcome, "reports") {
            for check in report["checks"] as? [[String: Any]] ?? [] {
                let names = (check["findings"] as? [[String: Any]] ?? []).compactMap { $0["subject"] as? String }
                if !names.isEmpty { moved[check["check"] as? String ?? "", default: []].formUnion(names) }
            }
        }
        return moved
    }

    @Test("everything shipped is clean: features and labels")
    func shipped() throws {
        let outcome = try verify("--only", "features,labels", "--cuts", "8")
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.error)")
        #expect(outcome.output.contains("core@1: 30 features") && outcome.output.contains("targets: 3 labels"))
        #expect(outcome.output.contains("\nclean: "))
    }

    @Test("models on the configured set are clean")
    func models() throws {
        let outcome = try verify("--only", "models", "--model", "ridge,drift", "--json")
        #expect(outcome.code == 0 && outcome.json["clean"] as? Bool == true, "\(outcome.output)\(outcome.error)")
    }

    @Test("a planted lead is found, by its definition and by measure, with what it was and became")
    func lead() throws {
        let outcome = try verify("\(Self.fixtures)/lead.yaml", "--only", "features", "--json")
        #expect(outcome.code == 1)
        let guilty: Set<String> = ["tomorrow", "next_week_mean"]
        #expect(Set(moved(outcome).values) == [guilty])
        #expect(Set(moved(outcome).keys) == ["definition", "truncation", "perturbation", "some_symbols"])
        let text = try verify("\(Self.fixtures)/lead.yaml", "--only", "features").output
        #expect(text.contains("What moved in lead@1") && text.contains("1 bar ahead") && text.contains("NOT clean"))
    }

    @Test(
        "a program's trap is caught, and its clean twin passes",
        .enabled(if: hasPython, "python3 is needed to run programs"),
        arguments: [
            ("normalised", "normalised_close"), ("centred", "smooth"), ("interpolated", "filled"),
            ("test_scaler", "scaled_return"), ("backfilled", "change_20"), ("head_mean", "over_head"),
            ("month_end", "turn"), ("survivors", "last"), ("next_volume", "more"),
            ("rare_days", "rare"), ("giant", "next"),
        ])
    func program(script: String, feature: String) throws {
        let call = "python3 \(Self.fixtures)/\(script).py"
        let leaky = try verify("--command", call, "--json", "--bars", "200", "--cuts", "3")
        #expect(leaky.code == 1, "\(leaky.error)")
        #expect(Set(moved(leaky).values) == [[feature]] && moved(leaky)["staircase"] != nil)
        let clean = try verify("--command", "\(call) clean", "--json", "--bars", "200", "--cuts", "3")
        #expect(clean.code == 0 && clean.json["clean"] as? Bool == true, "\(clean.output)\(clean.error)")
    }

    @Test("`martlet features verify` checks a set, with every option it has")
    func features() throws {
        let outcome = try MartletProcess.run(
            [
                "features", "verify", "core", "--quiet", "--data-dir", "/nonexistent/martlet", "--cuts", "3", "--bars",
                "200", "--interval", "1d", "--seed", "4",
            ], environment: Self.environment, folder: TestPlaces.repository)
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.error)")
        #expect(outcome.output.contains("core@1: 30 features") && !outcome.output.contains("targets"))
        let symbol = try MartletProcess.run(
            ["features", "verify", "core", "--symbols", "AAPL", "--data-dir", "/nonexistent/martlet"],
            folder: TestPlaces.repository)
        #expect(symbol.code == 1 && symbol.error.contains("there are no 1d bars of AAPL"))
    }

    @Test("the bars that were checked on are named, and what they are for want of others")
    func barsAreNamed() throws {
        let sample = try verify("core", "--only", "features", "--cuts", "2", "--bars", "120")
        #expect(sample.output.contains("120 bars of 1d of the sample; SYN1, SYN2, SYN3, SYN4, SYN5: "))
        let hours = try verify("core", "--only", "features", "--cuts", "2", "--bars", "120", "--interval", "1h")
        #expect(hours.output.contains("note: there are no 1h bars in the store, nor in the sample"))
    }

    @Test("a feature that never has a value is named, and takes no other result away")
    func alwaysMissing() throws {
        let outcome = try verify("\(Self.fixtures)/always_missing.yaml", "--cuts", "3", "--model", "ridge", "--json")
        let reports = SampleStore.rows(outcome, "reports")
        #expect(outcome.code == 1 && reports.first?["without_values"] as? [String] == ["never"], "\(outcome.error)")
        let fits = (reports.last?["checks"] as? [[String: Any]] ?? []).first {
            $0["check"] as? String == "fit_truncation"
        }
        #expect(fits?["not_checked"] as? String == nil && fits?["values"] as? Int ?? 0 > 0, "models do without it")
        let text = try verify("\(Self.fixtures)/always_missing.yaml", "--cuts", "3", "--model", "ridge").output
        #expect(text.contains("not checked: never: it never had a value") && text.contains("not proven: "))
    }

    @Test("a window longer than any bars is not checked, and not clean")
    func longWindow() throws {
        let outcome = try verify("\(Self.fixtures)/long_window.yaml", "--only", "features", "--cuts", "1")
        #expect(outcome.code == 1, "\(outcome.error)")
        #expect(outcome.output.contains("not checked: long: needs 60000 bars, there were 19"))
        #expect(outcome.output.contains("not proven: long_window@1") && !outcome.output.contains("removed  1  clean"))
    }

    @Test("label files are checked where they are named, and by the name of a shipped one")
    func labelFiles() throws {
        let outcome = try verify("\(Self.fixtures)/labels.yaml", "--cuts", "3")
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.error)")
        #expect(outcome.output.contains("labels mine@2: 1 label") && !outcome.output.contains("targets"))
        #expect(try verify("default", "--cuts", "1").output.hasPrefix("labels default@"))
        let features = try verify("\(Self.fixtures)/labels.yaml", "--only", "features")
        #expect(features.code == 2 && features.error.contains("--only labels"))
    }

    @Test("a program that does not read what it is given proves nothing")
    func deaf() throws {
        let call = "awk -F, 'NR == 1 { print \"symbol,time,fixed\" } NR > 1 { print $1 \",\" $2 \",7\" }'"
        let outcome = try verify("--command", call, "--cuts", "2")
        #expect(outcome.code == 1 && outcome.output.contains("not proven: "), "\(outcome.output)")
        #expect(outcome.output.contains("fixed: it is the same whatever the bars"))
    }

    @Test("a program that needs many bars is cut where it has them, and changed everywhere")
    func needs() throws {
        let call =
            "awk -F, 'NR == 1 { print \"symbol,time,last\" } NR > 1 { print $1 \",\" $2 \",\" $6 } "
            + "END { if (NR < 150) { print \"too few\" > \"/dev/stderr\"; exit 4 } }'"
        let without = try verify("--command", call)
        #expect(without.code == 3 && without.error.contains("--needs"), "\(without.error)")
        let outcome = try verify("--command", call, "--needs", "60", "--json")
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.error)")
    }

    @Test("a program of the shell's own words is checked: a column of the bars is clean")
    func shell() throws {
        let call = "awk -F, 'NR == 1 { print \"symbol,time,last\" } NR > 1 { print $1 \",\" $2 \",\" $6 }'"
        let outcome = try verify("--command", call, "--cuts", "2")
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.error)")
        #expect(outcome.output.contains("1 feature,"))
    }

    /// A program that is of no use, and how that is told.
    static let useless: [(call: String, cause: String)] = [
        ("echo oh dear >&2; exit 3", "ended with code 3; it said: oh dear"), ("exit 3", "ended with code 3; run it"),
        ("echo first >&2; echo last >&2; exit 1", "it said: last"), ("kill -9 $$", "was ended by signal 9"),
        ("sleep 30", "took longer than 1 s"), ("true", "it printed nothing"),
        ("echo time,x", "its columns are time, x"), ("echo symbol,time", "it has no feature"),
        ("printf 'symbol,time,x\\nA,2020-01-02,1\\nA,2020-01-02,2\\n'", "two rows of A"),
        ("printf 'symbol,time,x\\nA,today,1\\n'", "row 2: 'today' is not a time"),
        ("printf 'symbol,time,x\\nA,2020-01-02,abc\\n'", "column x"),
        ("printf 'symbol,time,x\\n%s %s,2020-01-02,1\\n' a b", "'a b' is not a symbol"),
    ]

    @Test("a program that fails is told with what it said", arguments: useless.indices)
    func failing(index: Int) throws {
        let (call, cause) = Self.useless[index]
        let outcome = try verify("--command", call, "--time-limit", "1")
        #expect(outcome.code == 3 && outcome.error.contains("error: run 1 of the program, on "), "\(outcome.error)")
        #expect(outcome.error.contains(cause), "\(outcome.error)")
    }

    @Test("wrong calls end with what is wrong")
    func wrongCalls() throws {
        let unknown = try verify("cores")
        #expect(unknown.code == 1 && unknown.error.contains("there is no feature set cores in "), "\(unknown.error)")
        let both = try verify("core", "--command", "true")
        #expect(both.code == 2 && both.error.contains("not feature sets"))
        let part = try verify("--only", "everything")
        #expect(part.code == 2 && part.error.contains("--only"))
        let symbol = try verify("--symbols", "AAPL")
        #expect(symbol.code == 1 && symbol.error.contains("there are no 1d bars of AAPL"))
    }
}
