import Base
import CommandLineInterface
import ModelRegistry
import Orchestration

/// The command `martlet reproduce`.
enum ReproduceCommand {
    static let command = Command(
        "reproduce", "Train a run again from its manifest and compare the model files bit by bit.",
        discussion: "The bars are read as they were known when the run was made; they must be the same bars.",
        arguments: [PositionalArgument("RUN", .text, .one, "A run's id; `martlet models show MODEL` lists them.")],
        examples: [.init("martlet reproduce 1f3a5c7e9b2d", "Fit that run's model again and compare.")],
        exitCodes: [.success, .negative, .usage, .badData, .notReady]
    ) { arguments, context in
        let workspace = try Workspace.existing(context.configuration())
        let reproduction = Reproduction(
            store: workspace.bars, registry: workspace.registry, threads: workspace.threads)
        let outcome = try reproduction.run(arguments.text("RUN") ?? "")
        if context.wantsJSON {
            context.json { writer in
                writer.member("run", outcome.run.id)
                writer.member("same", outcome.isSame)
                writer.member("expected_sha256", outcome.run.artifactHash)
                writer.member("sha256", outcome.artifactHash)
            }
        } else if outcome.isSame {
            context.line("run \(outcome.run.id) is reproduced to the bit: SHA-256 \(outcome.artifactHash)")
        } else {
            context.line(
                "run \(outcome.run.id) came out otherwise: expected SHA-256 \(outcome.run.artifactHash), was "
                    + "\(outcome.artifactHash); it was made by \(outcome.run.manifest.codeVersion)")
        }
        return outcome.isSame ? .success : .negative
    }
}
