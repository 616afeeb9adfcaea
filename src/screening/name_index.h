// Names of a list, ready to be asked "who of these may this be?" many times a second.
//
// Idea: every distinct word of the list stands in a table of keys: itself, itself less one letter
// (so that two words one change apart share a key), its sounds, its short forms. A query's words
// find list words, these find names, and a name is compared in full only when the weights of the
// words found so far leave it a chance.
//
// Recall bound, held against the exhaustive scan in the tests: every name whose similarity is at or
// above `cutoff` is found when each of its words is within one change of a word of the query (one
// of the two of three letters and more; else equal), or has one sound or one short form with it, or
// is the query's words joined or split, in any order. Missing words are allowed as far as the
// similarity bears them.
//
// Build once, then read by any number of threads. Memory: about 200 bytes a name. Deterministic.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/parsed_name.h"
#include "text/similarity.h"

namespace chokepoint::screening {

struct ListedName {
  std::string_view name;
  std::string_view schema;   // as text::ParseOptions; empty: told by the words
  std::string_view country;  // empty: unknown
  std::uint32_t entry = 0;   // whose name this is; several names may share an entry
};

// The schema of an entry, by its kind as lists have it: person, organization, vessel, aircraft;
// empty for any other.
std::string_view schema_of(std::string_view kind);

struct NameMatch {
  std::uint32_t name = 0;  // position in what was indexed
  std::uint32_t entry = 0;
  double similarity = 0;
  bool written_alike = false;  // equal once folded
  double doubt = 0;            // 0 to 1: how far it was marked down as a common name
};

struct FindOptions {
  double cutoff = 0.70;
  std::size_t limit = 10;  // entries
};

struct NameRows;

class NameIndex {
 public:
  // The names are copied as far as needed. `threads` never changes the result.
  static NameIndex build(std::span<const ListedName> names, int threads);
  NameIndex(NameIndex&&) noexcept;
  NameIndex& operator=(NameIndex&&) noexcept;
  ~NameIndex();

  // A query parsed with the weights of this list.
  text::ParsedName parse(std::string_view name, std::string_view schema,
                         std::string_view country) const;

  // The best name of each entry, most alike first; ties: written alike, then by position.
  std::vector<NameMatch> find(const text::ParsedName& query, const FindOptions& options) const;
  // The same by comparing with every name. The twin for tests.
  std::vector<NameMatch> find_exhaustively(const text::ParsedName& query,
                                           const FindOptions& options) const;

  // In words: what agrees, what is missing and what contradicts, as find() saw it.
  std::string explain(const text::ParsedName& query, const NameMatch& match) const;

  std::size_t size() const;
  std::size_t word_count() const;  // distinct words

 private:
  explicit NameIndex(std::unique_ptr<NameRows> rows);
  std::unique_ptr<NameRows> rows_;
};

}  // namespace chokepoint::screening
