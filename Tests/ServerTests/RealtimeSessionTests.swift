import Base
import Server
import Testing

/// The protocol of `/ws/realtime` with no socket.
struct RealtimeSessionTests {
    private func say(_ text: String, to session: inout RealtimeSession) -> [RealtimeSession.Action] {
        session.receive(.message(Array(text.utf8), isText: true)) { $0.name != "NOPE" }
    }

    private func sent(_ actions: [RealtimeSession.Action]) -> [String] {
        actions.compactMap { action in
            guard case .send(let bytes) = action else { return nil }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    @Test("subscribing twice subscribes once, and always tells the whole list")
    func subscribing() throws {
        var session = RealtimeSession()
        let apple = try #require(Symbol("AAPL"))
        let microsoft = try #require(Symbol("MSFT"))
        #expect(session.receive(.opened) { _ in true } == [.sendLatestStatus])
        let first = say(#"{"action":"subscribe","symbols":["MSFT","aapl","AAPL"]}"#, to: &session)
        #expect(first.first == .subscribe([microsoft, apple]))
        #expect(sent(first) == [#"{"type":"subscribed","symbols":["AAPL","MSFT"]}"#])
        let second = say(#"{"action":"subscribe","symbols":["AAPL"]}"#, to: &session)
        #expect(second.count == 1 && sent(second) == sent(first))
        let third = say(#"{"action":"unsubscribe","symbols":["AAPL","TSLA"]}"#, to: &session)
        #expect(third.first == .unsubscribe([apple]) && session.symbols == [microsoft])
    }

    @Test(
        "a mistake is told and changes nothing",
        arguments: [
            "", "[]", "{}", #"{"action":"dance","symbols":[]}"#, #"{"action":"subscribe"}"#,
            #"{"action":"subscribe","symbols":"AAPL"}"#,
            #"{"action":"subscribe","symbols":[1]}"#, #"{"action":"subscribe","symbols":["A B"]}"#,
            #"{"action":"subscribe","symbols":["AAPL"],"extra":1}"#, #"{"action":"subscribe","symbols":["A","B","C"]}"#,
        ])
    func mistakes(text: String) {
        var session = RealtimeSession(symbolLimit: 2)
        let actions = say(text, to: &session)
        #expect(actions.count == 1 && sent(actions).first?.hasPrefix(#"{"type":"error","detail":"#) == true)
        #expect(session.symbols.isEmpty)
    }

    @Test("an unknown symbol is named, the known ones beside it are subscribed")
    func unknown() {
        var session = RealtimeSession()
        let actions = say(#"{"action":"subscribe","symbols":["NOPE","AAPL"]}"#, to: &session)
        #expect(sent(actions).first?.contains("NOPE") == true && session.symbols.map(\.name) == ["AAPL"])
    }

    @Test("binary messages and endless mistakes end the connection")
    func endings() {
        var session = RealtimeSession(mistakeLimit: 2)
        #expect(
            session.receive(.message([0], isText: false)) { _ in true } == [
                .close(code: 1003, reason: "only text messages are understood")
            ])
        #expect(say("x", to: &session).count == 1)
        #expect(say("x", to: &session).last == .close(code: 1008, reason: "too many mistakes"))
    }
}
