/// More people in a household's database, each a copy of the first with numbers of their own.
enum CopiedPeople {
  private static let people = """
    WITH RECURSIVE n (i) AS (SELECT :from + 1 UNION ALL SELECT i + 1 FROM n WHERE i < :to)
    """

  static let sql = [
    """
    \(people)
    INSERT INTO users (user_id, public_id, handle, created_at, updated_at)
    SELECT i, randomblob(16), 'person' || i, 0, 0 FROM n
    """,
    """
    \(people)
    INSERT INTO user_profiles (user_id, first_name, last_name, timezone)
    SELECT i, 'Person', '' || i, 'America/New_York' FROM n
    """,
    "\(people) INSERT INTO user_roles SELECT i, 'patient', 0 FROM n",
    """
    \(people)
    INSERT INTO user_medications (medication_id, public_id, user_id, drug_name, strength,
      dosage_form, dosing_unit, start_date, status, created_at, updated_at)
    SELECT i, randomblob(16), i, m.drug_name, m.strength, m.dosage_form, m.dosing_unit, m.start_date,
      m.status, 0, 0
    FROM n, user_medications AS m
    WHERE m.medication_id = 1
    """,
    """
    \(people)
    INSERT INTO medication_schedules (schedule_id, user_id, medication_id, kind)
    SELECT i, i, i, 'times' FROM n
    """,
    """
    \(people)
    INSERT INTO schedule_versions
    SELECT i, v.from_minute, v.zone_mode, v.home_zone, v.rule, NULL, 0, i
    FROM n, schedule_versions AS v
    WHERE v.schedule_id = 1
    """,
    """
    \(people)
    INSERT INTO open_doses (schedule_id, user_id, due_minute, due_at, next_action_at)
    SELECT i, i, o.due_minute, o.due_at, o.next_action_at FROM n, open_doses AS o
    WHERE o.schedule_id = 1
    """,
  ]
}
