#include "linkage/first_guesses.h"

namespace chokepoint::linkage {
namespace {

constexpr Probabilities kWordMatch = {0, 0.80, 0.08, 0.04, 0.02, 0.02, 0.004, 0.01, 0.001};
constexpr Probabilities kTextMatch = {0, 0.45, 0.25, 0.15, 0.10, 0.03, 0.01, 0.001, 0.001};
constexpr Probabilities kDateMatch = {0, 0.80, 0.08, 0.05, 0.02, 0.01, 0.005, 0.001, 0.001};
constexpr Probabilities kYearMatch = {0, 0.85, 0.08, 0.03, 0.04, 0.001, 0.001, 0.001, 0.001};
constexpr Probabilities kCodeMatch = {0, 0.80, 0.10, 0.03, 0.07, 0.001, 0.001, 0.001, 0.001};
constexpr Probabilities kPlaceMatch = {0, 0.75, 0.12, 0.05, 0.07, 0.001, 0.001, 0.01, 0.001};
constexpr Probabilities kEmailMatch = {0, 0.75, 0.12, 0.05, 0.08, 0.001, 0.001, 0.001, 0.001};

}  // namespace

const Probabilities& first_guess(Comparer comparer) {
  switch (comparer) {
    case Comparer::word: return kWordMatch;
    case Comparer::text: return kTextMatch;
    case Comparer::date: return kDateMatch;
    case Comparer::year: return kYearMatch;
    case Comparer::code: return kCodeMatch;
    case Comparer::place: return kPlaceMatch;
    case Comparer::email: return kEmailMatch;
  }
  return kWordMatch;
}

double most_of_matches(Role role, std::size_t level) {
  switch (role) {
    case Role::whole_name:
    case Role::title: return level == 6 ? 0.01 : level == 5 ? 0.03 : 1;
    case Role::given: return level == 6 ? 0.06 : level == 5 ? 0.12 : 1;
    case Role::surname: return level == 6 ? 0.06 : level == 5 ? 0.12 : 1;
    case Role::birth: return level == 6 ? 0.05 : 1;
    default: return 1;
  }
}

}  // namespace chokepoint::linkage
