import Domain
import Exchange
import Foundation
import Screens
import Services
import Store
import Terminal
import TestSupport
import Testing

@MainActor @Suite struct DrugSearchScreenTests {
  private let test: TestDatabase
  private let shell: Shell
  private let clock = ManualClock()

  init() throws {
    test = try TestDatabase(info: NewDatabase(isCounter: false))
    let founder = test.database.acting(as: CareDatabase.founder, for: 0)
    let root = #filePath.components(separatedBy: "/Tests/")[0]
    _ = try CatalogueLoader(folder: root + "/SampleDB/catalogue").load(into: test.database)
    for name in ["product", "package"] {
      let file = root + "/Tests/ExchangeTests/Corpus/ndc/\(name).txt"
      _ = try CatalogueImport(session: founder, kind: .ndc, path: file).run()
    }
    _ = try founder.write(
      AddPerson(NewPerson(handle: "ruth", firstName: "Ruth", lastName: "A", zone: "UTC"))
    )
    let people = try test.database.people()
    let context = ScreenContext(
      database: test.database,
      actor: people[0],
      person: people[0],
      people: people
    )
    shell = Shell(
      root: DrugSearchScreen(context),
      mailbox: try Mailbox(),
      clock: clock.clock
    )
    #expect(shell.settle())
  }

  private func press(_ keys: Key...) {
    for key in keys {
      clock.advance(by: .seconds(1))
      shell.press(key)
      #expect(shell.settle())
    }
  }

  private func type(_ text: String) {
    clock.advance(by: .seconds(1))
    shell.type(text)
    #expect(shell.settle())
  }

  private var text: String { shell.draw(.standard).text }

  @Test func `what is typed is found at once, the catalogue before the market`() {
    type("metf")
    #expect(KeptPicture.isSame("drugs", shell.draw(.standard)))
  }

  @Test func `down goes into the list and a stroke back to the text`() {
    type("paind")
    #expect(text.contains("▌Paindol"))
    #expect(text.contains("tablet; controlled, schedule II; NDC 90002-201"))
    #expect(text.contains("From the FDA NDC directory, as published there."))
    press(.down, .character("/"))
    type("x")
    #expect(text.contains("No drug of the catalogue is like \"paindx\"."))
    press(.escape)
    #expect(text.contains("Type the beginning of a name"))
  }

  @Test func `an NDC finds its product`() {
    press(.character("/"))
    type("90003-3001")
    #expect(text.contains("▌Insulin Exemplar (insulin lispro)"))
    #expect(text.contains("100 units per mL"))
  }

  @Test func `a strength that nobody understands is marked as the publisher's words`() {
    type("vitamix")
    #expect(text.contains("as published: “70; 5600; 100 mg/1; [iU]/1”"))
  }

  @Test func `no strength is cut in the list`() {
    type("levothyroxine")
    let line = shell.draw(.standard).lines[4]
    #expect(line.contains(" mcg, …"), "\(line)")
  }

  @Test func `a scan finds the product of its number`() throws {
    press(.paste("01003900033001541727113010A5"))
    #expect(text.contains("▌Insulin Exemplar"))
    press(.control("u"), .paste("01003900033001551727113010A5"))
    #expect(text.contains("No drug of the catalogue"))
  }

  @Test func `a digit leads to a place until a code is begun`() {
    type("7")
    #expect(text.contains("barcode\n"))
    press(.character("/"))
    type("9000")
    #expect(text.contains("barcode  9000"))
    press(.escape)
    #expect(text.contains("Type the beginning of a name"))
    type("7")
    #expect(text.contains("barcode\n"))
    type("0")
    #expect(text.contains("barcode  0"))
  }

  @Test func `the sign of an emergency is not typed`() {
    type("metf!")
    #expect(text.contains("barcode  metf\n"))
    #expect(text.contains("▌metFORMIN"))
  }

  @Test func `hostile text and a long one break nothing`() {
    for hostile in ["\"'*(", String(repeating: "a", count: 150), "\u{301}\u{202E}"] {
      press(.control("u"), .paste(hostile))
      #expect(text.contains("DRUGS"))
      #expect(shell.draw(Size(rows: 24, columns: 120)).text.contains("DRUGS"))
    }
  }
}
