// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same rules: an import is needed wherever a member is used, so that
/// the arrows between the modules stay visible in the import lines.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// Folders of texts that tests read where they stand.
let texts = ["Screens": "Pictures", "Domain": "Corpus", "Exchange": "Corpus"]

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: dependencies + ["TestSupport"],
    exclude: texts[name].map { [$0] } ?? [],
    swiftSettings: settings
  )
}

let package = Package(
  name: "PrescripCare",
  products: [.executable(name: "prescripcare", targets: ["prescripcare"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", "3.12.0"..<"5.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CNcurses",
      providers: [.apt(["libncurses-dev"])]
    ),
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "CVTerm", providers: [.apt(["libvterm-dev"])]),

    module("Domain"),
    module("Exchange", ["Domain"]),
    module("Store", ["Domain", "CLinux", grdb, sqlite, crypto]),
    module("Services", ["Domain", "Store", "Exchange", "CLinux"]),
    module("Terminal", ["CNcurses", "CLinux", yams]),
    module("Screens", ["Domain", "Store", "Services", "Terminal"]),
    .executableTarget(
      name: "prescripcare",
      dependencies: [
        "Domain", "Exchange", "Store", "Services", "Terminal", "Screens", "CLinux", arguments,
      ],
      swiftSettings: settings
    ),
    module("TestSupport", ["Domain", "Store", "Services", "CLinux", "CVTerm"]),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "Domain", "Exchange", "Store", "Services", "Terminal", "Screens", "TestSupport", "CLinux",
        grdb, sqlite,
      ],
      swiftSettings: settings
    ),

    tests("Domain", ["Domain"]),
    tests("Exchange", ["Domain", "Exchange"]),
    tests("Store", ["Domain", "Store", grdb]),
    tests("Services", ["Domain", "Store", "Exchange", "Services", grdb]),
    tests("Terminal", ["Terminal", "CNcurses", "CLinux"]),
    tests("Screens", ["Domain", "Store", "Services", "Terminal", "Screens", grdb]),
    tests("Command", ["Domain", "Store", "Exchange", "Services", grdb]),
    // Starts the executables that stand beside the tests; a build of the tests builds them too.
    .testTarget(
      name: "TerminalEndToEnd",
      dependencies: ["Domain", "Store", "Services", "Terminal", "TestSupport", "CLinux", grdb],
      swiftSettings: settings
    ),
  ],
  swiftLanguageModes: [.v6]
)
