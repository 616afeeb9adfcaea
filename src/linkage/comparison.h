// Two records side by side: one level a field.
//
// Level 0 is "absent in one of them", 1 "the same"; the levels behind are less and less alike, as
// said at each comparer; the last one that a comparer knows is "different". A level says how the
// values agree, never how much that weighs: that is learnt (linkage/evidence.h).
//
// Two columns whose values stand crosswise (given name and surname, street and second address line)
// get kSwapped in both; two values that these files use for one another get kAlias. Thread-safe
// once the aliases are learnt.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "linkage/aliases.h"
#include "linkage/record_table.h"
#include "linkage/value_facts.h"

namespace chokepoint::linkage {

inline constexpr std::uint8_t kAbsent = 0, kSame = 1, kSwapped = 7, kAlias = 8;
inline constexpr std::size_t kLevels = 9;

using Levels = std::array<std::uint8_t, RecordTable::kFieldsMax>;

// The level that means "different" for a comparer.
std::uint8_t different_level(Comparer comparer);

// Of dates and years as ValueFacts packs them, which differ.
std::uint8_t compare_dates(std::uint32_t a, std::uint32_t b);
std::uint8_t compare_years(std::uint32_t a, std::uint32_t b);
// Whether words of that distance, the longer one of that length, are more than "different", apart
// from initials and words inside others.
bool may_be_alike(int distance, int longer);
bool may_be_near(int distance, int longer);  // the same of the local parts of e-mails

class Comparison {
 public:
  Comparison(const RecordTable& table, const std::vector<FieldFacts>& facts);

  Levels compare(std::size_t a, std::size_t b) const;
  // One field, of two values that are there and differ. `likest`: the most alike level, swaps
  // apart, that is possible as far as the caller knows; what it rules out is not looked for.
  std::uint8_t compare_values(std::size_t field, std::uint32_t a, std::uint32_t b,
                              std::uint8_t likest = kSame + 1) const;

  // What is needed of values that are compared soon is called from memory, the letters some pairs
  // later, as they are found through what comes first.
  void prefetch_value(std::size_t field, std::uint32_t value) const {
    table_.fields()[field].values.prefetch(value);
    __builtin_prefetch(&facts_[field].values[value]);
  }
  void prefetch_letters(std::size_t field, std::uint32_t value) const {
    __builtin_prefetch(table_.fields()[field].values.text(value).data());
  }

  // The same when the levels of the fields, one by one, are known already.
  void finish(std::size_t a, std::size_t b, Levels& levels) const {
    find_swaps(a, b, levels);
    apply_aliases(a, b, levels);
  }
  // For levels made before the aliases were known.
  void apply_aliases(std::size_t a, std::size_t b, Levels& levels) const;
  std::array<Aliases, RecordTable::kFieldsMax> aliases;  // by field

  const RecordTable& table() const { return table_; }
  const std::vector<FieldFacts>& facts() const { return facts_; }

  struct Crosswise {
    std::size_t first = 0, second = 0;
  };
  const std::vector<Crosswise>& crosswise() const { return crosswise_; }

 private:
  void find_swaps(std::size_t a, std::size_t b, Levels& levels) const;
  bool stand_crosswise(const Crosswise& pair, std::size_t a, std::size_t b) const;

  const RecordTable& table_;
  const std::vector<FieldFacts>& facts_;
  // A name that so many records have is no slip.
  std::uint32_t in_use_;
  std::vector<Comparer> comparers_;
  std::vector<std::uint8_t> different_;
  std::vector<bool> in_order_;  // identifiers
  std::vector<Crosswise> crosswise_;
};

}  // namespace chokepoint::linkage
