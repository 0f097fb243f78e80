import Base
import Server
import Testing

/// Thousands of broken requests: none may be answered 500, none may trap.
struct FuzzTests {
    private static let seeds = [
        #"{"symbol":"AAPL","days":5,"as_of":"2023-09-20T20:00:00Z"}"#, #"{"ticker":"MSFT"}"#, "{}", "[]", "null",
        #"{"days":1e308,"symbol":"\ud83d\ude00"}"#, #"{"symbol":["AAPL"],"days":{"a":[1,2,{}]}}"#,
        #"{"prediction_date":"2262-04-11T23:47:16.854775807Z","symbol":"A"}"#,
        #"{"as_of":"1677-09-21","symbol":"AAPL"}"#,
    ]
    private static let paths = [
        "/", "/predict", "/predict/AAPL", "/plot/AAPL?days=5&bars=250", "/metrics/AAPL", "/market/realtime/AAPL",
        "/app/x/y",
        "/docs/start.js", "/symbols", "/ws/realtime", "http://h/predict/AAPL", "*", "", "//", "/%",
        "/predict/%F0%9F%98%80",
    ]
    private static let methods = ["GET", "HEAD", "POST", "POST", "POST", "PUT", "OPTIONS", "", "get", "\u{0}"]

    private func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 0...4, using: &generator) {
            let index = Int.random(in: 0...bytes.count, using: &generator)
            let byte = UInt8.random(in: .min ... .max, using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.insert(byte, at: index)
            case 1 where index < bytes.count: bytes.remove(at: index)
            case 2 where index < bytes.count: bytes[index] = byte
            case 3: bytes.insert(contentsOf: bytes.prefix(index), at: index)
            default: bytes = Array(bytes.prefix(max(index, 1)))
            }
        }
        return bytes
    }

    @Test("bad input never makes a 500", arguments: [1, 2, 3, 4] as [UInt64])
    func requests(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        try Way.inProcess.run(configured { $0.dashboardFolder = "/tmp" }) { client, _ in
            var worst: (status: Int, request: String) = (0, "")
            for _ in 0..<5000 {
                let path = FuzzTests.paths[Int.random(in: 0..<FuzzTests.paths.count, using: &generator)]
                let body = FuzzTests.seeds[Int.random(in: 0..<FuzzTests.seeds.count, using: &generator)]
                let method = FuzzTests.methods[Int.random(in: 0..<FuzzTests.methods.count, using: &generator)]
                var request = TestRequest(method: method, target: "")
                request.target = String(decoding: mutated(Array(path.utf8), &generator), as: UTF8.self)
                request.body = mutated(Array(body.utf8), &generator)
                let accept = String(
                    decoding: mutated(Array("image/svg+xml;q=0.5, */*".utf8), &generator), as: UTF8.self)
                request.headers = [("Accept", accept), ("X-Request-Id", accept), ("If-None-Match", accept)]
                let status = try client.send(request).status
                if status >= 500 { worst = (status, "\(method) \(request.target)\n\(request.body)") }
            }
            #expect(worst.status == 0, Comment(rawValue: "seed \(seed): \(worst)"))
        }
    }

    @Test("bytes that are hardly HTTP never make a 500 and never stop the server", arguments: [5, 6] as [UInt64])
    func bytes(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let seeds = [
            "POST /predict HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "POST /predict HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\nX: y\r\n\r\n",
            "GET /ws/realtime HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\u{1}\u{2}",
        ]
        try withServer { running in
            var failures = 0
            for index in 0..<600 {
                let socket = try RawSocket(port: running.port)
                socket.send(mutated(Array(seeds[index % seeds.count].utf8), &generator))
                socket.finishSending()
                while (try? socket.receiveMore()) == true {}
                if String(decoding: socket.received, as: UTF8.self).contains("HTTP/1.1 500") { failures += 1 }
            }
            #expect(try LiveClient(port: running.port).send(.get("/health")).status == 200)
            #expect(failures == 0, Comment(rawValue: "seed \(seed)"))
        }
    }
}
