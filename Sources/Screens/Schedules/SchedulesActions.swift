import Store
import Terminal

/// The keys of the schedules screen, each with the reason when it does nothing now.
struct SchedulesActions {
  let item: MedicationPlan.Item?
  /// Whether its times stand too near to another medicine, and whether they can be moved.
  let isTooNear: Bool
  let isMovable: Bool
  let isReady: Bool
  /// Why nothing may be changed; nil when it may.
  let refusal: String?
  let canUndo: Bool
  let stopped: Int
  let isFiltered: Bool

  var all: [Action] { changes + looks }

  private var changes: [Action] {
    let isPaused = item?.label.status == "paused"
    return [
      Action(
        id: "plan.add",
        keys: [.character("a"), .character("+")],
        title: "Add a medicine",
        hint: "Add",
        availability: writable(needsItem: false)
      ),
      Action(
        id: "plan.edit",
        keys: [.enter, .character("e")],
        title: "Change its times or amount",
        hint: "Change",
        availability: writable(needsRunning: true)
      ),
      Action(
        id: "plan.pause",
        keys: [.character("p")],
        title: isPaused ? "Take it up again" : "Pause it until a day",
        hint: isPaused ? "Resume" : "Pause",
        availability: writable(needsRunning: true)
      ),
      Action(
        id: "plan.stop",
        keys: [.character("s")],
        title: "Stop it for good",
        hint: "Stop",
        availability: writable(needsRunning: true)
      ),
      Action(
        id: "plan.apart",
        keys: [.character("f")],
        title: "Move it to the nearest free time, away from what it must not meet",
        hint: isMovable ? "Free time" : "",
        availability: apart
      ),
      Action(
        id: "plan.quiet",
        keys: [.character("n")],
        title: "Night: what happens when its times fall into quiet hours",
        availability: writable(needsRunning: true)
      ),
      Action(
        id: "plan.undo",
        keys: [.character("u")],
        title: "Take back the last change",
        hint: canUndo ? "Undo" : "",
        availability: canUndo ? .enabled : .disabled(reason: "There is nothing to take back."),
        isDangerous: true
      ),
      Action(
        id: "plan.details",
        keys: [.character("d"), .right],
        title: "Everything about it",
        hint: "Details",
        availability: selection
      ),
    ]
  }

  private var looks: [Action] {
    var looks = [
      Action(
        id: "plan.weekBefore",
        keys: [.character("[")],
        title: "The week before"
      ),
      Action(id: "plan.weekAfter", keys: [.character("]")], title: "The week after"),
      Action(id: "plan.thisWeek", keys: [.character("w")], title: "This week"),
      Action(id: "plan.filter", keys: [.character("/")], title: "Find by name", hint: "Find"),
      Action(id: "plan.order", keys: [.character("o")], title: "Another order"),
      Action(
        id: "plan.stopped",
        keys: [.character("z")],
        title: "Show or hide what was stopped",
        availability: stopped > 0
          ? .enabled : .disabled(reason: "Nothing on this list was stopped.")
      ),
    ]
    if isFiltered {
      looks.append(Action(id: "plan.unfilter", keys: [.escape], title: "Show all again"))
    }
    return looks
  }

  private var apart: Action.Availability {
    guard isTooNear else { return .disabled(reason: "Nothing on the list stands too near to it.") }
    guard isMovable else {
      return .disabled(reason: "No free time can be put in here: ask your pharmacist.")
    }
    return writable(needsRunning: true)
  }

  private var selection: Action.Availability {
    item == nil ? .disabled(reason: "No medicine is marked.") : .enabled
  }

  private func writable(
    needsItem: Bool = true,
    needsRunning: Bool = false
  ) -> Action.Availability {
    if let refusal { return .disabled(reason: refusal) }
    guard isReady else { return .disabled(reason: "The list has not been read.") }
    guard needsItem else { return .enabled }
    guard let item else { return .disabled(reason: "No medicine is marked.") }
    if needsRunning, item.label.status == "stopped" || item.label.status == "completed" {
      return .disabled(reason: "It was stopped and is not taken up again: A adds it anew.")
    }
    return .enabled
  }
}
