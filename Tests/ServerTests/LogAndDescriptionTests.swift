import Server
import Testing

/// What the server tells its operators, and its users.
struct LogAndDescriptionTests {
    @Test("one line a request, with id, method, route, path, status, bytes and time taken")
    func accessLines() throws {
        let sink = CollectingSink()
        try withServer(sink: sink) { running in
            let client = LiveClient(port: running.port)
            _ = try client.send(.get("/metrics/AAPL?", [("X-Request-Id", "id-1")]))
            _ = try client.send(.post("/predict/AAPL", #"{"days":17}"#))
            let broken = try RawSocket(port: running.port)
            broken.send("nonsense\r\n\r\n")
            _ = try broken.receiveAll()
        }
        let lines = try sink.lines.map { try JSONParser.parse(Array($0.utf8)) }
        let requests = lines.filter { $0["event"] == .string("request") }
        #expect(lines.first?["event"] == .string("listening") && lines.last?["event"] == .string("stopped"))
        #expect(requests.map { $0["status"] } == [.number(200), .number(500), .number(400)])
        #expect(
            requests.first?["request_id"] == .string("id-1") && requests.first?["route"] == .string("/metrics/{symbol}")
        )
        #expect(
            requests.first?["path"] == .string("/metrics/AAPL") && requests.first?["client"] == .string("127.0.0.1"))
        #expect(requests.dropFirst().first?["level"] == .string("error"))
        #expect(requests.allSatisfy { $0["time"] != nil && $0["microseconds"] != nil && $0["bytes"] != nil })
    }

    @Test("the level says whose fault it is, and what could not be read is null")
    func levels() throws {
        let sink = CollectingSink()
        try withServer(sink: sink) { running in
            let client = LiveClient(port: running.port)
            _ = try client.send(TestRequest(method: "HEAD", target: "/metrics/AAPL"))
            let future = try RawSocket(port: running.port)
            future.send("GET / HTTP/2.0\r\nHost: a\r\n\r\n")
            _ = try future.receiveAll()
            running.service.setReady(false)
            _ = try client.send(.get("/ready"))
            running.service.setReady(true)
            _ = try client.send(.post("/predict/AAPL", #"{"days":17}"#))
        }
        let requests = try sink.lines.map { try JSONParser.parse(Array($0.utf8)) }
            .filter { $0["event"] == .string("request") }
        #expect(requests.map { $0["status"] } == [200, 505, 503, 500].map { .number($0) })
        #expect(requests.map { $0["level"] } == ["info", "info", "warning", "error"].map { .string($0) })
        #expect(requests.first?["method"] == .string("HEAD") && requests.first?["bytes"] == .number(0))
        #expect(requests.dropFirst().first?["method"] == .null && requests.dropFirst().first?["path"] == .null)
    }

    @Test("a log leaves out what is beneath its level")
    func level() {
        let sink = CollectingSink()
        let log = StructuredLog(sink: sink, level: .warning)
        log.event("quiet")
        log.event("loud", level: .error)
        log.flush()
        #expect(sink.lines.count == 1 && sink.lines[0].contains("\"event\":\"loud\""))
    }

    @Test("a log whose sink is stuck drops lines and says how many")
    func droppedLines() {
        let sink = CollectingSink()
        let log = StructuredLog(sink: sink, capacityBytes: 1000)
        for index in 0..<1000 { log.event("event", [("number", String(index))]) }
        log.flush()
        #expect(sink.lines.count < 1000 && sink.lines.contains { $0.contains("log_lines_dropped") })
    }

    @Test("the description has every route, every reference resolves, and every operation has a summary")
    func description() throws {
        var limits = JSONParser.Limits()
        limits.depth = 40
        let document = try JSONParser.parse(OpenAPIDocument.json(version: "1.2.3\"}"), limits: limits)
        #expect(document["openapi"] == .string("3.1.0") && document["info"]?["version"] == .string("1.2.3"))
        guard case .object(let paths)? = document["paths"] else { return }
        let pages: Set<String> = ["/docs/{file}", "/app", "/app/{path}"]
        #expect(Set(paths.map(\.name)) == Set(Route.allCases.map(\.rawValue)).subtracting(pages))
        let operations = paths.flatMap { path -> [JSONValue] in
            guard case .object(let members) = path.value else { return [] }
            return members.map(\.value)
        }
        #expect(operations.allSatisfy { $0["summary"] != nil && $0["operationId"] != nil && $0["responses"] != nil })
        let dangling = references(document).filter { reference in
            reference.dropFirst(2).split(separator: "/").reduce(Optional(document)) { $0?[String($1)] } == nil
        }
        #expect(dangling.isEmpty)
    }

    private func references(_ value: JSONValue) -> [String] {
        switch value {
        case .object(let members):
            members.flatMap { member -> [String] in
                if member.name == "$ref", case .string(let target) = member.value { return [target] }
                return references(member.value)
            }
        case .array(let elements): elements.flatMap(references)
        default: []
        }
    }
}
