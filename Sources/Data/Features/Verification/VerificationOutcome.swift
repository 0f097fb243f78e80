/// What came of one check.
public struct VerificationOutcome: Sendable {
    /// What was checked.
    public var check: VerificationCheck
    /// How many cuts, restarts or fits were made.
    public var cutPoints: Int
    /// How many values were compared.
    public var comparisons: Int
    /// What moved, one finding a subject, in the order of the subjects.
    public var findings: [VerificationFinding]
    /// Why the check could not be made; `nil` where it was.
    public var obstacle: String?

    /// Tells what came of a check.
    public init(
        _ check: VerificationCheck, cutPoints: Int = 0, comparisons: Int = 0, findings: [VerificationFinding] = [],
        obstacle: String? = nil
    ) {
        self.check = check
        self.cutPoints = cutPoints
        self.comparisons = comparisons
        self.findings = findings
        self.obstacle = obstacle
    }

    /// Puts outcomes of the same check over different bars or subjects together.
    public static func merged(_ outcomes: [VerificationOutcome]) -> [VerificationOutcome] {
        var merged: [VerificationOutcome] = []
        for outcome in outcomes {
            if let place = merged.firstIndex(where: { $0.check == outcome.check }) {
                merged[place].merge(outcome)
            } else {
                merged.append(outcome)
            }
        }
        return merged
    }

    private mutating func merge(_ other: VerificationOutcome) {
        cutPoints += other.cutPoints
        comparisons += other.comparisons
        if let more = other.obstacle, obstacle?.contains(more) != true {
            obstacle = obstacle.map { "\($0); \(more)" } ?? more
        }
        for finding in other.findings {
            if let place = findings.firstIndex(where: { $0.subject == finding.subject }) {
                findings[place].merge(finding)
            } else {
                findings.append(finding)
            }
        }
    }
}

/// What came of all checks of a feature set, of the labels, of the models or of a program.
public struct VerificationReport: Sendable {
    /// What was checked, such as `core@1`.
    public let title: String
    /// What its subjects are, in the plural: features, labels, models.
    public let kind: String
    /// How many subjects there are.
    public let subjects: Int
    /// What came of each check.
    public let outcomes: [VerificationOutcome]
    /// Subjects that never had a value, so that nothing is proven of them.
    public let unchecked: [UncheckedSubject]
    /// What else should be known of the checks, a sentence each.
    public let remarks: [String]

    /// Reports outcomes, those of one check put together.
    public init(
        title: String, kind: String, subjects: Int, outcomes: [VerificationOutcome],
        unchecked: [UncheckedSubject] = [], remarks: [String] = []
    ) {
        self.title = title
        self.kind = kind
        self.subjects = subjects
        self.unchecked = unchecked
        self.remarks = remarks
        self.outcomes = VerificationOutcome.merged(outcomes).map { outcome in
            guard outcome.obstacle == nil, outcome.findings.isEmpty, outcome.check != .definition else {
                return outcome
            }
            var outcome = outcome
            if unchecked.count >= subjects {
                outcome.obstacle = "no \(kind) could be, see below"
            } else if outcome.comparisons == 0 {
                outcome.obstacle = "there was no value to compare"
            }
            return outcome
        }
    }

    /// The names of the subjects that never had a value.
    public var silent: [String] { unchecked.map(\.name) }

    /// Whether nothing moved, and everything could be checked.
    public var isClean: Bool {
        unchecked.isEmpty && subjects > 0 && outcomes.allSatisfy { $0.findings.isEmpty && $0.obstacle == nil }
    }

    /// The same report with more outcomes and remarks.
    public func adding(_ more: [VerificationOutcome] = [], remarks others: [String] = []) -> VerificationReport {
        VerificationReport(
            title: title, kind: kind, subjects: subjects, outcomes: outcomes + more, unchecked: unchecked,
            remarks: remarks + others)
    }

    /// All that moved, with the check that found it.
    public var findings: [(check: VerificationCheck, finding: VerificationFinding)] {
        outcomes.flatMap { outcome in outcome.findings.map { (outcome.check, $0) } }
    }
}

/// A feature or label of which nothing is proven, and why.
public struct UncheckedSubject: Sendable, Equatable {
    /// What it is called.
    public let name: String
    /// Why nothing is proven of it.
    public let reason: String

    /// Names a subject and why nothing is proven of it.
    public init(_ name: String, reason: String = "it never had a value on these bars") {
        self.name = name
        self.reason = reason
    }
}
