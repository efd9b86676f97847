/// The tables and columns of the blueprint that the patient's side was drawn from, and what became
/// of each column that is not kept under its own name.
enum BlueprintColumns {
  struct Table {
    let name: String
    let columns: [String]
    /// Column to explanation, for those that are derived or moved.
    let explained: [String: String]
  }

  static let tables: [Table] = [
    Table(
      name: "users",
      columns: words(
        """
        user_id email password_hash salt email_verified account_status two_factor_enabled
        created_at updated_at last_login
        """
      ),
      explained: ["salt": "moved: part of `password_hash`, which is a PHC string"]
    ),
    Table(
      name: "user_profiles",
      columns: words(
        """
        profile_id user_id first_name last_name date_of_birth gender phone_number height_cm
        weight_kg bmi blood_type timezone notification_preferences
        """
      ),
      explained: [
        "weight_kg": "derived from `weight_g`, a whole number of grams",
        "bmi": "derived from `weight_g` and `height_cm`",
        "notification_preferences":
          "moved: each is a column of `notification_preferences`; consents stand in `consents`",
      ]
    ),
    Table(
      name: "user_medical_conditions",
      columns: words(
        """
        condition_id user_id condition_name condition_code severity diagnosed_date status notes
        """
      ),
      explained: [:]
    ),
    Table(
      name: "user_allergies",
      columns: words(
        """
        allergy_id user_id allergen_name allergen_type reaction_severity reaction_symptoms
        verified_by_doctor
        """
      ),
      explained: [:]
    ),
    Table(
      name: "drugs_master",
      columns: words(
        """
        drug_id drug_name generic_name brand_names drug_class therapeutic_category
        active_ingredients available_strengths dosage_forms indications contraindications
        side_effects fda_approved
        """
      ),
      explained: [:]
    ),
    Table(
      name: "drug_interactions",
      columns: words(
        """
        interaction_id drug_a_id drug_b_id interaction_type mechanism clinical_effect
        management_strategy evidence_level severity_score
        """
      ),
      explained: [
        "drug_a_id": "moved to `side_a`: interactions hold by ingredient or class, not by product",
        "drug_b_id": "moved to `side_b`, as `side_a`",
        "severity_score": "derived from `severity`, 4 for contraindicated to 1 for minor",
      ]
    ),
    Table(
      name: "drug_food_interactions",
      columns: words(
        "interaction_id drug_id food_item interaction_type description recommendation"
      ),
      explained: ["drug_id": "moved to `side_a`: an ingredient or a class, not a product"]
    ),
    Table(
      name: "user_medications",
      columns: words(
        """
        medication_id user_id drug_id prescription_number prescriber_name strength dosage_form
        quantity_prescribed refills_remaining dosing_frequency dosing_schedule instructions
        start_date end_date status adherence_target
        """
      ),
      explained: [
        "dosing_schedule":
          "moved to `schedule_versions.rule`; the view `user_medications_full` shows the rules"
      ]
    ),
    Table(
      name: "medication_schedules",
      columns: words(
        "schedule_id medication_id dose_time dose_amount special_instructions is_active"
      ),
      explained: [:]
    ),
    Table(
      name: "dose_events",
      columns: words(
        """
        event_id user_id medication_id schedule_id scheduled_datetime actual_datetime status
        dose_amount_taken taken_with_food side_effects_noted notes recorded_via
        """
      ),
      explained: [
        "event_id":
          "moved: the key is (user_id, due_minute, schedule_id, nth); see `dose_events_full`",
        "medication_id": "moved to `medication_schedules`; the view `dose_events_full` shows it",
        "scheduled_datetime":
          "moved to `due_minute`, which counts on the schedule's own clock; in the view as text",
        "actual_datetime":
          "moved to `taken_after_seconds`, counted from the due instant; in the view",
        "dose_amount_taken":
          "moved to `amount`, empty when it was what the rule planned; in the view",
        "side_effects_noted": "moved to `dose_event_notes` of kind sideEffect; in the view",
        "notes": "moved to `dose_event_notes` of kind note; in the view",
      ]
    ),
    Table(
      name: "adherence_summaries",
      columns: words(
        """
        summary_id user_id medication_id period_type period_start period_end
        total_scheduled_doses doses_taken doses_missed adherence_percentage current_streak_days
        """
      ),
      explained: [
        "summary_id": "moved: the key is (user_id, medication_id, period_type, period_start)",
        "adherence_percentage": "derived from the counts; excused doses do not count against it",
      ]
    ),
    Table(
      name: "notification_preferences",
      columns: words(
        """
        preference_id user_id medication_reminders missed_dose_alerts refill_reminders
        push_notifications email_notifications sms_notifications reminder_advance_minutes
        quiet_hours_start quiet_hours_end
        """
      ),
      explained: [:]
    ),
    Table(
      name: "notification_queue",
      columns: words(
        """
        notification_id user_id notification_type title message scheduled_for delivery_method
        priority status sent_at related_medication_id
        """
      ),
      explained: [:]
    ),
    Table(
      name: "notification_history",
      columns: words(
        """
        history_id notification_id user_id delivery_method delivery_status delivered_at opened_at
        clicked_at action_taken
        """
      ),
      explained: [:]
    ),
    Table(
      name: "healthcare_providers",
      columns: words(
        """
        provider_id first_name last_name title specialty npi_number practice_name phone_number
        email is_active verified
        """
      ),
      explained: [:]
    ),
    Table(
      name: "user_provider_relationships",
      columns: words(
        """
        relationship_id user_id provider_id relationship_type is_primary start_date end_date status
        can_view_medications can_prescribe
        """
      ),
      explained: [:]
    ),
    Table(
      name: "health_metrics",
      columns: words(
        """
        metric_id user_id metric_type metric_value unit recorded_at notes recorded_via is_verified
        """
      ),
      explained: [
        "metric_value": "derived from `value_thousandths`: no amount is a floating number"
      ]
    ),
    Table(
      name: "lifestyle_goals",
      columns: words(
        """
        goal_id user_id goal_type goal_name description target_value target_unit current_value
        start_date target_date status completion_percentage
        """
      ),
      explained: [
        "target_value": "derived from `target_thousandths`",
        "current_value": "derived from `current_thousandths`",
        "completion_percentage": "derived from start, current and target",
      ]
    ),
    Table(
      name: "pharmacies",
      columns: words(
        """
        pharmacy_id pharmacy_name chain_name pharmacy_type phone_number address_line1 city
        state_province postal_code hours_of_operation services_offered is_active
        """
      ),
      explained: [:]
    ),
    Table(
      name: "user_insurance",
      columns: words(
        """
        insurance_id user_id insurance_company plan_name policy_number copay_amount
        deductible_amount effective_date expiration_date is_primary is_active
        """
      ),
      explained: [
        "copay_amount": "derived from `copay_cents`: money is whole cents",
        "deductible_amount": "derived from `deductible_cents`",
      ]
    ),
    Table(
      name: "audit_logs",
      columns: words(
        """
        log_id user_id action_type table_name record_id old_values new_values performed_at
        ip_address user_agent risk_level
        """
      ),
      explained: [
        "old_values": "moved: `old_digest`; the values themselves stay in the tables of revisions",
        "new_values": "moved: `new_digest`; the row itself holds the values",
      ]
    ),
    Table(
      name: "session_management",
      columns: words(
        """
        session_id user_id created_at last_activity expires_at ip_address user_agent is_active
        """
      ),
      explained: [:]
    ),
  ]

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
