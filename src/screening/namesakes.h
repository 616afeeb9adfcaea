// Whether two persons' names that are alike say enough to mean one person, or whether many bear
// such names.
//
// Idea: what agrees has an information, the sum of the surprises of its words. A name of that
// information is met by accident on a list of n names about n * exp(-information) times. A name
// that agrees word for word is a namesake and stays as alike as it is. One that agrees only by
// sound, by another spelling or with words left over has to say more than the list is long; what
// is missing is its doubt. Example: on a list of 20,000 names "Yuriy Kovalchuk" and "Kovalchuk,
// Yuri Valentinovich" are two frequent words, and stay under the threshold unless a date of birth
// agrees. Counter-example: "Yasser Abbas Aziz" and "Abbas, Yasir Aziz", three words, stay over it.
#pragma once

#include <cstddef>
#include <span>

#include "text/parsed_name.h"

namespace chokepoint::screening {

// What two persons' names have in agreed.
struct AgreedWords {
  float information = 0;  // in nats, of the words that agree
  float left_over = 0;    // further nats that words without a partner ask for
  // All words agree as written, in any order, joined or parted; or all but one, which has a letter
  // wrong and is no name of its own.
  bool is_word_for_word = false;
};

// Words of one reading of each; not symmetric: a slip is looked for in the query.
AgreedWords find_agreed_words(std::span<const text::ParsedToken* const> query,
                              std::span<const text::ParsedToken* const> listed);

// 0: says enough among so many listed names. 1: many bear such names.
double doubt_of(const AgreedWords& agreed, std::size_t listed_names);

// What doubt leaves of a similarity: never more than it was; what was above kDoubtful stays so.
inline constexpr double kDoubtful = 0.70;
double with_doubt(double similarity, double doubt);

// How many of a million people, where the name is at home, bear a person's words; 0 when a word is
// not known to be frequent. `name`: parsed with the background's weights. An order of magnitude.
double bearers_per_million(const text::ParsedName& name);

}  // namespace chokepoint::screening
