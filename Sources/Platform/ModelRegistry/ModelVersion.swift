public import Base
public import Evaluation
import Forecasting

/// A name that points at one version of a model and can be moved.
public enum ModelAlias: String, Sendable, CaseIterable {
    /// The version that serves.
    case champion
    /// The best of those that do not serve.
    case challenger
}

/// One fitted, judged and stored model.
public struct ModelVersion: Sendable {
    /// The registered model it belongs to.
    public let model: ModelName
    /// Counts from 1 within the registered model.
    public let version: Int
    /// The run that made it.
    public let runID: String
    /// The model's family, such as `lightgbm`; `lightgbm-global` for one trained on all symbols.
    public let label: String
    /// When it was registered.
    public let createdAt: Instant
    /// When it was last tried.
    public let judgedAt: Instant
    /// Folder of the model files, relative to the registry's.
    public let artifact: String
    /// SHA-256 over the model files' names and bytes.
    public let artifactHash: String
    /// Out-of-sample scores.
    public let scores: Scorecard
    /// Whether it passed the gate.
    public let passed: Bool
    /// The gate's words.
    public let reason: String
    /// Why its skill is too good to be true; `nil` where it is not.
    public let alarm: SkillAlarm?
    /// Why somebody who looked at the alarm takes the skill as real; `nil` while nobody does, and it cannot be promoted.
    public let acknowledgement: AlarmAcknowledgement?
    /// The words it would have passed with, but for the alarm; `nil` where nothing is held back.
    let withheldReason: String?

    /// Whether it is one of the naive forecasts that others are measured against.
    public var isNaive: Bool { ModelKind(rawValue: label)?.isNaive ?? false }
}

extension ModelVersion {
    /// The alarm in a sentence, with what was said of it since; `nil` without one.
    public var alarmText: String? {
        alarm.map { alarm in
            alarm.description + (acknowledgement.map { "; acknowledged on \($0.at.utcDate): \($0.reason)" } ?? "")
        }
    }
}

/// That somebody looked at an alarm and takes the skill as real, kept for good.
public struct AlarmAcknowledgement: Sendable, Equatable {
    /// When.
    public let at: Instant
    /// Why it is no leak.
    public let reason: String
}

/// A move of an alias, kept for good.
public struct AliasMove: Sendable {
    /// Which alias.
    public let alias: ModelAlias
    /// Where it points since.
    public let version: Int
    /// When it was moved.
    public let at: Instant
    /// Why.
    public let reason: String
}
