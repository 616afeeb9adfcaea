// How alike two names are, 0 to 1, and why.
//
// Idea: words of one name are set against words of the other (each at most once, best first); what
// agrees counts by its rarity; what one name has and the other lacks costs a part of its weight,
// what contradicts costs all of it; a name of which little is known never comes as near to 1 as a
// rare one. Order, joined and split words, initials, short forms and spellings of one sound cost
// little; another given name, another number, another place in a firm's name cost much. Names with
// several readings are compared in each pair of readings, the best counts. Example: "Vladimir
// Putin" and "Путин Владимир Владимирович" 0.95. Counter-example: "John Smith", "Jane Smith" 0.5.
// Symmetric; thread-safe. Cost: a few hundred ns for parsed Latin names; see
// screening/name_index_bench.cc.
#pragma once

#include <span>
#include <string>

#include "text/parsed_name.h"

namespace chokepoint::text {

inline constexpr double kDefaultThreshold = 0.80;

struct CompareOptions {
  double threshold = kDefaultThreshold;  // match: similarity at or above it
  bool explain = false;                  // fill `why`
};

struct NameComparison {
  double similarity = 0;
  bool match = false;
  std::string why;  // one line, for people: what agreed, what was near, what is missing or
                    // contradicts
};

NameComparison compare(const ParsedName& a, const ParsedName& b,
                       const CompareOptions& options = {});

// Of two names alone a letter apart is often another name; among a list's thousands, where the rest
// of the name has to agree as well, it is first of all a slip.
enum class Against : std::uint8_t { list, pair };

// Likeness of two single words, 0 to 1; the pieces that compare() is made of.
// `person`: short forms of given names count.
float token_similarity(const ParsedToken& a, const ParsedToken& b, bool person,
                       Against against = Against::list);

// The kernel: words of one reading of each name. `written_alike`: the folded texts are equal.
struct KernelOptions {
  bool person = false;
  bool written_alike = false;
  // A list gives thousands of chances to agree by accident: omissions cost what they cost in full.
  bool against_a_list = false;
  std::string* why = nullptr;
  // Of names less alike than this nobody asks how much: 0 may come back, which is quicker.
  double at_least = 0;
};
double compare_tokens(std::span<const ParsedToken* const> a, std::span<const ParsedToken* const> b,
                      const KernelOptions& options);

}  // namespace chokepoint::text
