import Base
import MarketData
import Server
import Testing

/// The description says what is answered: all of it, and nothing else.
struct DescriptionTests {
    private let checker: SchemaChecker

    init() throws {
        var limits = JSONParser.Limits()
        limits.depth = 40
        checker = SchemaChecker(document: try JSONParser.parse(OpenAPIDocument.json(version: "1"), limits: limits))
    }

    @Test("every example is one of its schema")
    func examples() {
        let mistakes = checker.examples.flatMap { example in
            checker.mistakes(in: example.value, example.schema, at: example.place)
        }
        #expect(checker.examples.count > 30)
        #expect(mistakes.isEmpty)
    }

    @Test("every object of an answer lists all of its members, and allows no others")
    func closedObjects() {
        guard case .object(let schemas)? = checker.document["components"]?["schemas"] else { return }
        let open = schemas.flatMap { openObjects(in: $0.value, at: $0.name) }
        #expect(open.isEmpty)
    }

    /// Objects with named members that do not say whether there are more.
    private func openObjects(in schema: JSONValue, at place: String) -> [String] {
        guard case .object(let words) = schema else { return [] }
        let isOpen = schema["properties"] != nil && schema["additionalProperties"] != .bool(false)
        let inside = words.filter { $0.name != "examples" }.flatMap {
            openObjects(in: $0.value, at: "\(place)/\($0.name)")
        }
        return isOpen ? [place] + inside : inside
    }

    @Test(
        "the checker sees what is missing, what is not described, and what is of another kind",
        arguments: [
            (#"{"status":"ok"}"#, 0), (#"{"status":"ok","more":1}"#, 1), ("{}", 1), (#"{"status":"bad"}"#, 1),
            ("[]", 1),
        ])
    func checks(text: String, count: Int) throws {
        let value = try JSONParser.parse(Array(text.utf8))
        #expect(checker.mistakes(in: value, checker.schema("Health")).count == count)
    }

    @Test("what the server answers by itself is what is described")
    func answers() throws {
        try Way.inProcess.run { client, service in
            let asked = [
                ("/", "Root"), ("/health", "Health"), ("/ready", "Readiness"), ("/version", "Version"),
                ("/nothing", "Problem"), ("/symbols?x=1", "Problem"),
            ]
            var answers = try asked.map { (try client.send(.get($0)), $1) }
            service.setReady(false)
            answers.append((try client.send(.get("/ready")), "Readiness"))
            answers.append((try client.send(.post("/predict/AAPL", "")), "Problem"))
            for (answer, schema) in answers {
                let mistakes = checker.mistakes(in: try answer.json(), checker.schema(schema))
                #expect(mistakes.isEmpty)
            }
        }
    }

    @Test("what a session says is what is described")
    func messages() throws {
        var session = RealtimeSession()
        for text in [#"{"action":"subscribe","symbols":["AAPL","NOPE"]}"#, "nonsense"] {
            let actions = session.receive(.message(Array(text.utf8), isText: true)) { $0.name == "AAPL" }
            for case .send(let bytes) in actions {
                let message = try JSONParser.parse(bytes)
                #expect(checker.mistakes(in: message, checker.schema("RealtimeMessage")).isEmpty)
            }
        }
    }

    @Test("a quality report is what is described")
    func quality() throws {
        let symbol = try #require(Symbol("AAPL"))
        let findings = [(QualityRule.missingSession, Severity.warning), (.highBelowLow, .error)].map { rule, severity in
            QualityFinding(
                symbol: symbol, interval: .day, time: Instant(seconds: 0), lastTime: Instant(seconds: 86_400),
                rule: rule,
                value: .nan, severity: severity, count: 2, note: "as a test", row: nil)
        }
        let entry = QualityReport.Entry(symbol: symbol, interval: .day, bars: 7, quarantined: 1, findings: findings)
        for report in [QualityReport([]), QualityReport([entry])] {
            let answer = try JSONParser.parse(Array(report.json.utf8))
            #expect(checker.mistakes(in: answer, checker.schema("Quality")).isEmpty)
        }
    }

    @Test("an interval is what bars are said to cover", arguments: [1, 60, 300, 1800, 3600, 14_400, 86_400, 604_800])
    func intervals(seconds: Int) {
        let interval = JSONValue.string(BarInterval(seconds: seconds).description)
        #expect(checker.mistakes(in: interval, checker.schema("Interval")).isEmpty)
    }
}
