// What went wrong, for every function that the outside world can make fail.
//
// Bad rows of data are no errors: they become rejects and the run goes on. What we did wrong stops
// the program (CHECK). All that is left (files, disks, locks, arguments) comes back as Expected<T>.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace chokepoint {

enum class ErrorCode {
  usage,          // the caller asked for something that makes no sense; exit 2
  not_found,      // a file, table, row or name that is not there
  permission,     // the system said no
  disk_full,      // no room left
  io,             // reading or writing failed for another reason
  format,         // bytes that are not what they should be, as a whole (a mapping, a case file, a
                  // typology)
  rejected,       // more rows were rejected than allowed; exit 3
  findings,       // findings where --fail-on asks; exit 4
  locked,         // another process holds the case file; exit 5
  newer_version,  // a case file written by a later program
  unsupported,    // this build or engine cannot do it
  interrupted,    // a signal asked us to stop; exit 130
};

struct [[nodiscard]] Error {
  ErrorCode code;
  std::string message;  // a sentence: what, where, and what to do next

  // The same error with where it happened put in front: "ingest: feed.csv: ...".
  Error in(std::string_view place) && {
    message = std::string(place) + ": " + message;
    return std::move(*this);
  }
};

template <class T = void>
using Expected = std::expected<T, Error>;

inline std::unexpected<Error> fail(ErrorCode code, std::string message) {
  return std::unexpected(Error{code, std::move(message)});
}

}  // namespace chokepoint

#define CHOKEPOINT_JOIN_INNER(a, b) a##b
#define CHOKEPOINT_JOIN(a, b) CHOKEPOINT_JOIN_INNER(a, b)

// Returns the error of an Expected<void> from the function around it.
#define TRY(expression)                                    \
  do {                                                     \
    if (auto outcome_ = (expression); !outcome_) {         \
      return std::unexpected(std::move(outcome_).error()); \
    }                                                      \
  } while (false)

// Declares or assigns `target` from an Expected<T>, or returns its error.
#define TRY_ASSIGN(target, expression)                                              \
  auto CHOKEPOINT_JOIN(outcome_, __LINE__) = (expression);                          \
  if (!CHOKEPOINT_JOIN(outcome_, __LINE__)) {                                       \
    return std::unexpected(std::move(CHOKEPOINT_JOIN(outcome_, __LINE__)).error()); \
  }                                                                                 \
  target = std::move(*CHOKEPOINT_JOIN(outcome_, __LINE__))
