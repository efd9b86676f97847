extension SchemaMigration {
  /// Appointments, services, surveys, notes and their attachments.
  static let counter = SchemaMigration(
    name: "010-counter",
    sql: """
      CREATE TABLE services (
        service_id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        duration_minutes INTEGER NOT NULL CHECK (duration_minutes BETWEEN 5 AND 480),
        buffer_minutes INTEGER NOT NULL DEFAULT 0 CHECK (buffer_minutes BETWEEN 0 AND 120),
        capacity INTEGER NOT NULL DEFAULT 1 CHECK (capacity BETWEEN 1 AND 100),
        is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
      ) STRICT;

      CREATE TABLE appointments (
        appointment_id INTEGER PRIMARY KEY,
        service_id INTEGER NOT NULL REFERENCES services (service_id) ON DELETE RESTRICT,
        pharmacy_id INTEGER NOT NULL REFERENCES pharmacies (pharmacy_id) ON DELETE RESTRICT,
        user_id INTEGER NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
        provider_id INTEGER REFERENCES healthcare_providers (provider_id) ON DELETE SET NULL,
        place INTEGER NOT NULL DEFAULT 0 CHECK (place >= 0),
        starts_at INTEGER NOT NULL,
        ends_at INTEGER NOT NULL,
        status TEXT NOT NULL CHECK (status IN
          ('held', 'booked', 'arrived', 'done', 'noShow', 'cancelled', 'waitlist')),
        held_until INTEGER,
        lot_id INTEGER REFERENCES lots (lot_id) ON DELETE SET NULL,
        note TEXT CHECK (length(note) <= 1000),
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
        CHECK (ends_at > starts_at)
      ) STRICT;
      CREATE UNIQUE INDEX appointments_slot
        ON appointments (pharmacy_id, service_id, starts_at, place)
        WHERE status IN ('held', 'booked', 'arrived');
      CREATE INDEX appointments_user ON appointments (user_id);

      CREATE TABLE surveys (
        survey_id INTEGER PRIMARY KEY,
        user_id INTEGER REFERENCES users (user_id) ON DELETE SET NULL,
        pharmacy_id INTEGER NOT NULL REFERENCES pharmacies (pharmacy_id) ON DELETE CASCADE,
        recommend INTEGER CHECK (recommend BETWEEN 0 AND 10),
        waited_minutes INTEGER CHECK (waited_minutes BETWEEN 0 AND 600),
        counselling_offered INTEGER CHECK (counselling_offered IN (0, 1)),
        understood INTEGER CHECK (understood IN (0, 1)),
        comment TEXT CHECK (length(comment) <= 2000),
        answered_on TEXT NOT NULL
      ) STRICT;
      CREATE INDEX surveys_user ON surveys (user_id) WHERE user_id IS NOT NULL;

      CREATE TABLE notes (
        note_id INTEGER PRIMARY KEY,
        user_id INTEGER REFERENCES users (user_id) ON DELETE CASCADE,
        provider_id INTEGER REFERENCES healthcare_providers (provider_id) ON DELETE SET NULL,
        written_on TEXT NOT NULL,
        transcription TEXT CHECK (length(transcription) <= 20000),
        transcribed_by INTEGER,
        verified_by INTEGER,
        created_at INTEGER NOT NULL,
        version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
        CHECK (verified_by IS NULL OR verified_by IS NOT transcribed_by)
      ) STRICT;
      CREATE INDEX notes_user ON notes (user_id);

      CREATE TABLE attachments (
        attachment_id INTEGER PRIMARY KEY,
        note_id INTEGER NOT NULL REFERENCES notes (note_id) ON DELETE CASCADE,
        media_type TEXT NOT NULL,
        content BLOB NOT NULL,
        content_digest BLOB NOT NULL CHECK (length(content_digest) = 32),
        added_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX attachments_note ON attachments (note_id);

      CREATE VIRTUAL TABLE note_search USING fts5 (
        transcription, tokenize = 'unicode61 remove_diacritics 2'
      );
      """
  )
}
