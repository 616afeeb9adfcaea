// What words without a partner cost two names that are compared. Inside of text/similarity.
#pragma once

#include <array>

#include "text/alignment.h"

namespace chokepoint::text {

// Weights of the words without a partner, by what they are, for each of the two names.
struct LeftWords {
  using OfBoth = std::array<float, 2>;
  OfBoth names{}, trades{}, patronymics{}, numbers{}, lesser{}, initials{};

  void add(std::size_t side, const ParsedToken& token, bool person);
};

// What is left over: on one side an omission, on both a contradiction. All that can find partners
// must have found them.
float cost_of_leftovers(Alignment& align);

// Of an alignment where these words are sure to stay without a partner, and others may come to
// them: what that costs at least. `information`: the most that agrees in the end.
float least_cost_of_leftovers(const LeftWords& left, const Alignment& align, float information);

// Words of the name that has fewer that are no trade, place or legal form.
int count_own_words(const Alignment& align);

// By how much costs grow where all that agrees is frequent: then the rest has to agree too.
float cost_of_frequent_words(float information);

// How alike two names are, that agree by `coverage` of their weight in words that say
// `information`. `equal`: they differ in nothing.
double similarity_of(float coverage, float information, bool equal);

// Names that share nothing are still ranked: no value is a heap.
float graded(float coverage);

}  // namespace chokepoint::text
