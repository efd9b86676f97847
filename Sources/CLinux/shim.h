#ifndef PRESCRIPCARE_CLINUX_H
#define PRESCRIPCARE_CLINUX_H
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

// _GNU_SOURCE must not be defined here: it changes the members of structures such as fd_set,
// and Swift refuses two modules that see one structure differently. What the C library keeps
// behind it is declared by hand.
extern int pipe2(int descriptors[2], int flags);
extern int memfd_create(const char *name, unsigned int flags);
extern int wcwidth(wchar_t character);
extern int posix_openpt(int flags);
extern int grantpt(int descriptor);
extern int unlockpt(int descriptor);
extern int ptsname_r(int descriptor, char *name, size_t capacity);
#ifndef MFD_CLOEXEC
#define MFD_CLOEXEC 1U
#endif
#ifndef POSIX_SPAWN_SETSID
#define POSIX_SPAWN_SETSID 0x80
#endif

// Functions return what the system call returns: -1 with errno set means failure.

// -- Signals -----------------------------------------------------------------------------

// The signals a full-screen program reads from a descriptor instead of being interrupted by.
static inline void cl_terminal_signals(sigset_t *set) {
  sigemptyset(set);
  sigaddset(set, SIGWINCH);
  sigaddset(set, SIGHUP);
  sigaddset(set, SIGTERM);
  sigaddset(set, SIGINT);
  sigaddset(set, SIGTSTP);
  sigaddset(set, SIGCONT);
}

static inline int cl_block_terminal_signals(void) {
  sigset_t set;
  cl_terminal_signals(&set);
  signal(SIGPIPE, SIG_IGN);
  return pthread_sigmask(SIG_BLOCK, &set, NULL);
}

static inline int cl_unblock_terminal_signals(void) {
  sigset_t set;
  cl_terminal_signals(&set);
  return pthread_sigmask(SIG_UNBLOCK, &set, NULL);
}

static inline int cl_terminal_signal_descriptor(void) {
  sigset_t set;
  cl_terminal_signals(&set);
  return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

// The next signal waiting at a signalfd, or 0 when there is none.
static inline int cl_next_signal(int descriptor) {
  struct signalfd_siginfo information;
  ssize_t got = read(descriptor, &information, sizeof information);
  return got == (ssize_t)sizeof information ? (int)information.ssi_signo : 0;
}

// Stops this process, or with `whole_group` everything started with it, as ^Z would. Returns
// once continued. An orphaned process group is not stopped: the kernel drops the signal.
static inline void cl_stop_here(int whole_group) {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  signal(SIGTSTP, SIG_DFL);
  if (whole_group) kill(0, SIGTSTP); else raise(SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, NULL);
  pthread_sigmask(SIG_BLOCK, &stop, NULL);
}

// -- Descriptors -------------------------------------------------------------------------

static inline int cl_pipe(int descriptors[2]) {
  return pipe2(descriptors, O_CLOEXEC | O_NONBLOCK);
}

// A pipe whose ends block, closed in programs started from here.
static inline int cl_blocking_pipe(int descriptors[2]) { return pipe2(descriptors, O_CLOEXEC); }

static inline int cl_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

// A timer on the wall clock that also reports when somebody sets that clock (ECANCELED).
static inline int cl_wall_clock_timer(void) {
  return timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
}

static inline int cl_monotonic_timer(void) {
  return timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC);
}

static inline int cl_timer_set_wall(int descriptor, int64_t seconds, int64_t nanoseconds) {
  struct itimerspec when = {{0, 0}, {seconds, nanoseconds}};
  return timerfd_settime(
      descriptor, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, NULL);
}

static inline int cl_timer_set_after(int descriptor, int64_t seconds, int64_t nanoseconds) {
  struct itimerspec when = {{0, 0}, {seconds, nanoseconds}};
  return timerfd_settime(descriptor, 0, &when, NULL);
}

// Expirations since the last call; 0 when none, -1 with ECANCELED when the clock was set.
static inline int64_t cl_timer_read(int descriptor) {
  uint64_t count = 0;
  ssize_t got = read(descriptor, &count, sizeof count);
  if (got == (ssize_t)sizeof count) return (int64_t)count;
  return errno == EAGAIN ? 0 : -1;
}

static inline int cl_event_descriptor(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

static inline int cl_watch_descriptor(void) { return inotify_init1(IN_NONBLOCK | IN_CLOEXEC); }

// Reports writes to, and renames onto, the entries of a folder.
static inline int cl_watch_folder(int descriptor, const char *path) {
  return inotify_add_watch(
      descriptor, path, IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE);
}

static inline int cl_file_status(int descriptor, struct stat *status) {
  return fstat(descriptor, status);
}

static inline int cl_is_regular_file(mode_t mode) { return S_ISREG(mode); }
static inline int cl_is_directory(mode_t mode) { return S_ISDIR(mode); }
static inline int cl_is_symbolic_link(mode_t mode) { return S_ISLNK(mode); }

// 0 when the exclusive lock was taken, -1 with EWOULDBLOCK when another process holds it.
static inline int cl_try_lock(int descriptor) { return flock(descriptor, LOCK_EX | LOCK_NB); }
// The same for a lock that others may share: -1 with EWOULDBLOCK when one holds it for itself.
static inline int cl_try_shared_lock(int descriptor) { return flock(descriptor, LOCK_SH | LOCK_NB); }
static inline int cl_lock(int descriptor) { return flock(descriptor, LOCK_EX); }
static inline int cl_unlock(int descriptor) { return flock(descriptor, LOCK_UN); }

// -- Process -----------------------------------------------------------------------------

// Keeps memory that holds health data out of core dumps and away from other processes.
static inline int cl_forbid_core_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// Limits a resource for good: soft and hard.
static inline int cl_limit(int resource, uint64_t most) {
  struct rlimit limit = {most, most};
  return setrlimit(resource, &limit);
}
static inline int cl_limit_file_size(uint64_t bytes) { return cl_limit(RLIMIT_FSIZE, bytes); }
static inline int cl_limit_open_files(uint64_t count) { return cl_limit(RLIMIT_NOFILE, count); }
static inline int cl_limit_processor_time(uint64_t seconds) {
  return cl_limit(RLIMIT_CPU, seconds);
}

// Takes from this process, for good, the power to start any other program: the kernel answers
// execve with EPERM, whatever code runs in here. Architectures without a known number are refused
// with ENOSYS.
static inline int cl_forbid_programs(void) {
#if defined(__x86_64__)
  const uint32_t architecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
  const uint32_t architecture = AUDIT_ARCH_AARCH64;
#else
  errno = ENOSYS;
  return -1;
#endif
#if defined(__x86_64__) || defined(__aarch64__)
  struct sock_filter steps[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, architecture, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      // The second calling convention of x86-64 has numbers of its own, above these.
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 2, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execve, 1, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execveat, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof steps / sizeof steps[0], steps};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
  // 1: for all threads at once.
  return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program);
#endif
}

// Asks for a signal when the parent dies, so that no helper is left behind.
static inline int cl_die_with_parent(int signal_number) {
  return prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0);
}

static inline int64_t cl_monotonic_nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static inline int cl_exited(int status) { return WIFEXITED(status); }
static inline int cl_exit_code(int status) { return WEXITSTATUS(status); }
static inline int cl_ended_by_signal(int status) { return WIFSIGNALED(status); }
static inline int cl_ending_signal(int status) { return WTERMSIG(status); }
static inline int cl_is_stopped(int status) { return WIFSTOPPED(status); }

// -- Text --------------------------------------------------------------------------------

// Columns of one character as the C library sees it in UTF-8, whatever locale is set:
// 0, 1 or 2, or -1 when it is not printable.
static inline int cl_columns(uint32_t scalar) {
  static __thread locale_t utf8 = (locale_t)0;
  if (utf8 == (locale_t)0) utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  if (utf8 == (locale_t)0) return -1;
  locale_t before = uselocale(utf8);
  int columns = wcwidth((wchar_t)scalar);
  uselocale(before);
  return columns;
}

static inline int cl_locale_is_utf8(void) {
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

// -- Terminals ---------------------------------------------------------------------------

static inline int cl_window_size(int descriptor, int *rows, int *columns) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return -1;
  *rows = size.ws_row;
  *columns = size.ws_col;
  return 0;
}

static inline int cl_set_window_size(int descriptor, int rows, int columns) {
  struct winsize size = {(unsigned short)rows, (unsigned short)columns, 0, 0};
  return ioctl(descriptor, TIOCSWINSZ, &size);
}

// Opens a pseudo-terminal and writes the name of its other side into `name`.
static inline int cl_open_terminal(char *name, size_t capacity) {
  int side = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  if (side < 0) return -1;
  if (grantpt(side) != 0 || unlockpt(side) != 0 || ptsname_r(side, name, capacity) != 0) {
    close(side);
    return -1;
  }
  return side;
}

// Starts a program as leader of a session of its own, with no signal blocked or handled otherwise
// than at first, and gives `actions` back. By posix_spawn alone, so it is safe in a program with
// threads: no code runs between fork and exec. 0 or an errno.
static inline int cl_spawn_in_session(
    pid_t *process, const char *path, posix_spawn_file_actions_t *actions,
    char *const arguments[], char *const environment[]) {
  posix_spawnattr_t attributes;
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(
      &attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  int problem = posix_spawn(process, path, actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy(actions);
  posix_spawnattr_destroy(&attributes);
  return problem;
}

// Starts a program whose terminal is `terminal_name`. `passed` becomes descriptor `passed_as` in it
// (-1: none), and no other descriptor is open. 0 or an errno.
static inline int cl_spawn_on_terminal(
    pid_t *process, const char *path, char *const arguments[], char *const environment[],
    const char *terminal_name, int passed, int passed_as) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, terminal_name, O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&actions, 0, 1);
  posix_spawn_file_actions_adddup2(&actions, 0, 2);
  int next = 3;
  if (passed >= 0) {
    posix_spawn_file_actions_adddup2(&actions, passed, passed_as);
    for (; next < passed_as; next++) posix_spawn_file_actions_addclose(&actions, next);
    next++;
  }
  posix_spawn_file_actions_addclosefrom_np(&actions, next);
  return cl_spawn_in_session(process, path, &actions, arguments, environment);
}

// -- Programs ----------------------------------------------------------------------------

// Starts a program in a session of its own, away from every terminal: its input is `input`, its
// outputs go to `output` and `errors`, no other descriptor is open in it, and it stands in `folder`
// (NULL: where this program stands).
// Killing the negative of `process` ends all that it started. 0 or an errno.
static inline int cl_spawn_alone(
    pid_t *process, const char *path, char *const arguments[], char *const environment[],
    int input, int output, int errors, const char *folder) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, 0);
  posix_spawn_file_actions_adddup2(&actions, output, 1);
  posix_spawn_file_actions_adddup2(&actions, errors, 2);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  if (folder) posix_spawn_file_actions_addchdir_np(&actions, folder);
  return cl_spawn_in_session(process, path, &actions, arguments, environment);
}

// A descriptor that becomes readable when a child has ended.
static inline int cl_process_descriptor(pid_t process) {
  return (int)syscall(SYS_pidfd_open, process, 0);
}

// -- Crashes -----------------------------------------------------------------------------

// What a crash must put back. Kept in statics because a signal handler can reach nothing else;
// so these three functions are to be called from one Swift file only (each file that calls a
// `static inline` function has its own statics).
struct cl_crash {
  volatile int armed;
  int terminal;
  int standard_error;
  int captured_error;
  size_t length;
  char reset[256];
  struct termios modes;
};

static inline struct cl_crash *cl_crash_state(void) {
  static struct cl_crash state;
  return &state;
}

static inline void cl_crash_handler(int signal_number) {
  struct cl_crash *state = cl_crash_state();
  if (state->armed) {
    state->armed = 0;
    ssize_t ignored = write(state->terminal, state->reset, state->length);
    tcsetattr(state->terminal, TCSANOW, &state->modes);
    if (state->captured_error >= 0) {
      char buffer[1024];
      off_t offset = 0;
      for (int turn = 0; turn < 64; turn++) {
        ssize_t got = pread(state->captured_error, buffer, sizeof buffer, offset);
        if (got <= 0) break;
        ignored = write(state->standard_error, buffer, (size_t)got);
        offset += got;
      }
    }
    (void)ignored;
  }
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

static inline void cl_crash_guard(
    int terminal, const struct termios *modes, const char *reset, int standard_error,
    int captured_error) {
  static char stack[65536];
  static const int signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
  stack_t alternate = {.ss_sp = stack, .ss_flags = 0, .ss_size = sizeof stack};
  struct cl_crash *state = cl_crash_state();
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = cl_crash_handler;
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  state->terminal = terminal;
  state->standard_error = standard_error;
  state->captured_error = captured_error;
  state->modes = *modes;
  state->length = strnlen(reset, sizeof state->reset);
  memcpy(state->reset, reset, state->length);
  sigaltstack(&alternate, NULL);
  state->armed = 1;
  for (size_t index = 0; index < sizeof signals / sizeof *signals; index++)
    sigaction(signals[index], &action, NULL);
}

static inline void cl_crash_guard_end(void) { cl_crash_state()->armed = 0; }
#endif
