#ifndef PRESCRIPCARE_GATE_H
#define PRESCRIPCARE_GATE_H
#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/// flock(2) under a name of its own: Swift sees the structure of the same name first.
static inline int pc_lock_file(int descriptor, int wait) {
  int result;
  do {
    result = flock(descriptor, wait ? LOCK_EX : (LOCK_EX | LOCK_NB));
  } while (result != 0 && errno == EINTR);
  return result;
}

static inline int pc_unlock_file(int descriptor) { return flock(descriptor, LOCK_UN); }

/// open(2) with a mode, for callers that cannot call variadic functions.
static inline int pc_open(const char *path, int flags, mode_t mode) {
  return open(path, flags | O_CLOEXEC | O_NOFOLLOW, mode);
}
#endif
