// From scored pairs to parties, so that no hub, bridge or chain makes one party of many.
//
// Records that links hold together are looked at as a whole: every pair among them is scored, also
// those that no key brought together, and two groups become one only while all that is between them
// speaks for it, the best first. Each field counts with its mean over the pairs that have it: a
// birth date that stands in few records is not outvoted by those without. One bridge between two
// families is outvoted by all the pairs that contradict; a strong contradiction (kCannotLink)
// forbids for good.
//
//   a1 -12- a2        mean of a and b: (6 - 9 - 9 - 8) / 4 < 0, so two parties
//    |6
//   b1 -11- b2
//
// A component of more than kComponentMax records is first cut by its weaker links. Infinite
// log-odds are a person's word: such two are one party, or never, whatever else speaks; the parties
// of two that are one are one. Same links, same parties, whatever the order and the number of
// threads.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "linkage/evidence.h"

namespace chokepoint::linkage {

struct Link {
  std::uint32_t a = 0, b = 0;
  float log_odds = 0;
};

struct Parties {
  std::vector<std::uint32_t> of_record;  // the lowest record of the party
  std::vector<float> probability;        // that the record belongs there, or stands alone
};

inline constexpr std::size_t kComponentMax = 200;
inline constexpr float kCannotLink = -25;

// Pure, and safe to call from several threads.
struct Scoring {
  // Log-odds. Pairs of plus infinity have to be among the links; they and those of minus infinity
  // must not contradict one another, not even through third records.
  std::function<float(std::uint32_t, std::uint32_t)> of_pair;
  std::function<PairParts(std::uint32_t, std::uint32_t)> parts;
  std::function<float(const PairParts&)> of_parts;  // log-odds; for one pair's parts what
                                                    // its evidence says
};

Parties cluster(std::size_t records, std::vector<Link> links, const Scoring& scoring, int threads);

}  // namespace chokepoint::linkage
