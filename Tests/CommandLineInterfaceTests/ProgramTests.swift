import CommandLineInterface
import Testing

struct ProgramTests {
    @Test(
        "reads options of every kind wherever they stand",
        arguments: [
            ("train", " - - - - -  "),
            ("train --model ridge,lightgbm AAPL MSFT", "ridge+lightgbm - - - - -  AAPL+MSFT"),
            ("train --model ridge AAPL --model lightgbm", "ridge+lightgbm - - - - -  AAPL"),
            ("train --bars=5 --share 0.25 --out /tmp/x", " 5 0.25 - - /tmp/x  "),
            ("train -b 7 -v", " 7 - - v -  "),
            ("train -vb7", " 7 - - v -  "),
            ("train --map close=Close --map date=a,b", " - - - - - close=Close+date=a,b "),
            ("train -- --model -v", " - - - - -  --model+-v"),
            ("train -5 - ^GSPC", " - - - - -  -5+-+^GSPC"),
            ("--quiet train A", " - - - - -  A"),
        ])
    func parsing(line: String, expected: String) {
        let outcome = SampleProgram.run(line)
        #expect(outcome.output == expected + "\n")
        #expect(outcome.code == .success)
    }

    @Test(
        "refuses with the cause and the mend, and exit code 2",
        arguments: [
            ("trian", "tool has no command trian; did you mean train?"),
            ("frobnicate", "tool has no command frobnicate; known are train, ingest, port, fail, crash"),
            ("train --modle x", "tool train has no option --modle; did you mean --model?"),
            ("train --zzz", "tool train has no option --zzz; see tool train --help"),
            ("train --bars", "--bars needs a value: a whole number from 1 to 100"),
            ("train --bars --verbose", "--bars needs a value: a whole number from 1 to 100"),
            ("train --bars 0", "--bars: expected a whole number from 1 to 100, was 0"),
            ("train --bars many", "--bars: expected a whole number from 1 to 100, was many"),
            ("train --bars 1 --bars 2", "--bars is given twice; keep one"),
            ("train --global=yes", "--global takes no value, was yes"),
            (
                "train --model lightgmb",
                "--model: expected one of ridge, random-forest, lightgbm, was lightgmb; did you mean lightgbm?"
            ),
            ("train --map close", "--map: expected NAME=VALUE, was close"),
            ("train -x", "tool train has no option -x; see tool train --help"),
            ("ingest", "tool ingest needs FILE; see tool ingest --help"),
            ("port 1", "tool port does not take 1; see tool port --help"),
            ("port --set sed=1", "flag --set sed: there is no setting sed; did you mean seed?"),
            ("port --config /nowhere.yaml", "/nowhere.yaml: cannot be read: No such file or directory"),
        ])
    func refusals(line: String, expected: String) {
        let outcome = SampleProgram.run(line)
        #expect(outcome.error == "error: \(expected)\n")
        #expect(outcome.code == .usage)
        #expect(outcome.output.isEmpty)
    }

    @Test("a group may do something itself; a word that names a command below it goes there")
    func groupWithHandler() {
        #expect(SampleProgram.run("ingest a.csv b.csv").output == "a.csv|b.csv\n")
        #expect(SampleProgram.run("ingest yahoo").code == .network)
        #expect(SampleProgram.run("ingest -- yahoo").output == "yahoo\n")
    }

    @Test("exit codes are the handler's, the failure's, or 70")
    func exitCodes() {
        #expect(SampleProgram.run("train -g").code == .negative)
        let failure = SampleProgram.run("fail")
        #expect(failure.code == .notReady)
        #expect(failure.error == "error: no model; run train\n")
        #expect(SampleProgram.run("crash").code == .internalError)
    }

    @Test("errors are JSON when JSON was asked for")
    func jsonErrors() {
        let outcome = SampleProgram.run("fail --json")
        #expect(outcome.error == #"{"error":{"exit_code":5,"cause":"no model","mend":"run train"}}"# + "\n")
        #expect(SampleProgram.run("trian --json").error.hasPrefix(#"{"error":{"exit_code":2"#))
    }

    @Test("an option that stands for a setting wins over the environment")
    func settings() {
        let environment = ["MARTLET_SERVER_PORT": "2"]
        #expect(SampleProgram.run("port", environment: environment).output == "2 by environment MARTLET_SERVER_PORT\n")
        let line = "port --set server.port=3"
        #expect(SampleProgram.run(line, environment: environment).output == "3 by flag --set server.port\n")
    }

    @Test("help is given at every level, in every way, with exit code 0")
    func help() {
        let lines = ["train --help", "train -h", "--help train", "train --model ridge -h"]
        #expect(Set(lines.map { SampleProgram.run($0).output }).count == 1)
        #expect(lines.allSatisfy { SampleProgram.run($0).code == .success })
        #expect(SampleProgram.run("").output == SampleProgram.run("help").output)
        #expect(SampleProgram.run("--version").output == "tool 1.2.3\n")
    }

    @Test("the help of a command says everything it takes")
    func helpText() {
        let text = SampleProgram.run("train --help", width: 60).output
        let expected = [
            "Train models.\n\nFirst paragraph.\n\nSecond paragraph.\n\nUsage:\n  tool train [OPTIONS] [SYMBOL…]\n",
            "      --model NAME,…    Models to train. One of ridge,\n                        random-forest, lightgbm.\n",
            "  -b, --bars N          How many bars.\n",
            "Overrides the\n                        setting server.port.\n",
            "Examples:\n  tool train AAPL --model ridge\n      Train one model.\n",
            "  1   what was asked is not the case",
        ]
        #expect(expected.filter { !text.contains($0) } == [])
    }

    @Test("a declaration's mistakes are found")
    func problems() {
        #expect(SampleProgram.root.problems() == [])
        let broken = Command(
            "x", "",
            options: [
                CommandOption("json", .flag, ""), CommandOption("a", .flag, letter: "h", ""),
                CommandOption("b", .text, setting: "no.such", ""),
            ],
            arguments: [PositionalArgument("A", .text, .any, ""), PositionalArgument("B", .text, .one, "")],
            subcommands: [
                Command("y", "", options: [CommandOption("a", .text, "")], run: { _, _ in .success }), Command("z", ""),
            ])
        #expect(
            broken.problems() == [
                "x: the name json is used twice", "x: the letter h is used twice", "x: there is no setting no.such",
                "x: A must come last", "x z: it does nothing",
                "--a takes a value in one command and none in another",
            ])
    }
}
