import Base
import Testing

struct ConfigurationTests {
    private func configuration(
        _ yaml: String = "", environment: [String: String] = [:], flags: [Configuration.Flag] = []
    ) throws -> Configuration {
        let file = try YAMLNode.parse(yaml, source: "martlet.yaml")
        return try Configuration(file: file, environment: environment, flags: flags)
    }

    private func problem(
        _ yaml: String = "", environment: [String: String] = [:], flags: [Configuration.Flag] = []
    ) throws -> String {
        do {
            _ = try configuration(yaml, environment: environment, flags: flags)
            return "accepted"
        } catch let error as ConfigurationError {
            return error.description
        }
    }

    @Test("with nothing given every setting has its default")
    func defaults() throws {
        let configuration = try configuration()
        #expect(configuration[Settings.serverPort] == 8000)
        #expect(configuration[Settings.horizons] == [1, 5, 21])
        #expect(configuration.entries.allSatisfy { $0.origin == .builtIn })
        #expect(configuration.entries.count == Settings.all.count)
    }

    @Test("a flag wins over the environment, which wins over the file, which wins over the default")
    func precedence() throws {
        let yaml = "server:\n  port: 1\n  host: 0.0.0.0\nseed: 7\n"
        let variables = ["MARTLET_SERVER_PORT": "2", "MARTLET_SEED": "8", "HOME": "/"]
        let flag = Configuration.Flag(key: "server.port", text: "3", name: "--port")
        let settled = try configuration(yaml, environment: variables, flags: [flag])
        #expect(settled[Settings.serverPort] == 3)
        #expect(settled[Settings.seed] == 8)
        #expect(settled[Settings.serverHost] == "0.0.0.0")
        let origins = ["server.port", "seed", "server.host", "data_dir"].map { settled.entry($0)?.origin.description }
        #expect(origins == ["flag --port", "environment MARTLET_SEED", "martlet.yaml:3", "default"])
    }

    @Test("every kind is read alike from the file and from a variable")
    func kinds() throws {
        let yaml = """
            horizons: [2, 3]
            gate: {alpha: 0.1}
            walk_forward:
              initial_fraction: 0.25
            log: {level: warning}
            """
        let variables = [
            "MARTLET_HORIZONS": "2, 3", "MARTLET_GATE_ALPHA": "0.1", "MARTLET_WALK_FORWARD_INITIAL_FRACTION": "0.25",
            "MARTLET_LOG_LEVEL": "warning",
        ]
        let (file, environment) = (try configuration(yaml), try configuration(environment: variables))
        #expect(file.entries.map(\.value) == environment.entries.map(\.value))
        #expect(file[Settings.horizons] == [2, 3])
        #expect(file[Settings.gateAlpha] == 0.1)
    }

    @Test(
        "refuses with the line and the mend",
        arguments: [
            ("server:\n  prot: 1\n", "martlet.yaml:2: there is no setting server.prot; did you mean server.port?"),
            ("sever:\n  port: 1\n", "martlet.yaml:1: there is no setting sever; did you mean server?"),
            (
                "server:\n  port: 70000\n",
                "martlet.yaml:2: server.port: expected a whole number from 0 to 65535, was 70000"
            ),
            ("server: 8000\n", "martlet.yaml:1: server: expected a group of keys, was a whole number"),
            ("seed: -1\n", "martlet.yaml:1: seed: expected a whole number from 0, was -1"),
            (
                "horizons: [1, x]\n",
                "martlet.yaml:1: horizons: expected different whole numbers from 1 to 252, was [1, the text x]"
            ),
            (
                "horizons: [1, 1]\n",
                "martlet.yaml:1: horizons: expected different whole numbers from 1 to 252, was [1, 1]"
            ),
            ("- a\n", "martlet.yaml:1: the configuration: expected a group of keys, was a list"),
            (
                "log: {level: loud}\n",
                "martlet.yaml:1: log.level: expected one of info, warning, error, was the text loud"
            ),
            ("gate: {alpha: .nan}\n", "martlet.yaml:1: gate.alpha: expected a number from 0.0001 to 0.5, was nan"),
        ])
    func refusals(yaml: String, expected: String) throws { #expect(try problem(yaml) == expected) }

    @Test("names the variable or the flag that is wrong")
    func wrongOrigins() throws {
        #expect(
            try problem(environment: ["MARTLET_SERVER_PORT": "http"])
                == "environment MARTLET_SERVER_PORT: server.port: expected a whole number from 0 to 65535, was http")
        #expect(
            try problem(flags: [Configuration.Flag(key: "sed", text: "1", name: "--set")])
                == "flag --set: there is no setting sed; did you mean seed?")
    }

    @Test("warns of a misspelt variable, not of one that is somebody else's")
    func warnings() throws {
        let variables = ["MARTLET_SERVER_PROT": "1", "MARTLET_SERVICE_HOST": "10.0.0.1", "MARTLET_TEST_DATA": "x"]
        #expect(
            try configuration(environment: variables).warnings == [
                "the environment variable MARTLET_SERVER_PROT sets nothing; did you mean MARTLET_SERVER_PORT?"
            ])
    }

    @Test("the template with its # taken away says what the defaults are")
    func template() throws {
        let lines = Configuration.template().split(separator: "\n")
        let settings = lines.filter { $0.hasPrefix("#  ") || !$0.hasPrefix("# ") }
        let yaml = settings.map { $0.dropFirst() }.joined(separator: "\n")
        let settled = try configuration(yaml)
        #expect(settled.entries.map(\.value) == Settings.all.map(\.defaultValue))
        #expect(settled.entries.allSatisfy { $0.origin != .builtIn })
    }

    @Test("a file that is named must be there")
    func namedFile() throws {
        #expect(throws: ConfigurationError.self) { try Configuration.load(path: "/nowhere.yaml", environment: [:]) }
        #expect(throws: ConfigurationError.self) {
            try Configuration.load(environment: ["MARTLET_CONFIG": "/nowhere.yaml"])
        }
    }

    @Test("names and variables of settings are all different")
    func uniqueness() {
        #expect(Set(Settings.all.map(\.key)).count == Settings.all.count)
        #expect(Set(Settings.all.map(\.environmentName)).count == Settings.all.count)
    }
}
