/// Somebody for whom a medicine is checked, as far as it matters.
package struct CheckedPerson: Hashable, Sendable {
  package enum Sex: String, Sendable {
    case female
    case male
    case other
    case unknown
  }

  package enum Pregnancy: String, Sendable {
    case no
    case pregnant
    case lactating
    case planning
  }

  /// A value with the day from which it is.
  package struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
    package let value: Value
    package let on: CalendarDate?

    package init(_ value: Value, on: CalendarDate?) {
      self.value = value
      self.on = on
    }
  }

  /// Something that the person reacts to.
  package struct Allergy: Hashable, Sendable {
    package enum Kind: String, Sendable {
      case drug
      case food
      case environment
      case excipient
    }

    package let name: String
    package let kind: Kind
    package let isSevere: Bool
    /// The active ingredient that is meant; nil for a class, a food or an unknown name.
    package let ingredient: CheckedIngredient?

    package init(
      _ name: String,
      kind: Kind = .drug,
      isSevere: Bool = false,
      ingredient: CheckedIngredient? = nil
    ) {
      self.name = name
      self.kind = kind
      self.isSevere = isSevere
      self.ingredient = ingredient
    }
  }

  /// A condition that has not gone.
  package struct Condition: Hashable, Sendable {
    package let name: String
    /// ICD-10-CM.
    package let code: String?

    package init(_ name: String, code: String? = nil) {
      self.name = name
      self.code = code
    }
  }

  package var medicines: [CheckedMedicine]
  package var allergies: [Allergy]
  package var conditions: [Condition]
  package var birthDate: CalendarDate?
  package var sex: Sex
  package var pregnancy: Dated<Pregnancy>?
  /// mL per minute and 1.73 square meters.
  package var eGFR: Dated<Int>?
  package var weightGrams: Dated<Int>?
  /// Whether somebody's record is looked at, so that what is missing in it is worth a word.
  package var isKnown: Bool

  package init(
    medicines: [CheckedMedicine] = [],
    allergies: [Allergy] = [],
    conditions: [Condition] = [],
    birthDate: CalendarDate? = nil,
    sex: Sex = .unknown,
    pregnancy: Dated<Pregnancy>? = nil,
    eGFR: Dated<Int>? = nil,
    weightGrams: Dated<Int>? = nil,
    isKnown: Bool = true
  ) {
    self.medicines = medicines
    self.allergies = allergies
    self.conditions = conditions
    self.birthDate = birthDate
    self.sex = sex
    self.pregnancy = pregnancy
    self.eGFR = eGFR
    self.weightGrams = weightGrams
    self.isKnown = isKnown
  }

  /// Nobody in particular: only what holds for everybody is looked at.
  package static let nobody = CheckedPerson(isKnown: false)

  /// Whole years on a day; nil when the birth date is not known.
  package func age(on day: CalendarDate) -> Int? {
    guard let birthDate, birthDate <= day else { return nil }
    let (born, now) = (birthDate.components, day.components)
    let hadBirthday = (now.month, now.day) >= (born.month, born.day)
    return now.year - born.year - (hadBirthday ? 0 : 1)
  }
}
