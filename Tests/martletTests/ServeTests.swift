import Foundation
import TestKit
import Testing

struct ServeTests {
    @Test("serves forecasts, notices a promotion made elsewhere, and ends cleanly on SIGTERM")
    func serve() throws {
        let store = try SampleStore()
        // Where the live features would be kept; a server serves without.
        try store.folder.write("", to: "features")
        let server = try MartletServer(["serve", "--data-dir", store.folder.path], folder: TestPlaces.repository)
        #expect(try server.ask("/ready").status == 200)
        let forecast = try server.ask("/predict/AAPL", body: "{\"days\": 5}")
        #expect(forecast.status == 200 && name(forecast) == "persistence")
        let unknown = try server.ask("/predict", body: "{\"symbol\": \"NOPE\"}")
        #expect(unknown.status == 404)

        #expect(try store.run("models", "promote", "AAPL.h5", "5", "--force").code == 0)
        var seen = ""
        for _ in 0..<50 where seen != "ridge" {
            usleep(100_000)
            seen = name(try server.ask("/predict/AAPL", body: "{}"))
        }
        #expect(seen == "ridge")

        let taken = try store.run("serve", "--port", server.port)
        #expect(taken.code == 2 && taken.error.contains("choose another --port"))
        let end = server.end(SIGTERM)
        #expect(end.code == 0 && end.seconds < 5)
        #expect(server.messages.contains("features_not_kept"))
    }

    @Test("a replay is labelled so, and Ctrl-C ends it cleanly")
    func replay() throws {
        let store = try SampleStore.shared.get()
        let server = try MartletServer(
            ["serve", "--replay", "50", "--set", "replay.interval_ms=10", "--set", "server.dashboard_dir=/nope"]
                + ["--data-dir", store.folder.path], folder: TestPlaces.repository)
        let feed = try server.ask("/symbols").json["feed"] as? [String: Any]
        #expect(feed?["name"] as? String == "replay" && feed?["state"] as? String == "running")
        let end = server.end(SIGINT)
        #expect(end.code == 0 && end.seconds < 5)
    }

    private func name(_ response: MartletServer.Response) -> String {
        (response.json["model"] as? [String: Any])?["name"] as? String ?? ""
    }
}
