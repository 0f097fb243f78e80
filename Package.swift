// swift-tools-version:6.2
import Foundation
import PackageDescription

// Native libraries that Debian does not carry (Arrow, LightGBM, XGBoost) are put here by Scripts/setup.sh.
let native = "\(Context.packageDirectory)/.native"

/// One target.
///
/// Read `modules` top to bottom: a target may depend only on targets above it.
struct Module {
    enum Kind {
        case swift
        case cxx(flags: [String])
        case system(pkgConfig: String?, apt: String)
        case executable
    }

    let folder: String
    let name: String
    let needs: [String]
    let links: [String]
    let kind: Kind

    init(_ folder: String, _ name: String, _ kind: Kind = .swift, needs: [String] = [], links: [String] = []) {
        self.folder = folder
        self.name = name
        self.kind = kind
        self.needs = needs
        self.links = links
    }
}

let everyModule: [Module] = [
    // Bindings: module maps and thin C-ABI shims over libraries; no logic.
    Module("Bindings", "CYAML", .system(pkgConfig: "yaml-0.1", apt: "libyaml-dev")),
    Module("Bindings", "CSQLite", .system(pkgConfig: "sqlite3", apt: "libsqlite3-dev")),
    Module("Bindings", "CCrypto", .system(pkgConfig: "libcrypto", apt: "libssl-dev")),
    Module("Bindings", "CLAPACK", .system(pkgConfig: nil, apt: "liblapacke-dev libopenblas-dev")),
    Module("Bindings", "CNLopt", .system(pkgConfig: nil, apt: "libnlopt-dev")),
    Module("Bindings", "CCurl", .cxx(flags: []), links: ["-lcurl"]),
    Module(
        "Bindings", "CArrow", .cxx(flags: ["-std=c++20", "-isystem", "\(native)/include"]),
        links: ["-larrow", "-lparquet"]),
    Module("Bindings", "CLightGBM", .cxx(flags: [])),  // opened at its first use, see open.c
    Module("Bindings", "CXGBoost", .cxx(flags: [])),  // likewise
    Module("Bindings", "CBeast", .cxx(flags: ["-std=c++17"])),

    // Base
    Module("Base", "Base", needs: ["CYAML"]),
    Module("Base", "Kernels", needs: ["Base", "CLAPACK", "CNLopt"]),
    Module("Base", "Storage", needs: ["Base", "CArrow", "CCrypto", "CSQLite"]),

    // Data
    Module("Data", "MarketData", needs: ["Base", "Storage", "CCurl"]),
    Module("Data", "Indicators", needs: ["Base"]),
    Module("Data", "Features", needs: ["Base", "Kernels", "Storage", "MarketData", "Indicators"]),

    // Research
    Module("Research", "Scoring", needs: ["Base", "Kernels"]),
    Module("Research", "TimeSeries", needs: ["Base", "Kernels"]),
    Module("Research", "Explanation", needs: ["Base", "Kernels"]),
    Module("Research", "Tuning", needs: ["Base", "Kernels"]),
    Module("Research", "Boosting", needs: ["Base", "Kernels", "CLightGBM", "CXGBoost"]),
    Module(
        "Research", "Forecasting", needs: ["Base", "Kernels", "Features", "TimeSeries", "Explanation", "Boosting"]),
    Module("Research", "Evaluation", needs: ["Base", "Kernels", "Scoring", "Explanation", "Forecasting"]),
    Module("Research", "Reporting", needs: ["Base", "Kernels", "Scoring", "Forecasting", "Evaluation"]),

    // Platform
    Module("Platform", "ModelRegistry", needs: ["Base", "Storage", "Scoring", "Tuning", "Forecasting", "Evaluation"]),
    Module("Platform", "Streaming", needs: ["Base", "Storage", "MarketData", "Features"]),
    Module(
        "Platform", "Serving",
        needs: [
            "Base", "Kernels", "MarketData", "Features", "Scoring", "Explanation", "Forecasting", "Evaluation",
            "ModelRegistry", "Streaming",
        ]),
    Module(
        "Platform", "Orchestration",
        needs: [
            "Base", "Kernels", "Storage", "MarketData", "Features", "Scoring", "Explanation", "Tuning", "Forecasting",
            "Evaluation", "Reporting", "ModelRegistry",
        ]),

    // Apps
    Module("Apps", "Server", needs: ["Base", "MarketData", "Serving", "Streaming", "CBeast"]),
    Module("Apps", "CommandLineInterface", needs: ["Base"]),
    Module(
        "Apps", "martlet", .executable,
        needs: [
            "CommandLineInterface", "Base", "Storage", "MarketData", "Indicators", "Features", "Tuning", "Explanation",
            "Boosting", "Forecasting", "Scoring", "TimeSeries", "Evaluation", "Reporting", "ModelRegistry", "Streaming",
            "Serving", "Orchestration", "Server",
        ]),
]

/// The modules to build: all, or with MARTLET_MODULE=Indicators that one and what it (and TestKit) needs, for quick rounds.
func chosenModules() -> [Module] {
    guard let name = Context.environment["MARTLET_MODULE"] else { return everyModule }
    var wanted: Set = [name, "MarketData"]
    for module in everyModule.reversed() where wanted.contains(module.name) { wanted.formUnion(module.needs) }
    return everyModule.filter { wanted.contains($0.name) }
}

let modules = chosenModules()

let swiftSettings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let linkNative: [LinkerSetting] = [
    .unsafeFlags(["-L\(native)/lib", "-Xlinker", "-rpath", "-Xlinker", "\(native)/lib"])
]

extension Module {
    /// The SwiftPM target this module stands for.
    var target: Target {
        let path = "Sources/\(folder)/\(name)"
        let dependencies = needs.map { Target.Dependency.byName(name: $0) }
        switch kind {
        case .swift:
            return .target(name: name, dependencies: dependencies, path: path, swiftSettings: swiftSettings)
        case .cxx(let flags):
            return .target(
                name: name, path: path, cxxSettings: flags.isEmpty ? nil : [.unsafeFlags(flags)],
                linkerSettings: linkNative + [.unsafeFlags(links)])
        case .system(let pkgConfig, let apt):
            return .systemLibrary(name: name, path: path, pkgConfig: pkgConfig, providers: [.apt([apt])])
        case .executable:
            return .executableTarget(
                name: name, dependencies: dependencies, path: path, swiftSettings: swiftSettings,
                linkerSettings: linkNative)
        }
    }

    /// The target of this module's tests; `nil` while there are none.
    var testTarget: Target? {
        let path = "Tests/\(name)Tests"
        let folder = "\(Context.packageDirectory)/\(path)"
        guard FileManager.default.fileExists(atPath: folder) else { return nil }
        let libraries = kindIsExecutable ? needs : [name] + needs
        let bindings = modules.filter { $0.folder == "Bindings" }.map(\.name)
        let dependencies = (libraries.filter { !bindings.contains($0) } + ["TestKit"]).map {
            Target.Dependency.byName(name: $0)
        }
        let data = ["Goldens", "Fixtures"].filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
        return .testTarget(
            name: "\(name)Tests", dependencies: dependencies, path: path, exclude: data,
            swiftSettings: swiftSettings, linkerSettings: linkNative)
    }

    private var kindIsExecutable: Bool {
        if case .executable = kind { return true }
        return false
    }
}

var declared: Set<String> = []
for module in modules {
    for need in module.needs where !declared.contains(need) {
        fatalError("\(module.name) needs \(need), which is not above it in Package.swift")
    }
    declared.insert(module.name)
}

// Tests mirror Sources: Tests/<Module>Tests holds the tests of <Module>; TestKit serves them all.
let testKit = Target.target(
    name: "TestKit", dependencies: ["Base", "Storage", "MarketData"], path: "Tests/TestKit",
    swiftSettings: swiftSettings)

let package = Package(
    name: "martlet",
    products: modules.contains { $0.name == "martlet" }
        ? [.executable(name: "martlet", targets: ["martlet"]), .library(name: "Indicators", targets: ["Indicators"])]
        : [],
    targets: modules.map(\.target) + [testKit] + modules.compactMap(\.testTarget),
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx20
)
