import Glibc
import Server
import Testing

/// The dashboard's files and Swagger UI's.
struct StaticFileTests {
    /// Makes a folder with a dashboard in it, and removes it afterwards.
    private func withDashboard(_ body: (String) throws -> Void) throws {
        var template = Array("/tmp/martlet-server-tests-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { return }
        let top = String(cString: made)
        let root = top + "/dist"
        for folder in [root, root + "/assets", root + "/swagger"] { mkdir(folder, 0o755) }
        write("secret", to: top + "/secret.txt")
        write("<!doctype html><title>Martlet</title>", to: root + "/index.html")
        write("let a = 1", to: root + "/assets/app-7XK2M4QZ.js")
        write("zipped", to: root + "/assets/app-7XK2M4QZ.js.gz")
        write("a{}", to: root + "/main.css")
        write("hidden", to: root + "/.env")
        write("ui", to: root + "/swagger/swagger-ui.css")
        symlink(top + "/secret.txt", root + "/link.txt")
        defer {
            for file in [
                "/secret.txt", "/dist/index.html", "/dist/assets/app-7XK2M4QZ.js", "/dist/assets/app-7XK2M4QZ.js.gz",
                "/dist/main.css", "/dist/.env", "/dist/swagger/swagger-ui.css", "/dist/link.txt",
            ] { unlink(top + file) }
            for folder in ["/dist/assets", "/dist/swagger", "/dist", ""] { rmdir(top + folder) }
        }
        try body(root)
    }

    private func write(_ text: String, to path: String) {
        let descriptor = open(path, O_CREAT | O_WRONLY, 0o644)
        _ = text.withCString { Glibc.write(descriptor, $0, strlen($0)) }
        close(descriptor)
    }

    @Test(
        "serves files with type, tag and cache rules; the page for the dashboard's own paths", arguments: Way.allCases)
    func files(way: Way) throws {
        try withDashboard { root in
            try way.run(configured { $0.dashboardFolder = root }) { client, _ in
                let page = try client.send(.get("/app/"))
                #expect(page.status == 200 && page.header("content-type") == "text/html; charset=utf-8")
                #expect(page.header("cache-control") == "no-cache")
                #expect(page.header("content-security-policy")?.contains("script-src 'self'") == true)
                let inner = try client.send(.get("/app/symbols/AAPL"))
                #expect(inner.status == 200 && inner.text == page.text)
                let script = try client.send(.get("/app/assets/app-7XK2M4QZ.js"))
                #expect(script.text == "let a = 1" && script.header("cache-control")?.contains("immutable") == true)
                let zipped = try client.send(.get("/app/assets/app-7XK2M4QZ.js", [("Accept-Encoding", "br, gzip")]))
                #expect(zipped.text == "zipped" && zipped.header("content-encoding") == "gzip")
                let style = try client.send(.get("/app/main.css"))
                let again = try client.send(.get("/app/main.css", [("If-None-Match", style.header("etag") ?? "")]))
                #expect(again.status == 304 && again.body.isEmpty && again.header("etag") == style.header("etag"))
                #expect(try client.send(.get("/app/missing.js")).status == 404)
                #expect(try client.send(.get("/docs/swagger-ui.css")).text == "ui")
                #expect(try client.send(.get("/docs/swagger-ui-bundle.js")).status == 404)
                #expect(try client.send(.get("/docs/start.js")).text.contains("SwaggerUIBundle"))
                #expect(try client.send(.get("/docs/")).text.contains(#"src="/docs/start.js""#))
            }
        }
    }

    @Test("nothing outside the folder is reachable", arguments: Way.allCases)
    func traversal(way: Way) throws {
        try withDashboard { root in
            try way.run(configured { $0.dashboardFolder = root }) { client, _ in
                for path in [
                    "../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "%2e%2e%2fsecret.txt",
                    "assets/../../secret.txt",
                    "..%5csecret.txt", "//secret.txt", "link.txt", ".env", "%2eenv", "assets", "assets/",
                    "index.html%00.js",
                    "%252e%252e/secret.txt", "./main.css",
                ] {
                    let answer = try client.send(.get("/app/\(path)"))
                    let isPage = answer.text.contains("<title>Martlet")
                    #expect(answer.status == 404 || isPage, Comment(rawValue: path))
                    #expect(!answer.text.contains("secret\"") && answer.text != "secret" && answer.text != "hidden")
                }
            }
        }
    }
}
