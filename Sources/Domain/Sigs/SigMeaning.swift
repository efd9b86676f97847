/// What a phrase of directions means by itself.
enum SigMeaning: Hashable, Sendable {
  case action(SigAction)
  case route(SigRoute)
  case frequency(SigFrequency)
  case moment(SigMoment)
  /// Noon as said of a clock or a part of the day.
  case clock(TimeOfDay)
  case meal(SigMeal)
  case mealMoment(SigMeal, SigMoment)
  case weekdays([Weekday])
  case site(SigSite)
  case asNeeded
  case note(SigNote)
  case vague(SigVagueAmount)
  case doses(Int)
  case firstDay
  case filler
  /// What follows comes after what was said.
  case then
  /// What follows holds beside what was said.
  case also
  case stop
  /// The place where an export put free instructions.
  case instructionsMarker
}
