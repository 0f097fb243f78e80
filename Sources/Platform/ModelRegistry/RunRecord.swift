public import Base

/// A finished training run.
public struct RunRecord: Sendable {
    /// Short hash of the manifest.
    public let id: String
    /// When it finished.
    public let createdAt: Instant
    /// What decided its result.
    public let manifest: RunManifest
    /// How long the judgement and the fit took.
    public let seconds: Double
    /// How many rows the final fit saw.
    public let rows: Int
    /// Folder of the model files, relative to the registry's.
    public let artifact: String
    /// SHA-256 over the model files' names and bytes.
    public let artifactHash: String
}
