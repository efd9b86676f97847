/// Runs the subjects that were named, or all of them.
enum Measurements {
  /// The exit code: 0, 64 for a name that is unknown, 1 when a subject could not be measured.
  static func run(_ arguments: [String]) -> Int32 {
    let names = arguments.filter { $0 != "--whole" }
    let subjects = Subject.all.filter { names.isEmpty || names.contains($0.name) }
    guard names.allSatisfy({ name in Subject.all.contains { $0.name == name } }) else {
      Output.note("Usage: Benchmarks [--whole] [SUBJECT…], where SUBJECT is one of:")
      for subject in Subject.all { Output.note("  \(subject.name): \(subject.question)") }
      return 64
    }
    let run = BenchmarkRun(isWhole: arguments.contains("--whole"))
    Output.line("Machine: \(Machine.description). Medians unless said otherwise.")
    Output.line("Each line: what, its value, how many times the baseline that is, the baseline.")
    Output.line(
      run.isWhole
        ? "Whole: nothing is shortened."
        : "Shortened: fewer repetitions, ten seconds of idling; --whole for all."
    )
    return subjects.reduce(into: 0) { code, subject in
      code = max(code, measure(subject, run))
    }
  }

  private static func measure(_ subject: Subject, _ run: BenchmarkRun) -> Int32 {
    run.note("\(subject.name): \(subject.question)")
    do {
      Output.line("\n" + FigureTable.text(subject.name, try subject.measure(run)))
      return 0
    } catch let problem as NotMeasured {
      Output.line("\n\(subject.name)\n  not measured: \(problem.reason)")
    } catch {
      Output.line("\n\(subject.name)\n  not measured: \(error)")
    }
    return 1
  }
}
