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
        obstacle = obstacle ?? other.obstacle
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
    public let silent: [String]

    /// Reports outcomes, those of one check put together.
    public init(
        title: String, kind: String, subjects: Int, outcomes: [VerificationOutcome], silent: [String] = []
    ) {
        self.title = title
        self.kind = kind
        self.subjects = subjects
        self.outcomes = VerificationOutcome.merged(outcomes)
        self.silent = silent
    }

    /// Whether nothing moved, everything could be checked, and there was anything to move.
    public var isClean: Bool {
        silent.count < subjects && outcomes.allSatisfy { $0.findings.isEmpty && $0.obstacle == nil }
    }

    /// All that moved, with the check that found it.
    public var findings: [(check: VerificationCheck, finding: VerificationFinding)] {
        outcomes.flatMap { outcome in outcome.findings.map { (outcome.check, $0) } }
    }
}
