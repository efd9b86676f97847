import CLinux
import Glibc

/// A lock with a condition whose waits are measured by a clock that nobody can set.
///
/// `NSCondition` waits for a time of day: were the clock set back meanwhile, ten seconds would
/// become a day.
final class MonotonicCondition: @unchecked Sendable {
  // Unchecked: both pointers never change, and what they point to is made for several threads.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func lock() { pthread_mutex_lock(mutex) }
  func unlock() { pthread_mutex_unlock(mutex) }
  func broadcast() { pthread_cond_broadcast(condition) }

  /// A point in time, in nanoseconds of the monotonic clock, so many seconds from now.
  static func deadline(after seconds: Double) -> Int64 {
    cl_monotonic_nanoseconds() + Int64(seconds * 1e9)
  }

  /// Waits until somebody calls ``broadcast()``; false when the deadline came first.
  ///
  /// Only to be called while locked. It may return true although nobody called.
  func wait(until deadline: Int64) -> Bool {
    var time = timespec(
      tv_sec: Int(deadline / 1_000_000_000),
      tv_nsec: Int(deadline % 1_000_000_000)
    )
    return pthread_cond_timedwait(condition, mutex, &time) == 0
  }
}
