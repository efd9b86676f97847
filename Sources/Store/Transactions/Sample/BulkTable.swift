/// The tables that many rows are written to at once, each with its columns in the order in which the
/// values of a row are given.
///
/// Numbers of rows are given with them: a batch refers to its own rows before any is written.
package enum BulkTable: String, CaseIterable, Sendable {
  case pharmacies
  case users
  case userRoles = "user_roles"
  case userProfiles = "user_profiles"
  case caregiverLinks = "caregiver_links"
  case userMedicalConditions = "user_medical_conditions"
  case userAllergies = "user_allergies"
  case notificationPreferences = "notification_preferences"
  case healthcareProviders = "healthcare_providers"
  case userProviderRelationships = "user_provider_relationships"
  case userInsurance = "user_insurance"
  case healthMetrics = "health_metrics"
  case lifestyleGoals = "lifestyle_goals"
  case ingredients
  case ingredientClasses = "ingredient_classes"
  case drugsMaster = "drugs_master"
  case drugIngredients = "drug_ingredients"
  case drugSearch = "drug_search"
  case drugInteractions = "drug_interactions"
  case drugFoodInteractions = "drug_food_interactions"
  case doseLimits = "dose_limits"
  case safetyFacts = "safety_facts"
  case restartRules = "restart_rules"
  case userMedications = "user_medications"
  case medicationSchedules = "medication_schedules"
  case scheduleVersions = "schedule_versions"
  case supplyBalances = "supply_balances"
  case supplyEntries = "supply_entries"
  case openedPackages = "opened_packages"
  case refillRequests = "refill_requests"
  case doseEventRevisions = "dose_event_revisions"
  case doseEventNotes = "dose_event_notes"
  case openDoses = "open_doses"
  case adherenceSummaries = "adherence_summaries"
  case notificationHistory = "notification_history"
  case suppliers
  case products
  case productSearch = "product_search"
  case packages
  case lots
  case traceability
  case purchaseOrders = "purchase_orders"
  case purchaseOrderLines = "purchase_order_lines"
  case receipts
  case receiptLines = "receipt_lines"
  case stockCounts = "stock_counts"
  case stockCountLines = "stock_count_lines"
  case recalls
  case prescriptions
  case prescriptionSteps = "prescription_steps"
  case fillLots = "fill_lots"
  case payments
  case services
  case appointments
  case surveys
  case notes
  case noteSearch = "note_search"
  case attachments
  case consents
  case sessions = "session_management"
}

extension BulkTable {
  /// The columns in the order of the values of a row.
  var columns: String { patientColumns ?? catalogueColumns ?? pharmacyColumns }

  private var patientColumns: String? {
    switch self {
    case .users:
      """
      user_id, public_id, handle, email, password_hash, email_verified, account_status, \
      two_factor_enabled, household, created_at, updated_at, last_login
      """
    case .userRoles: "user_id, role, granted_at"
    case .userProfiles:
      """
      user_id, first_name, last_name, date_of_birth, gender, phone_number, height_cm, weight_g, \
      blood_type, timezone, egfr, egfr_on, pregnancy, pregnancy_on, paused_since, pause_reason, \
      pharmacy_id
      """
    case .caregiverLinks: "caregiver_id, patient_id, rights, granted_at"
    case .userMedicalConditions:
      "user_id, condition_name, condition_code, severity, diagnosed_date, status, notes"
    case .userAllergies:
      """
      user_id, allergen_name, allergen_type, reaction_severity, reaction_symptoms, \
      verified_by_doctor
      """
    case .notificationPreferences:
      """
      user_id, medication_reminders, missed_dose_alerts, refill_reminders, push_notifications, \
      email_notifications, sms_notifications, reminder_advance_minutes, quiet_hours_start, \
      quiet_hours_end
      """
    case .healthcareProviders:
      """
      provider_id, public_id, first_name, last_name, title, specialty, npi_number, dea_number, \
      practice_name, phone_number, email, is_active, verified
      """
    case .userProviderRelationships:
      """
      user_id, provider_id, relationship_type, is_primary, start_date, end_date, status, \
      can_view_medications, can_prescribe
      """
    case .userInsurance:
      """
      insurance_id, user_id, insurance_company, plan_name, policy_number, copay_cents, \
      deductible_cents, effective_date, expiration_date, is_primary, is_active
      """
    case .healthMetrics:
      """
      user_id, metric_type, value_thousandths, unit, recorded_at, notes, recorded_via, is_verified
      """
    case .lifestyleGoals:
      """
      user_id, goal_type, goal_name, description, target_thousandths, target_unit, \
      start_thousandths, current_thousandths, start_date, target_date, status
      """
    case .userMedications:
      """
      medication_id, public_id, user_id, drug_id, drug_name, prescription_number, prescriber_name, \
      pharmacy_id, strength, dosage_form, dosing_unit, quantity_prescribed, days_supply, \
      refills_remaining, written_on, expires_on, dosing_frequency, instructions, purpose, \
      appearance, start_date, end_date, status, paused_until, status_reason, origin, \
      adherence_target, late_text, late_text_author, late_text_on, not_yet_checked, created_at, \
      updated_at
      """
    case .medicationSchedules:
      """
      schedule_id, user_id, medication_id, kind, dose_time, dose_amount, label, \
      after_schedule_id, special_instructions, is_critical, asks_own_question, late_rule
      """
    case .scheduleVersions:
      "schedule_id, from_minute, zone_mode, home_zone, rule, told_by, entered_at, entered_by"
    case .supplyBalances: "medication_id, quantity, counted_at"
    case .supplyEntries: "medication_id, kind, change, entered_at, entered_by, note"
    case .openedPackages:
      """
      medication_id, opened_on, in_use_days, in_use_source, lot_expires_on, entered_at, entered_by
      """
    case .refillRequests:
      """
      public_id, user_id, medication_id, pharmacy_id, reason, note, status, requested_at, \
      requested_by, answered_at, answered_by, answer
      """
    case .doseEventRevisions:
      "\(DoseRow.columns), change, change_reason, changed_at, changed_by"
    case .doseEventNotes:
      "user_id, due_minute, schedule_id, nth, kind, text, created_at, created_by"
    case .openDoses:
      "schedule_id, user_id, due_minute, due_at, told_at, next_action_at"
    case .adherenceSummaries:
      """
      user_id, medication_id, period_type, period_start, period_end, total_scheduled_doses, \
      doses_taken, doses_missed, doses_excused, current_streak_days, computed_at
      """
    case .notificationHistory:
      """
      notification_id, user_id, notification_type, title, delivery_method, delivery_status, \
      scheduled_for, delivered_at, opened_at, clicked_at, action_taken, reason
      """
    default: nil
    }
  }

  private var catalogueColumns: String? {
    switch self {
    case .ingredients:
      """
      ingredient_id, name, tall_man_name, control_schedule, high_alert, flags, lingers_days, \
      late_rule, late_text, source, written_on
      """
    case .ingredientClasses: "class_name, ingredient_id"
    case .drugsMaster:
      """
      drug_id, public_id, drug_name, generic_name, tall_man_name, brand_names, drug_class, \
      therapeutic_category, active_ingredients, available_strengths, dosage_forms, routes, \
      dosing_unit, splittable, control_schedule, indications, contraindications, side_effects, \
      fda_approved, source, written_on
      """
    case .drugIngredients: "drug_id, position, ingredient_id"
    case .drugSearch, .productSearch: "rowid, names"
    case .drugInteractions:
      """
      side_a, side_b, severity, interaction_type, mechanism, clinical_effect, \
      management_strategy, evidence_level, keep_apart_before_minutes, keep_apart_after_minutes, \
      source, written_on, after_a_days, after_b_days
      """
    case .drugFoodInteractions:
      """
      side_a, food_item, interaction_type, description, recommendation, evidence_level, source, \
      written_on
      """
    case .doseLimits:
      """
      ingredient_id, route, form, age_from, age_to, amount, period_hours, renal_note, note, \
      source, written_on
      """
    case .safetyFacts: "kind, subject, detail, source, written_on"
    case .restartRules: "side, after_hours, text, source, written_on"
    default: nil
    }
  }

  private var pharmacyColumns: String {
    switch self {
    case .pharmacies:
      """
      pharmacy_id, public_id, pharmacy_name, chain_name, pharmacy_type, phone_number, \
      address_line1, city, state_province, postal_code, hours_of_operation, services_offered, \
      is_active
      """
    case .suppliers:
      """
      supplier_id, name, account_number, phone_number, lead_days, order_cutoff, \
      handles_schedule_two, is_active
      """
    case .products:
      """
      product_id, public_id, drug_id, product_name, display_name, strength, dosage_form, \
      billing_unit, is_breakable, control_schedule, storage, appearance, imprint, reorder_point, \
      maximum_stock, daily_demand, abc_class, counted_on, cost_cents, price_cents, supplier_id, \
      owed, on_order
      """
    case .packages: "package_id, product_id, ndc, gtin, package_size, description"
    case .lots:
      """
      lot_id, product_id, lot_number, expires_on, status, status_reason, bin, serial_number, \
      supplier_id, received_on, on_hand, reserved
      """
    case .traceability:
      """
      movement_id, gtin, serial_number, lot_number, expires_on, trading_partner, \
      transaction_reference
      """
    case .purchaseOrders:
      """
      order_id, public_id, supplier_id, status, is_schedule_two, form_222_number, created_at, \
      created_by, approved_at, approved_by, sent_at, expected_on, closed_at, note
      """
    case .purchaseOrderLines:
      """
      line_id, order_id, product_id, package_id, packs, quantity, received, cost_cents, \
      back_ordered_until
      """
    case .receipts:
      """
      receipt_id, order_id, supplier_id, operation_id, invoice_number, received_at, received_by
      """
    case .receiptLines:
      "receipt_id, position, line_id, movement_id, discrepancy, discrepancy_note"
    case .stockCounts:
      """
      count_id, product_id, status, opened_at, opened_by, counted_by, approved_by, approved_at
      """
    case .stockCountLines: "count_id, lot_id, expected, counted, recounted, movement_id"
    case .recalls:
      """
      product_id, lot_numbers, recall_class, reason, patient_text, announced_on, entered_at, \
      entered_by, closed_at
      """
    case .prescriptions:
      """
      prescription_id, public_id, rx_number, user_id, medication_id, drug_id, provider_id, \
      pharmacy_id, strength, dosage_form, sig, quantity, days_supply, refills_authorized, \
      refills_remaining, control_schedule, written_on, earliest_fill_on, expires_on, step, \
      suspended_until, promised_at, locked_by, locked_at, created_at
      """
    case .prescriptionSteps: "prescription_id, position, step, entered_at, entered_by, note"
    case .fillLots: "fill_id, lot_id, quantity"
    case .payments:
      """
      fill_id, method, amount_cents, insurance_id, claim_status, claim_answer, paid_at, taken_by
      """
    case .services: "service_id, name, duration_minutes, buffer_minutes, capacity"
    case .appointments:
      """
      service_id, pharmacy_id, user_id, provider_id, starts_at, ends_at, status, note
      """
    case .surveys:
      """
      user_id, pharmacy_id, recommend, waited_minutes, counselling_offered, understood, comment, \
      answered_on
      """
    case .notes:
      """
      note_id, user_id, provider_id, written_on, transcription, transcribed_by, verified_by, \
      created_at
      """
    case .noteSearch: "rowid, transcription"
    case .attachments: "note_id, media_type, content, content_digest, added_at"
    case .consents: "user_id, purpose, is_given, given_at, withdrawn_at"
    case .sessions:
      """
      session_id, user_id, created_at, last_activity, expires_at, ip_address, user_agent, is_active
      """
    default: ""
    }
  }

  /// The statement that writes one row.
  ///
  /// Made of the constants above only.
  var insertSQL: String {
    let places = Array(repeating: "?", count: width).joined(separator: ", ")
    return "INSERT INTO \(rawValue) (\(columns)) VALUES (\(places))"
  }

  /// How many values a row has.
  var width: Int { columns.split(separator: ",").count }
}
