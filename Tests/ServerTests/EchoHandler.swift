import Server
import Synchronization

/// Answers with the method, target and body's size; from another thread when the target is `/later`.
final class EchoHandler: HTTPHandler {
    private let kept = Mutex<[HTTPExchange]>([])
    /// How many answers could no longer be given, or were given twice.
    let late = Atomic<Int>(0)

    func receive(_ request: HTTPRequest, _ exchange: HTTPExchange) {
        if request.target == "/later" {
            kept.withLock { $0.append(exchange) }
            return
        }
        exchange.respond(answer(request))
        if !exchange.respond(HTTPResponse(status: 500)) { late.add(1, ordering: .relaxed) }
    }

    /// Answers what was asked of `/later`.
    func release(_ text: String) {
        for exchange in kept.withLock({ Array($0) }) {
            exchange.respond(HTTPResponse(status: 200, contentType: "text/plain", body: Array(text.utf8)))
        }
    }

    var waiting: Int { kept.withLock { $0.count } }

    private func answer(_ request: HTTPRequest) -> HTTPResponse {
        if let refusal = request.refusal {
            return HTTPResponse(status: refusal.status, body: Array(refusal.reason.utf8))
        }
        if request.target == "/large" {
            return HTTPResponse(status: 200, body: [UInt8](repeating: 0x61, count: 8 << 20))
        }
        let text = "\(request.method) \(request.target) \(request.body.count)"
        return HTTPResponse(status: 200, contentType: "text/plain", body: Array(text.utf8))
    }

    func socketDidOpen(_ socket: SocketID) {}
    func socket(_ socket: SocketID, didReceive message: [UInt8], isText: Bool) {}
    func socketDidClose(_ socket: SocketID) {}
    func didReceiveSignal(_ number: Int32) {}
}
