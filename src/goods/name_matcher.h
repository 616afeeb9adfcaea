// Finds the names of the catalogue in running text, misspelt too, in one pass.
//
// Idea: a name with at most k slips, cut in k+1 pieces, has one piece without a slip. All pieces
// stand in a table by their first four symbols; a bitmap turns nearly every position of ordinary
// text away. Where a piece stands, the name is aligned around it: insertions, deletions,
// substitutions and swaps of neighbours count one each.
//   "n-fenethyl 4-piperidon" holds "4pip"; the name aligns with two slips.
// Digits are never slips: 2-piperidone is not a misspelt 4-piperidone. A name of less than eight
// letters takes no slip and must be a word of its own. A further slip-free spelling, the swap
// across a cut, closes the one gap in the argument.
//
// Cost: one hash and one bit for a symbol; an alignment (about 1 microsecond) where a piece stands.
// Behind 2,000
// alignments in one text only names without a slip are found any more. Immutable, thread-safe.
// Paper: Navarro, A guided tour to approximate string matching, ACM Computing Surveys 33 (2001),
// section 8 (filtering).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "goods/goods_text.h"

namespace chokepoint::goods {

struct NameRule {
  std::u16string symbols;
  std::uint16_t owner = 0;      // given back with a match
  bool whole_word = false;      // nothing may be joined to it
  bool may_be_misspelt = true;  // if it is long enough
};

struct NameMatch {
  std::uint16_t owner = 0;
  std::uint32_t rule = 0;
  std::uint32_t begin = 0, end = 0;  // symbols of the text
  std::uint8_t slips = 0;
};

class NameMatcher {
 public:
  NameMatcher() = default;
  explicit NameMatcher(std::vector<NameRule> rules);

  // Appends every place where a rule holds, in no order, some perhaps twice. `text` may be longer
  // than any rule.
  void find(const FoldedText& text, std::vector<NameMatch>& matches) const;

  const NameRule& rule(std::uint32_t index) const { return rules_[index]; }
  std::size_t size() const { return rules_.size(); }

  // How many slips a name of so many symbols may have.
  static int slips_allowed(std::u16string_view symbols);

 private:
  struct Piece {
    std::uint64_t key;  // the first symbols, packed
    std::uint32_t rule;
    std::uint16_t offset, length;
    bool swapped;  // stands for the rule with the symbols at the cut swapped
  };
  void add_pieces(std::uint32_t rule);
  void try_pieces(std::uint64_t key, const FoldedText& text, std::size_t at, int& alignments,
                  std::vector<NameMatch>& matches) const;
  void try_piece(const Piece& piece, const FoldedText& text, std::size_t at, int& alignments,
                 std::vector<NameMatch>& matches) const;

  std::vector<NameRule> rules_;
  std::vector<Piece> pieces_;               // sorted by key
  std::array<std::uint64_t, 1024> seen_{};  // a bit for each hash of a key
};

}  // namespace chokepoint::goods
