import Base
import Server
import Testing

/// The routes, asked in process and over a socket.
struct RouteTests {
    struct Case: Sendable {
        var request: TestRequest
        var status: Int
        var contains: String

        init(_ request: TestRequest, _ status: Int, _ contains: String = "") {
            self.request = request
            self.status = status
            self.contains = contains
        }
    }

    static let cases: [Case] = [
        Case(.get("/"), 200, #""name":"martlet""#),
        Case(.get("/", [("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")]), 302),
        Case(.get("/health"), 200, #"{"status":"ok"}"#),
        Case(.get("/ready"), 200, #"{"status":"ready","checks":{"models":"ok"}}"#),
        Case(.get("/version"), 200, #""swift":"#),
        Case(.get("/symbols?"), 200, "AAPL"),
        Case(.get("http://somewhere/health"), 200),
        Case(.get("/metrics/AAPL"), 200, "horizons"),
        Case(.get("/market/realtime/btc-usd"), 200, "BTC-USD"),
        Case(.get("/quality"), 200),
        Case(.get("/plot/AAPL?days=5&bars=20"), 200, #""days":5,"bars":20"#),
        Case(.get("/plot/AAPL", [("Accept", "image/svg+xml")]), 200, "<svg"),
        Case(.get("/plot/AAPL", [("Accept", "*/*")]), 200, #""bars":250"#),
        Case(.get("/plot/AAPL", [("Accept", "text/csv")]), 200, #""bars":250"#),
        Case(.get("/openapi.json"), 200, #""openapi": "3.1.0""#),
        Case(.get("/docs"), 200, "<meta charset"),
        Case(.get("/app"), 308),
        Case(.get("/app/"), 404, "no-dashboard"),
        Case(.get("/ws/realtime"), 426, "WebSocket"),
        Case(.post("/predict", #"{"symbol":"aapl","days":5}"#), 200, #""horizon_bars":5"#),
        Case(.post("/predict", #"{"ticker":"AAPL"}"#, type: nil), 200, #""horizon_bars":1,"as_of":null"#),
        Case(.post("/predict/AAPL", "", type: "text/plain"), 200, #""symbol":"AAPL""#),
        Case(.post("/predict/%41APL", #"{"symbol":"AAPL","days":2.0}"#), 200, #""horizon_bars":2"#),
        Case(.post("/predict/AAPL", #"{"as_of":"2023-09-20"}"#), 200, "2023-09-20T23:59:59.999999999Z"),
        Case(.post("/predict/AAPL", #"{"explain":true}"#), 200, #""explains":true"#),
        Case(.post("/predict/AAPL", #"{"explain":null}"#), 200, #""explains":false"#),
        Case(.post("/predict/AAPL", #"{"prediction_date":"2023-09-20T20:00:00Z"}"#), 200, "2023-09-20T20:00:00Z"),
        Case(.post("/predict/AAPL", "{}", type: "application/json; charset=UTF-8"), 200),
        Case(.get("/nothing"), 404, "unknown-route"),
        Case(.get("/predict/AAPL/more"), 404),
        Case(.get("/metrics/"), 404),
        Case(.get("/metrics/NOPE"), 404, "unknown-symbol"),
        Case(.get("/metrics/%ff"), 404),
        Case(.post("/predict", #"{"symbol":"NOPE"}"#), 404, "unknown-symbol"),
        Case(.get("/predict"), 405, "POST, OPTIONS"),
        Case(.post("/health", ""), 405),
        Case(TestRequest(method: "BREW", target: "/health"), 405),
        Case(.post("/predict", "x=1", type: "application/x-www-form-urlencoded"), 415),
        Case(.post("/predict", "{}", type: "application/json; charset=latin1"), 415),
        Case(.post("/predict", #"{"symbol":"#), 400, "malformed-json"),
        Case(.post("/predict", #"{"symbol":"AAPL","symbol":"AAPL"}"#), 400, "twice"),
        Case(.post("/predict", String(repeating: "[", count: 1000)), 400, "nested"),
        Case(.get("/plot/AAPL?days=%zz"), 400),
        Case(.post("/predict/AAPL", #"{"days":17}"#), 500, "the model file cannot be read"),
    ]

    @Test("answers with the status and text that the contract says", arguments: Way.allCases)
    func routes(way: Way) throws {
        try way.run { client, _ in
            for one in RouteTests.cases {
                let answer = try client.send(one.request)
                let comment = Comment(rawValue: "\(one.request.method) \(one.request.target): \(answer.text)")
                #expect(answer.status == one.status, comment)
                #expect(one.contains.isEmpty || answer.text.contains(one.contains), comment)
            }
        }
    }

    @Test(
        "names the field that has a bad value",
        arguments: [
            ("/predict", "{}", "symbol"), ("/predict", "", "symbol"), ("/predict", #"{"symbol":7}"#, "symbol"),
            ("/predict", #"{"symbol":null}"#, "symbol"), ("/predict", #"{"ticker":"A A"}"#, "ticker"),
            ("/predict", #"{"symbol":"AAPL","ticker":"MSFT"}"#, "ticker"),
            ("/predict/AAPL", #"{"symbol":"MSFT"}"#, "symbol"), ("/predict/AAPL", #"{"days":0}"#, "days"),
            ("/predict/AAPL", #"{"days":253}"#, "days"), ("/predict/AAPL", #"{"days":1.5}"#, "days"),
            ("/predict/AAPL", #"{"days":1e300}"#, "days"), ("/predict/AAPL", #"{"days":"5"}"#, "days"),
            ("/predict/AAPL", #"{"days":true}"#, "days"), ("/predict/AAPL", #"{"days":13}"#, "days"),
            ("/predict/AAPL", #"{"explain":1}"#, "explain"), ("/predict/AAPL", #"{"explain":"true"}"#, "explain"),
            ("/predict/AAPL", #"{"as_of":"yesterday"}"#, "as_of"), ("/predict/AAPL", #"{"as_of":20230920}"#, "as_of"),
            ("/predict/AAPL", #"{"as_of":"9999-12-31"}"#, "as_of"),
            ("/predict/AAPL", #"{"as_of":"0001-01-01"}"#, "as_of"),
            ("/predict/AAPL", #"{"as_of":"2023-01-01","prediction_date":"2023-01-02"}"#, "prediction_date"),
            ("/predict/AAPL", #"{"horizon":1}"#, "horizon"), ("/predict/AAPL", #"{"horizon":null}"#, "horizon"),
        ])
    func fields(target: String, body: String, field: String) throws {
        try Way.inProcess.run { client, _ in
            let answer = try client.send(.post(target, body))
            #expect(answer.status == 422)
            #expect(answer.header("content-type") == "application/problem+json")
            guard case .array(let errors)? = try answer.json()["errors"] else {
                Issue.record("no errors in \(answer.text)")
                return
            }
            #expect(errors.first?["field"] == .string(field))
        }
    }

    @Test(
        "names the parameter of a plot that has a bad value",
        arguments: [
            ("days=0", "days"), ("days=", "days"), ("bars=5001", "bars"), ("bars=x", "bars"), ("color=red", "color"),
            ("days=99999999999999999999", "days"),
        ])
    func plotParameters(query: String, field: String) throws {
        try Way.inProcess.run { client, _ in
            let answer = try client.send(.get("/plot/AAPL?\(query)"))
            #expect(answer.status == 422 && answer.text.contains(#""field":"\#(field)""#))
        }
    }

    @Test(
        "names a query parameter that is not taken, or is given again",
        arguments: [
            ("GET", "/?x=1", "x"), ("GET", "/health?x", "x"), ("HEAD", "/ready?%78=", "x"), ("GET", "/version?=1", ""),
            ("GET", "/symbols?symbol=AAPL", "symbol"), ("GET", "/quality?x=1", "x"), ("GET", "/metrics/AAPL?x=1", "x"),
            ("GET", "/market/realtime/AAPL?x=1", "x"), ("POST", "/predict?days=5", "days"),
            ("POST", "/predict/AAPL?days=99", "days"), ("GET", "/openapi.json?x=1", "x"),
            ("GET", "/ws/realtime?symbol=AAPL", "symbol"), ("GET", "/plot/AAPL?days=5&days=5", "days"),
            ("GET", "/plot/AAPL?days=1&bars=9&%62ars=9", "bars"),
            ("GET", "/plot/AAPL?days=5\(String(repeating: "&", count: 70))x=1", "x"),
        ])
    func queries(method: String, target: String, field: String) throws {
        try Way.inProcess.run { client, _ in
            let answer = try client.send(TestRequest(method: method, target: target))
            let names = method == "HEAD" || answer.text.contains(#""field":"\#(field)""#)
            #expect(answer.status == 422 && names, Comment(rawValue: answer.text))
        }
    }

    @Test(
        "pages and files are the same whatever their query", arguments: ["/docs", "/docs/", "/docs/start.js", "/app"])
    func pages(target: String) throws {
        try Way.inProcess.run { client, _ in
            let plain = try client.send(.get(target))
            let asked = try client.send(.get(target + "?v=1&v=2"))
            #expect(plain.status < 400 && asked.status == plain.status && asked.body == plain.body)
        }
    }

    @Test("an error is a problem with type, title, status, detail and instance", arguments: Way.allCases)
    func problems(way: Way) throws {
        try way.run { client, _ in
            let answer = try client.send(.get("/metrics/NOPE"))
            let problem = try answer.json()
            #expect(answer.header("content-type") == "application/problem+json")
            #expect(problem["type"] == .string("urn:martlet:problem:unknown-symbol"))
            #expect(problem["title"] == .string("Not Found") && problem["status"] == .number(404))
            #expect(problem["instance"] == .string("/metrics/NOPE") && problem["detail"] != nil)
        }
    }

    @Test("HEAD is GET without its body, OPTIONS and 405 tell what is allowed", arguments: Way.allCases)
    func methods(way: Way) throws {
        try way.run { client, _ in
            let head = try client.send(TestRequest(method: "HEAD", target: "/symbols"))
            #expect(head.status == 200 && head.body.isEmpty)
            let options = try client.send(TestRequest(method: "OPTIONS", target: "/predict/AAPL"))
            #expect(options.status == 204 && options.header("allow") == "POST, OPTIONS")
            let refused = try client.send(TestRequest(method: "DELETE", target: "/symbols"))
            #expect(refused.status == 405 && refused.header("allow") == "GET, HEAD, OPTIONS")
            let all = try client.send(TestRequest(method: "OPTIONS", target: "*"))
            #expect(all.status == 204)
        }
    }

    @Test("is not ready until the service is", arguments: Way.allCases)
    func readiness(way: Way) throws {
        try way.run { client, service in
            service.setReady(false)
            let ready = try client.send(.get("/ready"))
            #expect(ready.status == 503 && ready.text == #"{"status":"starting","checks":{"models":"loading"}}"#)
            let predict = try client.send(.post("/predict/AAPL", ""))
            #expect(predict.status == 503 && predict.header("retry-after") == "1")
            #expect(try client.send(.get("/health")).status == 200)
        }
    }

    @Test("every answer has a request id and security headers", arguments: Way.allCases)
    func headers(way: Way) throws {
        try way.run { client, _ in
            for target in ["/", "/health", "/nothing", "/docs", "/openapi.json"] {
                let given = try client.send(.get(target, [("X-Request-Id", "abc-123")]))
                #expect(given.header("x-request-id") == "abc-123")
                let made = try client.send(.get(target, [("X-Request-Id", "a b\"<")]))
                #expect(made.header("x-request-id")?.utf8.count == 16)
                #expect(made.header("x-content-type-options") == "nosniff")
                #expect(made.header("content-security-policy")?.contains("frame-ancestors 'none'") == true)
            }
        }
    }
}
