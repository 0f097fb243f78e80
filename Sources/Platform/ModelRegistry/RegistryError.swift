/// Why the registry could not do what was asked.
public enum RegistryError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no model of this name.
    case unknownModel(String, known: [String])
    /// The model has no such version.
    case unknownVersion(model: String, version: Int)
    /// There is no run of this id.
    case unknownRun(String)
    /// There is no study of this id.
    case unknownStudy(String)
    /// The version did not pass its gate, and force was not asked for.
    case gateNotPassed(model: String, version: Int, reason: String)
    /// The version's skill is too good to be true, and nobody has acknowledged it.
    case alarmRaised(model: String, version: Int, alarm: String)
    /// The version has raised no alarm.
    case noAlarm(model: String, version: Int)
    /// An alarm was to be acknowledged without a reason.
    case reasonMissing(model: String, version: Int)
    /// The alias has not been moved often enough to go back.
    case nothingToRollBack(model: String)
    /// The files of a version are not what was registered.
    case artifactChanged(path: String, expected: String, was: String)
    /// The files of a version are gone.
    case artifactMissing(path: String)

    /// What went wrong, and what mends it.
    public var description: String {
        switch self {
        case .unknownModel(let name, let known):
            let names = known.isEmpty ? "none is registered yet; run `martlet train`" : known.joined(separator: ", ")
            return "there is no model \(name); known: \(names)"
        case .unknownVersion(let model, let version):
            return "\(model) has no version \(version); `martlet models show \(model)` lists them"
        case .unknownRun(let id):
            return "there is no run \(id); `martlet models show MODEL` names each version's run"
        case .unknownStudy(let id): return "there is no study \(id); `martlet tune --list` names them"
        case .gateNotPassed(let model, let version, let reason):
            return "\(model) version \(version) did not pass its gate (\(reason)); --force promotes it all the same"
        case .alarmRaised(let model, let version, let alarm):
            return "\(model) version \(version) is too good to be true (\(alarm)); once you know that it is no leak, "
                + "`martlet models acknowledge \(model) \(version) --reason …`"
        case .noAlarm(let model, let version):
            return
                "\(model) version \(version) has raised no alarm; `martlet models show \(model)` shows those that have"
        case .reasonMissing(let model, let version):
            return "an alarm is acknowledged with the reason why the skill of \(model) version \(version) is no leak"
        case .nothingToRollBack(let model):
            return "\(model) has had one champion only, so there is none to go back to"
        case .artifactChanged(let path, let expected, let was):
            return "the files in \(path) are not those registered: expected SHA-256 \(expected), was \(was); "
                + "restore them, or remove the folder and run `martlet train`"
        case .artifactMissing(let path): return "the files in \(path) are gone; `martlet train` makes them again"
        }
    }
}
